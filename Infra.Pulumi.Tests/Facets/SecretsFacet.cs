using System.Text.RegularExpressions;
using Infra.Planning;

namespace Infra.Tests.Facets;

/// <summary>Where secrets come from, what they are made of, how they travel, and what reads them.</summary>
internal static partial class SecretsFacet
{
    private static readonly string[] Classes = ["lower", "upper", "numeric", "special"];

    public static IEnumerable<string> Of(FacetStack stack) => stack.OfKind("RandomPassword").Select(Password)
        .Concat(stack.OfKind("Secret").SelectMany(Keys))
        .Concat(stack.OfKind("ExternalSecret").Select(Synced))
        .Concat(Readers(stack))
        .Concat(stack.Lines(IsTold))
        .Concat(stack.Lines(stack.Customs.SelectMany(Outputs)));

    private static bool IsTold(Fact fact) => fact.Resource.Kind switch
    {
        "ExternalSecret" or "PushSecret" => SyncPolicy().IsMatch(fact.Path),
        "Certificate" or "Issuer" or "ClusterIssuer" => Keying().IsMatch(fact.Path),
        "Secret" => false,
        _ => fact.Text == "(secret)",
    };

    private static string Password(FacetResource password)
    {
        var classes = Classes.Where(one => Tree.Text(password.Inputs, one) != "false");
        var others = Tree.Ordered(password.Inputs).Where(pair => pair.Key != "length" && !Classes.Contains(pair.Key))
            .Select(pair => $", {pair.Key} {Tree.Plain(pair.Value)}");
        var length = Tree.Text(password.Inputs, "length");
        return $"{password.Name}: generated, {length} of {string.Join(", ", classes)}{string.Concat(others)}";
    }

    private static IEnumerable<Fact> Outputs(FacetResource resource)
    {
        var names = string.Join(", ", resource.SecretOutputs.Order(StringComparer.Ordinal));
        return names.Length > 0 ? [new(resource, "secret outputs", names)] : [];
    }

    private static IEnumerable<string> Keys(FacetResource secret)
    {
        var name = $"{secret.Namespace}/{Tree.Text(secret.Inputs, "metadata", "name")}";
        foreach (var (key, reason) in Tree.Ordered(Tree.At(secret.Inputs, "metadata", "annotations")))
        {
            yield return $"secret {name}: {key}: {Tree.Plain(reason)}";
        }

        var sources = Tree.Ordered(Tree.At(secret.Inputs, "stringData"))
            .GroupBy(pair => SourceOf($"{pair.Value}"), pair => pair.Key)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{string.Join(", ", group)} from {group.Key}");
        yield return $"secret {name}: {string.Join("; ", sources.DefaultIfEmpty("filled in the cluster"))}";
    }

    private static string SourceOf(string value)
    {
        var sources = Source().Matches(value).Select(match => match.Groups[1].Value.Trim('-')).Distinct();
        return string.Join(" and ", sources.Order(StringComparer.Ordinal)) is { Length: > 0 } all ? all
            : Marker.IsSecret(value) ? "a secret in another form"
            : "the settings";
    }

    private static string Synced(FacetResource secret)
    {
        var spec = Tree.At(secret.Inputs, "spec");
        var keys = string.Join(", ", Tree.Maps(spec, "dataFrom").Select(one => Tree.Text(one, "extract", "key")));
        var store = Tree.Text(spec, "secretStoreRef", "name");
        return $"secret {secret.Namespace}/{Tree.Text(spec, "target", "name")}: {keys} in Vault through {store}";
    }

    private static IEnumerable<string> Readers(FacetStack stack) =>
        from fact in stack.Facts
        where Reference().IsMatch(fact.Path) && fact.Resource.Kind is not ("ExternalSecret" or "PushSecret" or "Secret")
        group fact.Resource.Name by $"{fact.Resource.Namespace}/{fact.Text}" into readers
        select $"secret {readers.Key} is read by {string.Join(", ", readers.Distinct().Order(StringComparer.Ordinal))}";

    [GeneratedRegex("infra-plan-(?:secret|unknown)-[0-9a-f]{8}-([A-Za-z0-9-]*)")]
    private static partial Regex Source();

    [GeneratedRegex("privateKey/|duration|renewBefore|selfSigned|acme/(email|server)|issuerRef|dnsNames")]
    private static partial Regex Keying();

    [GeneratedRegex("refresh(Interval|Policy)|updatePolicy|[cC]reationPolicy|deletionPolicy|mergePolicy|secretStoreRefs/.*name")]
    private static partial Regex SyncPolicy();

    [GeneratedRegex("""
        (secretKeyRef/name|secretRef/name|secretName|passwordSecret/name|existingSecret|usersExistingSecret|[tT]okenSecretRef/name
        |privateKeySecretRef/name|[cC]redentials/.*/name|envFrom/[^/]+/name|secret/name)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Reference();
}
