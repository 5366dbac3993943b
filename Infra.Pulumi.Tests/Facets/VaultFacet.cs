using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>Vault's policies, roles and lifetimes, word for word, and who signs in with which role.</summary>
internal static partial class VaultFacet
{
    public static IEnumerable<string> Of(FacetStack stack) => stack.OfKind("ConfigMap")
        .SelectMany(map => Tree.Ordered(Tree.At(map.Inputs, "data")))
        .SelectMany(file => Told(file.Key, $"{file.Value}"))
        .Concat(stack.Facts.Where(IsSetting).Select(fact => $"{fact}"))
        .Concat(stack.OfKind("ClusterSecretStore", "SecretStore").Select(Store));

    // Policies whole, roles whole, and of scripts the lines that name a right or a lifetime.
    private static IEnumerable<string> Told(string file, string text)
    {
        var lines = file.EndsWith(".hcl", StringComparison.Ordinal) ? Tree.Lines(text)
            : Tree.Json(text) is not null ? new[] { text }.Where(Names)
            : file.StartsWith("vault-", StringComparison.Ordinal) ? Tree.Lines(text).Where(Names)
            : [];
        return lines.Select(line => $"{file}: {line}");

        static bool Names(string line) => Rights().IsMatch(line);
    }

    private static bool IsSetting(Fact fact) => fact.Resource.Kind != "Command"
        && (Variables().IsMatch(fact.Key) || (fact.Path == "server/ha/config" && fact.Text.Any(char.IsAsciiLetter)));

    private static string Store(FacetResource store)
    {
        var vault = Tree.At(store.Inputs, "spec", "provider", "vault");
        var spaces = Tree.Maps(store.Inputs, "spec", "conditions").Select(one => Tree.List(one, "namespaces"));
        var signIn = Tree.At(vault, "auth", "kubernetes");
        var account = Tree.At(signIn, "serviceAccountRef");
        return $"{store.Name}: {string.Join(", ", spaces)} reaches {Tree.Text(vault, "server")} {Tree.Text(vault, "path")} "
            + $"as role {Tree.Text(signIn, "role")}, {Tree.Plain(account ?? "")}";
    }

    [GeneratedRegex("""
        _ttl|token_policies|bound_|user_claim|allowed_(roles|redirect)|default_role|(secret|recovery)_shares|enable[ ]audit
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Rights();

    [GeneratedRegex("^(ADMINS|CALLBACKS|SHARES|THRESHOLD|SEAL|ROLE|KEYS_SECRET|ADMIN_USER|TRUST|expirationSeconds|audience)$")]
    private static partial Regex Variables();
}
