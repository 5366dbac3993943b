using System.Text.RegularExpressions;
using Infra.Planning;

namespace Infra.Tests.Facets;

/// <summary>Where secrets come from, what they are made of, how they travel, and what reads them.</summary>
internal static partial class SecretsFacet
{
    private static readonly string[] Classes = ["lower", "upper", "numeric", "special"];

    public static IEnumerable<string> Of(FacetStack stack) =>
        stack.OfKind("RandomPassword").Select(Password)
            .Concat(stack.OfKind("Secret").SelectMany(Keys))
            .Concat(stack.OfKind("ExternalSecret").Select(Synced))
            .Concat(Readers(stack))
            .Concat(stack.Lines(stack.Facts().Where(IsToldWhole)
                .Concat(stack.Customs.Where(resource => resource.SecretOutputs.Count > 0)
                    .Select(resource => new Fact(resource, "secret outputs", string.Join(", ", resource.SecretOutputs.Order(StringComparer.Ordinal)))))));

    private static bool IsToldWhole(Fact fact) => fact.Resource.Kind switch
    {
        "ExternalSecret" or "PushSecret" => SyncPolicy().IsMatch(fact.Path),
        "Certificate" or "Issuer" or "ClusterIssuer" => Keying().IsMatch(fact.Path),
        "Secret" => false,
        _ => fact.Text == "(secret)",
    };

    private static string Password(FacetResource password)
    {
        var classes = Classes.Where(one => Tree.Text(password.Inputs, one) != "false");
        var others = password.Inputs.Where(pair => pair.Key != "length" && !Classes.Contains(pair.Key))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $", {pair.Key} {Tree.Plain(pair.Value)}");
        return $"{password.Name}: generated, {Tree.Text(password.Inputs, "length")} of {string.Join(", ", classes)}{string.Concat(others)}";
    }

    private static IEnumerable<string> Keys(FacetResource secret)
    {
        var name = $"{secret.Namespace}/{Tree.Text(secret.Inputs, "metadata", "name")}";
        var annotations = Tree.At(secret.Inputs, "metadata", "annotations") as IReadOnlyDictionary<string, object> ?? new Dictionary<string, object>();
        foreach (var (key, reason) in annotations.Where(pair => pair.Key.StartsWith("infra/", StringComparison.Ordinal)))
        {
            yield return $"secret {name}: {key["infra/".Length..]}: {Tree.Plain(reason)}";
        }

        var data = Tree.At(secret.Inputs, "stringData") as IReadOnlyDictionary<string, object> ?? new Dictionary<string, object>();
        var sources = data.GroupBy(pair => SourceOf($"{pair.Value}"), pair => pair.Key)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{string.Join(", ", group.Order(StringComparer.Ordinal))} from {group.Key}");
        yield return $"secret {name}: {string.Join("; ", sources)}";
    }

    private static string SourceOf(string value)
    {
        var sources = Source().Matches(value).Select(match => match.Groups[1].Value.Trim('-')).Distinct().Order(StringComparer.Ordinal).ToList();
        return sources.Count > 0 ? string.Join(" and ", sources) : Marker.IsSecret(value) ? "a secret in another form" : "the settings";
    }

    private static string Synced(FacetResource secret)
    {
        var spec = Tree.At(secret.Inputs, "spec");
        var keys = Tree.Maps(spec, "dataFrom").Select(one => Tree.Text(one, "extract", "key"));
        return $"secret {secret.Namespace}/{Tree.Text(spec, "target", "name")}: {string.Join(", ", keys)} in Vault through {Tree.Text(spec, "secretStoreRef", "name")}";
    }

    private static IEnumerable<string> Readers(FacetStack stack) =>
        from fact in stack.Facts()
        where Reference().IsMatch(fact.Path) && fact.Resource.Kind is not ("ExternalSecret" or "PushSecret" or "Secret")
        group fact.Resource.Name by $"{fact.Resource.Namespace}/{fact.Text}" into readers
        select $"secret {readers.Key} is read by {string.Join(", ", readers.Distinct().Order(StringComparer.Ordinal))}";

    [GeneratedRegex("infra-plan-(?:secret|unknown)-[0-9a-f]{8}-([A-Za-z0-9-]*)")]
    private static partial Regex Source();

    [GeneratedRegex("privateKey/|duration|renewBefore|selfSigned|acme/(email|server)|issuerRef|dnsNames")]
    private static partial Regex Keying();

    [GeneratedRegex("refreshInterval|refreshPolicy|updatePolicy|[cC]reationPolicy|deletionPolicy|mergePolicy|secretStoreRefs/.*name")]
    private static partial Regex SyncPolicy();

    [GeneratedRegex("(secretKeyRef/name|secretRef/name|secretName|passwordSecret/name|existingSecret|usersExistingSecret|tokenSecretRef/name|"
        + "privateKeySecretRef/name|[cC]redentials/.*/name|secret/name|TokenSecretRef/name)$")]
    private static partial Regex Reference();
}
