using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>What is saved, when, where to, for how long and by which identity, and how restoring it is tried.</summary>
internal static partial class BackupsFacet
{
    public static IEnumerable<string> Of(FacetStack stack) => stack.Lines(IsTold)
        .Concat(stack.Customs.Where(resource => resource.Kind.Contains("Lifecycle", StringComparison.Ordinal)).SelectMany(Rules))
        .Concat(stack.OfKind("CronJob").Select(Schedule))
        .Concat(stack.OfKind("CronJob", "Job").Where(IsBackup).SelectMany(Steps));

    private static bool IsTold(Fact fact) => fact.Resource.Kind is "ObjectStore" or "ScheduledBackup"
        ? !Noise().IsMatch(fact.Path)
        : !IsBackup(fact.Resource) && (Keys().IsMatch(fact.Key) || fact.Text.StartsWith("etcd-", StringComparison.Ordinal));

    private static IEnumerable<string> Rules(FacetResource lifecycle)
    {
        var bucket = Tree.Text(lifecycle.Inputs, "bucketName") ?? Tree.Text(lifecycle.Inputs, "bucket");
        return Tree.Maps(lifecycle.Inputs, "rules").Select(rule => $"bucket {bucket}: {Tree.Plain(rule)}");
    }

    private static string Schedule(FacetResource job)
    {
        var spec = Tree.At(job.Inputs, "spec");
        return $"{job.Name}: at {Tree.Text(spec, "schedule")} {Tree.Text(spec, "timeZone")}"
            + (Tree.Text(spec, "suspend") == "true" ? ", only when started by hand" : "");
    }

    private static bool IsBackup(FacetResource job) => job.Kind is "Job" or "CronJob" && Containers(job)
        .SelectMany(container => Tree.Maps(container, "env"))
        .Any(variable => Tree.Text(variable, "name") is "RESTIC_REPOSITORY" or "STORE");

    private static IEnumerable<IReadOnlyDictionary<string, object>> Containers(FacetResource job) =>
        Tree.MapsWithin(job.Inputs).Where(pair => pair.Map.ContainsKey("image")).Select(pair => pair.Map);

    private static IEnumerable<string> Steps(FacetResource job) =>
        from container in Containers(job)
        let variables = Tree.Maps(container, "env").ToList()
        let identities = variables.Select(variable => Tree.Text(variable, "valueFrom", "secretKeyRef", "name")).OfType<string>()
            .Distinct().Order(StringComparer.Ordinal).DefaultIfEmpty("nobody")
        let values = variables.Where(variable => variable.ContainsKey("value") && !Tools().IsMatch(Tree.Text(variable, "name")!))
            .Select(variable => $"{Tree.Text(variable, "name")}={Tree.Text(variable, "value")}")
        select $"{job.Name}: {Tree.Text(container, "name")} as {string.Join(", ", identities)}: {string.Join(' ', values)}";

    [GeneratedRegex("^(FOLDER|RESTIC_CACHE_DIR|AWS_DEFAULT_REGION|SERVER)$")]
    private static partial Regex Tools();

    [GeneratedRegex("apiVersion$|(^|/)kind$|^name(space)?$|resources/|instanceSidecarConfiguration")]
    private static partial Regex Noise();

    [GeneratedRegex(@"^(archive_timeout|isWALArchiver|barman\w+|\w*_DAYS|SCHEDULE|S3_(BUCKET|FOLDER)|\w*[rR]etention\w*)$")]
    private static partial Regex Keys();
}
