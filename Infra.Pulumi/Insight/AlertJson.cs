using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infra.Insight;

/// <summary>Alert rules as SigNoz takes them: https://signoz.io/api-reference, version v2alpha1 of its rules.</summary>
internal static class AlertJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<AlertRule> rules) => JsonSerializer.Serialize(rules.Select(Of), Plain);

    private static object Of(AlertRule rule) => new
    {
        alert = rule.Name,
        alertType = "METRIC_BASED_ALERT",
        description = rule.Meaning,
        ruleType = "promql_rule",
        version = "v5",
        schemaVersion = "v2alpha1",
        condition = new
        {
            compositeQuery = new
            {
                queryType = "promql",
                panelType = "graph",
                queries = new object[] { new { type = "promql", spec = new { name = "A", query = rule.Query } } },
            },
            selectedQueryName = "A",
            thresholds = new
            {
                kind = "basic",
                // The job that brings it to SigNoz writes the channels that there are.
                spec = new object[] { new { name = rule.Severity, op = rule.Op, matchType = "all_the_times", target = rule.Limit, channels = Array.Empty<string>() } },
            },
        },
        evaluation = new { kind = "rolling", spec = new { evalWindow = rule.Window, frequency = "1m" } },
        notificationSettings = new { renotify = new { enabled = true, interval = rule.IsHeartbeat ? "30m" : "4h", alertStates = Firing } },
        labels = new { severity = rule.Severity, service = rule.Service, managed_by = "infra", heartbeat = rule.IsHeartbeat ? "true" : "false" },
        annotations = new { summary = rule.Name, description = $"{rule.Meaning} What to do: {rule.Runbook}" },
    };

    private static readonly string[] Firing = ["firing"];
}
