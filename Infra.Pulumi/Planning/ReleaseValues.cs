using System.Collections;
using System.Text.Json.Nodes;
using Infra.Charts;

namespace Infra.Planning;

/// <summary>A Helm release of a plan: its chart, and its values as paths.</summary>
public sealed record ReleaseValues(string Urn, string Name, string Namespace, string Chart, string Version, IReadOnlyDictionary<string, object> Values)
{
    public static IEnumerable<ReleaseValues> Of(Plan plan) =>
        from resource in plan.Resources
        where resource.Type == "kubernetes:helm.sh/v3:Release"
        let inputs = resource.Inputs
        let chart = ((string)inputs["chart"]).Split('/')[^1] // of an OCI reference the last part is the chart
        select new ReleaseValues(resource.Urn, (string)inputs["name"], (string)inputs["namespace"], chart, (string)inputs["version"],
            inputs.GetValueOrDefault("values") as IReadOnlyDictionary<string, object> ?? new Dictionary<string, object>());

    /// <summary>The paths that a chart does not know.</summary>
    public IEnumerable<string> UnknownTo(ValueKey known)
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

    /// <summary>The images that the values and the chart's own defaults come to, where they are switched on.</summary>
    public IEnumerable<string> Images(ValueKey known)
    {
        return Walk(Values, known);

        static IEnumerable<string> Walk(IReadOnlyDictionary<string, object>? values, ValueKey? key)
        {
            if (Told(values, key, "enabled") == "false")
            {
                yield break;
            }

            if (Told(values, key, "repository") is { Length: > 0 } repository)
            {
                var registry = Told(values, key, "registry");
                var tag = Told(values, key, "tag");
                var digest = Told(values, key, "digest");
                yield return (registry is { Length: > 0 } ? $"{registry}/" : "") + repository
                    + (tag is { Length: > 0 } ? $":{tag}" : key?.Below.ContainsKey("tag") ?? true ? ":of-the-chart" : "")
                    + (digest is { Length: > 0 } ? $"@{digest}" : "");
            }
            else if (Told(values, key, "image") is { Length: > 0 } image && image.Contains('/'))
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

    /// <summary>The values as a file for Helm; secrets are the markers of the plan.</summary>
    public string ToJson()
    {
        return Node(Values)!.ToJsonString();

        static JsonNode? Node(object value) => value switch
        {
            IReadOnlyDictionary<string, object> map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Node(pair.Value)))),
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            double number => JsonValue.Create(number),
            IEnumerable list => new JsonArray([.. list.Cast<object>().Select(Node)]),
            _ => null,
        };
    }

    private static string? Told(IReadOnlyDictionary<string, object>? values, ValueKey? key, string name) => values?.GetValueOrDefault(name) switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => key?.Below.GetValueOrDefault(name)?.Default,
    };
}
