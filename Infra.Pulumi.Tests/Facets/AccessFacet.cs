using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>What people reach and how they get in, from DNS to sign-in, on hosts, in the cluster and at the clouds.</summary>
internal static partial class AccessFacet
{
    private const string Router = "traefik.ingress.kubernetes.io/router";

    // All that these say is about access.
    private static readonly string[] Whole = ["ApiToken", "BucketPublicAccessBlock", "BucketPolicy", "UserPolicy", "Middleware",
        "ServersTransport", "TLSStore", "TLSOption", "Ruleset", "InstancePublicPorts"];

    public static IEnumerable<string> Of(FacetStack stack) => stack.Hosts
        .Select(host => $"{host.Host}: sign-in {$"{host.Exposure.SignIn}".ToLowerInvariant()}"
            + (host.Exposure.PublicBecause is { } reason ? $", because {reason}" : ""))
        .Concat(stack.OfKind("Ingress").SelectMany(Paths))
        .Concat(stack.OfKind("DnsRecord").Select(Record))
        .Concat(stack.OfKind("ZoneSetting").Select(setting => $"{setting.Name}: {Tree.Text(setting.Inputs, "value")}"))
        .Concat(stack.Lines(fact => IsWhole(fact.Resource) && !Names().IsMatch(fact.Key)))
        .Concat(stack.Lines(fact => fact.Resource.Kind == "Command"
            ? Script().IsMatch(fact.Key) || (fact.Key is "CONFIG" or "MANIFESTS" && Entrance().IsMatch(fact.Text))
            : Keys().IsMatch(fact.Key)));

    private static bool IsWhole(FacetResource resource) =>
        Whole.Contains(resource.Kind) || resource.Kind.StartsWith("ZeroTrust", StringComparison.Ordinal);

    private static string Record(FacetResource record) => $"DNS {Tree.Text(record.Inputs, "name")}: "
        + $"{Tree.Text(record.Inputs, "type")} {Tree.Text(record.Inputs, "content")}, "
        + (Tree.Text(record.Inputs, "proxied") == "true" ? "proxied" : "DNS only");

    private static IEnumerable<string> Paths(FacetResource ingress)
    {
        var annotations = Tree.At(ingress.Inputs, "metadata", "annotations");
        var entry = Tree.Text(annotations, $"{Router}.entrypoints");
        var through = Tree.Text(annotations, $"{Router}.middlewares") is { } names ? $" through {names}" : "";
        return from rule in Tree.Maps(ingress.Inputs, "spec", "rules")
               from path in Tree.Maps(rule, "http", "paths")
               let service = Tree.At(path, "backend", "service")
               let port = Tree.Text(service, "port", "number") ?? Tree.Text(service, "port", "name")
               select $"{entry}: {Tree.Text(rule, "host")}{Tree.Text(path, "path")} -> "
                   + $"{ingress.Namespace}/{Tree.Text(service, "name")}:{port}{through}";
    }

    [GeneratedRegex("^(zoneId|accountId|description|kind|name|namespace|ref|hostname|phase|apiVersion|characteristics)$")]
    private static partial Regex Names();

    // That a change is confirmed is what keeps a wrong one from locking everybody out.
    [GeneratedRegex(@"^(user|REPEAT|ROLLBACK_SECONDS|SSH_\w+|API_ACCESS|ADMIN_NETWORKS|CLOUDFLARE_RANGES|NODE_ADDRESSES)$")]
    private static partial Regex Script();

    [GeneratedRegex("oidc|anonymous|authorization|admission|insecure|trustedIPs|redirections|tls-san|dashboard")]
    private static partial Regex Entrance();

    [GeneratedRegex("""
        ^(ALLOW_\w+|PASSWORD_AUTHENTICATION|MAIL_TO|\w*REGISTRATION\w*|\w*SIGN_?UP\w*|DISABLE_\w+|cookie-\w+|whitelist-domain
        |email[_-]domains?|restricted_access|configFile|skip-\w+(-\w+)*|reverse-proxy|oidc-issuer-url|provider|scope|unsafe\w+
        |signoz_user_root_\w+|enableSignUp|enablePassword|enableCodeSignin|enableSigninSession|enableAutoSignin|failedSignin\w+
        |password(Options|Type)|redirectUris|expireInHours|refreshExpireInHours|isAdmin|grantTypes|organization|ip|insecure\w*
        |\w*[aA]nonymous\w*|disabled|readonly|auth\w*|publicRead|acl|publicAccess|HEADLAMP_CONFIG_OIDC_\w+URL|sign[iI]nMethods
        |tlsDisable|sslmode|PGSSLMODE|PGSSLROOTCERT)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Keys();
}
