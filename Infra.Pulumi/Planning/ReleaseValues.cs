using System.Collections;
using System.Text.Json.Nodes;
using Infra.Charts;

namespace Infra.Planning;

/// <summary>A Helm release of a plan: its chart and its values.</summary>
public sealed record ReleaseValues(string Urn, string Name, string Namespace, string Chart, string Version,
    IReadOnlyDictionary<string, object> Values)
{
    public static IEnumerable<ReleaseValues> Of(Plan plan) =>
        from resource in plan.Resources
        where resource.Type == "kubernetes:helm.sh/v3:Release"
        let inputs = resource.Inputs
        let chart = ((string)inputs["chart"]).Split('/')[^1] // the last part of an OCI reference is the chart
        select new ReleaseValues(resource.Urn, (string)inputs["name"], (string)inputs["namespace"], chart,
            (string)inputs["version"],
            inputs.GetValueOrDefault("values") as IReadOnlyDictionary<string, object> ?? new Dictionary<string, object>());

    /// <summary>The keys that are missing in the chart's values.</summary>
    public IEnumerable<string> UnknownKeys(ValueKey known)
    {
        var open = ChartPins.All.FirstOrDefault(pin => pin.Name == Chart)?.Open ?? [];
        return Unknown(Values, known, "");

        IEnumerable<string> Unknown(IReadOnlyDictionary<string, object> values, ValueKey key, string path)
        {
            foreach (var (name, value) in values)
            {
                var below = path.Length == 0 ? name : $"{path}.{name}";
                if (key.Find(name) is not { } found)
                {
                    yield return below;
                }
                else if (value is IReadOnlyDictionary<string, object> map && !found.IsOpen && !open.Contains(below))
                {
                    foreach (var unknown in found.Below.Count == 0 && map.Count > 0 ? [below] : Unknown(map, found, below))
                    {
                        yield return unknown;
                    }
                }
            }
        }
    }

    /// <summary>The images of the enabled parts, from the values and the chart's defaults.</summary>
    public IEnumerable<string> Images(ValueKey known)
    {
        return Walk(Values, known);

        static IEnumerable<string> Walk(IReadOnlyDictionary<string, object>? values, ValueKey? key)
        {
            if (ValueOf(values, key, "enabled") == "false")
            {
                yield break;
            }

            if (ValueOf(values, key, "repository") is { Length: > 0 } repository)
            {
                var registry = ValueOf(values, key, "registry");
                var tag = ValueOf(values, key, "tag");
                var digest = ValueOf(values, key, "digest");
                yield return (registry is { Length: > 0 } ? $"{registry}/" : "") + repository
                    + (tag is { Length: > 0 } ? $":{tag}" : key?.Below.ContainsKey("tag") ?? true ? ":of-the-chart" : "")
                    + (digest is { Length: > 0 } ? $"@{digest}" : "");
            }
            else if (ValueOf(values, key, "image") is { Length: > 0 } image && image.Contains('/'))
            {
                yield return image;
            }

            foreach (var name in (values?.Keys ?? []).Union(key?.Below.Keys ?? []))
            {
                var value = values?.GetValueOrDefault(name);
                if (value is null or IReadOnlyDictionary<string, object>)
                {
                    foreach (var found in Walk(value as IReadOnlyDictionary<string, object>, key?.Find(name)))
                    {
                        yield return found;
                    }
                }
                else if (value is IEnumerable list and not string)
                {
                    foreach (var found in list.OfType<IReadOnlyDictionary<string, object>>().SelectMany(item => Walk(item, null)))
                    {
                        yield return found;
                    }
                }
            }
        }
    }

    /// <summary>The values as JSON for Helm, with markers for secrets.</summary>
    public string ToJson()
    {
        return Node(Values)!.ToJsonString();

        static JsonNode? Node(object value) => value switch
        {
            IReadOnlyDictionary<string, object> map =>
                new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Node(pair.Value)))),
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            double number => JsonValue.Create(number),
            IEnumerable list => new JsonArray([.. list.Cast<object>().Select(Node)]),
            _ => null,
        };
    }

    private static string? ValueOf(IReadOnlyDictionary<string, object>? values, ValueKey? key, string name) =>
        values?.GetValueOrDefault(name) switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            double number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => key?.Below.GetValueOrDefault(name)?.Default,
        };
}
