namespace Infra.Planning.Rules;

/// <summary>Software without security fixes.</summary>
public static class SupportedSoftware
{
    private static readonly (string Chart, string Message, string Fix)[] Unsupported =
    [
        ("posthog", "PostHog's chart has been unsupported since 2024 and its project is archived: no "
            + "fixes, not even for security,  "
            + "and one image in its templates (altinity/metrics-exporter) that cannot be pinned",
            "use OpenPanel (infra:openpanel), or PostHog's own cloud (infra:posthog.mode: cloud)"),
    ];

    public static IEnumerable<Finding> Check(Plan plan) =>
        from service in plan.Services
        from old in Unsupported
        where service.Profile.Software.Chart == old.Chart
        select new Finding("supported-software", Severity.Warning, service.Name, old.Message, old.Fix);
}
