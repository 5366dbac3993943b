using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>Vault's policies, roles and lifetimes, word for word, and who signs in with which role.</summary>
internal static partial class VaultFacet
{
    public static IEnumerable<string> Of(FacetStack stack)
    {
        var files = stack.OfKind("ConfigMap").Select(map => Tree.At(map.Inputs, "data")).OfType<IReadOnlyDictionary<string, object>>()
            .SelectMany(data => data)
            .ToList();
        return files.Where(file => Policy().IsMatch($"{file.Value}")).SelectMany(file => Lines(file.Key, file.Value))
            .Concat(files.Where(file => Tree.IsScript($"{file.Value}") && file.Key.Contains("vault", StringComparison.Ordinal))
                .SelectMany(file => Lines(file.Key, file.Value)).Where(line => Lifetime().IsMatch(line)))
            .Concat(files.Where(file => Lifetime().IsMatch($"{file.Value}") && Tree.Json($"{file.Value}") is not null)
                .Select(file => $"{file.Key}: {Tree.Plain(file.Value)}"))
            .Concat(stack.Facts()
                .Where(fact => Keys().IsMatch(fact.Path) && fact.Resource.Kind is not ("ConfigMap" or "Command") && Word().IsMatch(fact.Text))
                .Select(fact => $"{fact}"))
            .Concat(stack.OfKind("ClusterSecretStore", "SecretStore").Select(Store));
    }

    private static string Store(FacetResource store)
    {
        var vault = Tree.At(store.Inputs, "spec", "provider", "vault");
        var spaces = Tree.Maps(store.Inputs, "spec", "conditions").Select(one => Tree.List(one, "namespaces"));
        var sign = Tree.At(vault, "auth", "kubernetes");
        return $"{store.Name}: {string.Join(", ", spaces)} reaches {Tree.Text(vault, "server")} {Tree.Text(vault, "path")} as role {Tree.Text(sign, "role")}, "
            + $"{Tree.Plain(Tree.At(sign, "serviceAccountRef") ?? "")}";
    }

    private static IEnumerable<string> Lines(string file, object text) => $"{text}".Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => $"{file}: {line}");

    [GeneratedRegex("^path \"", RegexOptions.Multiline)]
    private static partial Regex Policy();

    [GeneratedRegex("_ttl|token_policies|bound_|user_claim|allowed_roles|allowed_redirect|default_role|secret_shares|recovery_shares|enable audit")]
    private static partial Regex Lifetime();

    [GeneratedRegex("^server/ha/config$|expirationSeconds$|audience$|^(ADMINS|CALLBACKS|SHARES|THRESHOLD|SEAL|ROLE|KEYS_SECRET|ADMIN_USER|TRUST)$"
        + "|env/(ADMINS|CALLBACKS|SHARES|THRESHOLD|SEAL|ROLE|KEYS_SECRET|ADMIN_USER|TRUST)$")]
    private static partial Regex Keys();

    [GeneratedRegex("[a-z0-9]")]
    private static partial Regex Word();
}
