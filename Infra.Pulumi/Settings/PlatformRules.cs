using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>What must hold between the settings of a stack's parts.</summary>
public static class PlatformRules
{
    public static IEnumerable<SettingProblem> Problems(string key, PlatformSettings settings)
    {
        foreach (var problem in NodeRules.Problems($"{key}nodes", settings.Cluster.Host, settings.Nodes).Concat(BackupRules.Problems($"{key}backups", settings)))
        {
            yield return problem;
        }

        if (settings.Cluster.Host == ClusterHost.Lightsail && settings.Lightsail is null)
        {
            yield return new($"{key}lightsail", "is missing", "`infra:cluster.host: lightsail` needs the server's `size`");
        }

        if (settings.Certificates.Issuer != CertificateIssuer.None && !settings.Edge.IsPublic)
        {
            yield return new($"{key}certificates.issuer", $"cannot prove a domain with `infra:edge.mode: {SettingShape.Spell(settings.Edge.Mode)}`",
                "write `issuer: none`, or `mode: proxied`");
        }

        foreach (var (name, sources) in new[] { ("ssh", settings.Access.Ssh), ("api", settings.Access.Api) })
        {
            if (sources.Contains(AccessSource.Tunnel) && settings.Edge.Mode != EdgeMode.Tunnel)
            {
                yield return new($"{key}access.{name}", $"cannot be `tunnel` with `infra:edge.mode: {SettingShape.Spell(settings.Edge.Mode)}`",
                    "write `mode: tunnel`, or say from where else it is reached");
            }
        }

        if (settings.ObjectStore.Kind == ObjectStoreKind.R2 && settings.Edge.AccountId is null && !settings.Edge.IsPublic)
        {
            yield return new($"{key}edge.accountId", "is missing", $"`infra:objectStore.kind: r2` needs {HexId.Right}");
        }

        if (settings.Vault.Enabled && settings.Certificates.Issuer == CertificateIssuer.None)
        {
            yield return new($"{key}vault.enabled", "needs certificates, and `infra:certificates.issuer` is `none`",
                "write `vault: { enabled: false }`, or let somebody sign certificates");
        }

        if (settings.Sso.Provider != SsoProvider.None && !settings.Edge.IsPublic && settings.Certificates.Issuer == CertificateIssuer.None)
        {
            yield return new($"{key}sso.provider", $"does not go with `infra:edge.mode: {SettingShape.Spell(settings.Edge.Mode)}`",
                "write `provider: none`: there is no address that a browser could be sent to");
        }

        if (settings.Apps.Count > 0 && !settings.Kubero.Enabled)
        {
            yield return new($"{key}apps", "needs Kubero, which is switched off", "remove the apps, or write `kubero: { enabled: true }`");
        }

        foreach (var (name, app) in settings.Apps)
        {
            if (!Label.IsValid(name) || name.Length > 40)
            {
                yield return new($"{key}apps.{name}", $"cannot be called `{name}`", $"write {Label.Right}, 40 at most");
            }

            if (settings.AppNamespaces[app.NamespaceOf(name)] != app.PipelineOf(name))
            {
                yield return new($"{key}apps.{name}.pipeline", $"shares the namespace {app.NamespaceOf(name)} with another pipeline", "call one of the two otherwise");
            }

            if (app.PipelineOf(name) == "kubero")
            {
                yield return new($"{key}apps.{name}.pipeline", "cannot be `kubero`", "call it otherwise: that is the release of Kubero itself");
            }

            if (app.SecretKeys.Any() && !settings.Vault.Enabled)
            {
                yield return new($"{key}apps.{name}.secrets", "needs Vault, which is switched off", "give plain values under `env`, or switch Vault on");
            }
        }

        foreach (var host in settings.Registries.Keys.Where(host => Uri.CheckHostName(host.Split(':')[0]) != UriHostNameType.Dns || host.Contains('/', StringComparison.Ordinal)))
        {
            yield return new($"{key}registries.{host}", "is no host", "write the registry's host alone, such as ghcr.io or registry.example.com:5000");
        }

        if (settings.Environment == EnvironmentKind.Prod && settings.Domain.Suffix is not null)
        {
            yield return new($"{key}domain.suffix", "does not go with `infra:environment: prod`", "remove it: prod owns the plain names");
        }
    }
}
