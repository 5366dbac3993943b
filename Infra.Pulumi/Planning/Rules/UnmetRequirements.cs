using Infra.Insight;

namespace Infra.Planning.Rules;

/// <summary>Settings whose requirements are not met.</summary>
public static class UnmetRequirements
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        var settings = plan.Settings;
        if (settings.OpenPanel.Enabled && plan.Services.All(service => service.Name != OpenPanel.Name))
        {
            yield return new("unmet-requirements", Severity.Warning, OpenPanel.Name,
                "is not installed: it needs PostgreSQL, Redis and ClickHouse",
                "enable infra:postgres, infra:redis and infra:clickhouse, or write `infra:openpanel: { enabled: false }`");
        }

        if (settings.KeepsData && !settings.Backups.Enabled)
        {
            yield return new("unmet-requirements", Severity.Warning, "backups",
                "are disabled although the stack keeps data: deleted data cannot be restored",
                "write `infra:backups: { enabled: true }`");
        }

        if (settings.KeepsData && settings.SigNoz.Enabled && settings.Alerts is { Webhook: null, Mail: null })
        {
            yield return new("unmet-requirements", Severity.Warning, "alerts",
                "are not delivered: there is neither a webhook nor a mail server",
                "run `pulumi config set --secret --path infra:alerts.webhook`, or set infra:alerts.mail");
        }
    }
}
