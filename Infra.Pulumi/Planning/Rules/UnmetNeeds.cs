namespace Infra.Planning.Rules;

/// <summary>What the settings ask for and the stack cannot give, or gives to nobody.</summary>
public static class UnmetNeeds
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        var settings = plan.Settings;
        if (settings.OpenPanel.Enabled && plan.Services.All(service => service.Name != "openpanel"))
        {
            yield return new("unmet-needs", Severity.Warning, "openpanel", "is left out: it needs PostgreSQL, Redis and ClickHouse",
                "enable infra:postgres, infra:redis and infra:clickhouse, or write `infra:openpanel: { enabled: false }`");
        }

        if (settings.KeepsData && !settings.Backups.Enabled)
        {
            yield return new("unmet-needs", Severity.Warning, "backups", "are switched off where data is kept: what is deleted by mistake is gone",
                "write `infra:backups: { enabled: true }`");
        }

        if (settings.KeepsData && settings.SigNoz.Enabled && settings.Alerts is { Webhook: null, Mail: null })
        {
            yield return new("unmet-needs", Severity.Warning, "alerts", "tell nobody: there is neither a webhook nor a mail server",
                "`pulumi config set --secret --path infra:alerts.webhook`, or set infra:alerts.mail");
        }
    }
}
