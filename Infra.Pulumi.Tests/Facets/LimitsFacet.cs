using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>Resources, replicas, timeouts, retries, quotas, one-at-a-time rules and the thresholds of alerts.</summary>
internal static partial class LimitsFacet
{
    public static IEnumerable<string> Of(FacetStack stack) => stack.Customs.SelectMany(Resources)
        .Concat(stack.Lines(stack.Customs.SelectMany(Patience)))
        .Concat(stack.Lines(IsLimit))
        .Concat(stack.OfKind("ConfigMap").SelectMany(AlertText.Of));

    private static bool IsLimit(Fact fact) => Keys().IsMatch(fact.Key) || Paths().IsMatch(fact.Path)
        || fact.Text.Contains("leader-elect", StringComparison.Ordinal)
        || (fact.Key == "value" && fact.Resource.Kind == "PriorityClass");

    private static IEnumerable<string> Resources(FacetResource resource) =>
        from pair in Tree.MapsWithin(resource.Inputs)
        let requests = Tree.Map(Tree.At(pair.Map, "requests"))
        let limits = Tree.Map(Tree.At(pair.Map, "limits"))
        where requests is not null || limits is not null
        let place = pair.Path.Replace("resources", "", StringComparison.Ordinal).Replace('/', ' ').Trim()
        let asked = requests is null ? "nothing" : Tree.Plain(requests)
        select $"{resource.Name}: {(place.Length > 0 ? $"{place} " : "")}asks for {asked}"
            + (limits is null ? "" : $"; at most {Tree.Plain(limits)}");

    // How long the engine waits, where that is not the provider's default.
    private static IEnumerable<Fact> Patience(FacetResource resource) => resource.Options.CustomTimeouts is { } timeouts
        ? [new(resource, "engine waits", $"{timeouts.Create} to create, {timeouts.Update} to update")]
        : [];

    [GeneratedRegex("""
        ^(backoffLimit|activeDeadlineSeconds|ttlSecondsAfterFinished|concurrencyPolicy|concurrency|drainTimeout|startTime|endTime
        |timeZone|period|forceReboot|replicas|replicaCount|replicasCount|shardsCount|instances|timeout\w*|dialErrorLimit
        |perDialTimeout|\w+_SECONDS|\w+_MINUTES|\w*TIMEOUT\w*|\w*RETRIES|PATIENCE|PAUSE|MIN_\w+|JOURNAL_MAX_MIB|REBOOT_TIME|size
        |sizeLimit|requestedSize|maxmemory|max_connections|shared_buffers|valkeyConfig|preemptionPolicy|requestsPerPeriod
        |mitigationTimeout|BATCH_\w+|max_server_memory_usage_to_ram_ratio|failureThreshold|collection_interval|renewBefore
        |sessionDuration|maxSurge|maxUnavailable|enablePDB|podAntiAffinityType|priorityClassName|cron|cordon|UPGRADE)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Keys();

    [GeneratedRegex("(^|/)(hard|limits/(defaultRequest|default|max|min)|drain)/|bindings/.*/(text|json)$|(^|/)window")]
    private static partial Regex Paths();
}
