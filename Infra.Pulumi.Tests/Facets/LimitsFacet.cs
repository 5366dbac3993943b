using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>Resources, replicas, timeouts, retries, quotas, one-at-a-time rules and the thresholds of alerts.</summary>
internal static partial class LimitsFacet
{
    public static IEnumerable<string> Of(FacetStack stack) =>
        stack.Customs.SelectMany(Resources)
            .Concat(stack.Lines(stack.Facts().Where(fact => Keys().IsMatch(fact.Key) || Paths().IsMatch(fact.Path)
                || fact.Text.Contains("leader-elect", StringComparison.Ordinal) || fact.Key == "value" && fact.Resource.Kind == "PriorityClass")))
            .Concat(stack.OfKind("ConfigMap").SelectMany(AlertText.Of));

    private static IEnumerable<string> Resources(FacetResource resource) =>
        from pair in Tree.MapsWithin(resource.Inputs)
        where Tree.At(pair.Map, "requests") is IReadOnlyDictionary<string, object> || Tree.At(pair.Map, "limits") is IReadOnlyDictionary<string, object>
        let place = pair.Path.Replace("resources", "", StringComparison.Ordinal).Replace('/', ' ').Trim()
        let asked = Tree.At(pair.Map, "requests") is { } requests ? $"asks for {Tree.Plain(requests)}" : "asks for nothing"
        let most = Tree.At(pair.Map, "limits") is { } limits ? $"; at most {Tree.Plain(limits)}" : ""
        select $"{resource.Name}: {(place.Length > 0 ? $"{place} " : "")}{asked}{most}";

    [GeneratedRegex("""
        ^(backoffLimit|activeDeadlineSeconds|ttlSecondsAfterFinished|concurrencyPolicy|concurrency|drainTimeout|startTime|endTime|timeZone|period
        |forceReboot|replicas|replicaCount|replicasCount|shardsCount|instances|timeout\w*|pulumi\.com/timeoutSeconds|dialErrorLimit|perDialTimeout
        |\w+_SECONDS|\w+_MINUTES|\w*TIMEOUT\w*|\w*RETRIES|PATIENCE|PAUSE|MIN_\w+|JOURNAL_MAX_MIB|REBOOT_TIME|sizeLimit|requestedSize|size
        |maxmemory|max_connections|shared_buffers|valkeyConfig|preemptionPolicy|globalDefault|requestsPerPeriod|mitigationTimeout
        |BATCH_\w+|max_server_memory_usage_to_ram_ratio|failureThreshold|collection_interval|renewBefore|sessionDuration|maxSurge|maxUnavailable
        |enablePDB|podAntiAffinityType|priorityClassName|cron|crons|schedules|cordon|UPGRADE|minReplicas|maxReplicas|dailyQuotaGb)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Keys();

    [GeneratedRegex("(^|/)(hard|limits/defaultRequest|limits/default|limits/max|limits/min|drain|bindings)/|(^|/)window")]
    private static partial Regex Paths();
}
