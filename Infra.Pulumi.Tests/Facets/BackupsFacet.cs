using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>What is saved, when, where to, for how long and by which identity, and how restoring it is tried.</summary>
internal static partial class BackupsFacet
{
    private static readonly string[] Whole = ["ObjectStore", "ScheduledBackup"];

    public static IEnumerable<string> Of(FacetStack stack) =>
        stack.Lines(stack.OfKind(Whole).SelectMany(Tree.Facts).Where(fact => !Noise().IsMatch(fact.Path)))
            .Concat(stack.Customs.Where(resource => resource.Kind.Contains("Lifecycle", StringComparison.Ordinal)).SelectMany(Rules))
            .Concat(stack.OfKind("CronJob", "Job").SelectMany(Steps))
            .Concat(stack.Lines(stack.Facts().Where(fact => Keys().IsMatch(fact.Key) && fact.Resource.Kind != "CronJob" && !IsBackup(fact.Resource))));

    private static IEnumerable<string> Rules(FacetResource lifecycle) =>
        Tree.Maps(lifecycle.Inputs, "rules").Select(rule => $"{Tree.Text(lifecycle.Inputs, "bucketName") ?? Tree.Text(lifecycle.Inputs, "bucket")}: "
            + Tree.Plain(rule));

    private static bool IsBackup(FacetResource job) => Containers(job).Exists(one =>
        Tree.Maps(one, "env").Any(variable => Tree.Text(variable, "name") is "RESTIC_REPOSITORY" or "STORE"));

    private static List<IReadOnlyDictionary<string, object>> Containers(FacetResource job) =>
        [.. Tree.MapsWithin(job.Inputs).Where(pair => pair.Map.ContainsKey("image")).Select(pair => pair.Map)];

    private static IEnumerable<string> Steps(FacetResource job)
    {
        if (job.Kind == "CronJob")
        {
            var spec = Tree.At(job.Inputs, "spec");
            yield return $"{job.Name}: at {Tree.Text(spec, "schedule")} {Tree.Text(spec, "timeZone")}"
                + (Tree.Text(spec, "suspend") == "true" ? ", only when started by hand" : "");
        }

        if (!IsBackup(job))
        {
            yield break;
        }

        foreach (var container in Containers(job))
        {
            var identities = Tree.Maps(container, "env").Select(variable => Tree.Text(variable, "valueFrom", "secretKeyRef", "name"))
                .OfType<string>().Distinct().Order(StringComparer.Ordinal);
            var variables = Tree.Maps(container, "env").Where(variable => variable.ContainsKey("value") && !Tools().IsMatch(Tree.Text(variable, "name")!))
                .Select(variable => $"{Tree.Text(variable, "name")}={Tree.Text(variable, "value")}");
            yield return $"{job.Name}: {Tree.Text(container, "name")} as {string.Join(", ", identities)}: {string.Join(' ', variables)}";
        }
    }

    [GeneratedRegex("^(FOLDER|RESTIC_CACHE_DIR|AWS_DEFAULT_REGION|SERVER)$")]
    private static partial Regex Tools();

    [GeneratedRegex("accountId$|apiVersion$|(^|/)kind$|^name(space)?$|resources/|instanceSidecarConfiguration")]
    private static partial Regex Noise();

    [GeneratedRegex(@"^(archive_timeout|isWALArchiver|barmanObjectName|\w*_DAYS|SCHEDULE|S3_(BUCKET|FOLDER)|\w*[rR]etention\w*|keep\w*Days)$")]
    private static partial Regex Keys();
}
