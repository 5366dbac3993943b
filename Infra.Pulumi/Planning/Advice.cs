using Infra.Settings;

namespace Infra.Planning;

/// <summary>What the settings ask for and the stack cannot give, or give less well than somebody may think.</summary>
public static class Advice
{
    public static IEnumerable<Finding> On(PlatformSettings settings)
    {
        if (settings.Openpanel.Enabled && !settings.RunsOpenPanel)
        {
            yield return new("needs-are-met", Severity.Warning, "openpanel", "is left out: it needs PostgreSQL, Redis and ClickHouse",
                "enable infra:postgres, infra:redis and infra:clickhouse, or write `infra:openpanel: { enabled: false }`");
        }

        if (settings.KeepsData && settings.Signoz.Enabled && settings.Alerts is { Webhook: null, Mail: null })
        {
            yield return new("alerts-reach-somebody", Severity.Warning, "alerts", "tell nobody: there is neither a webhook nor a mail server",
                "`pulumi config set --secret --path infra:alerts.webhook`, or set infra:alerts.mail");
        }
    }
}
