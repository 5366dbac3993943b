using Infra.Charts;

namespace Infra.Planning.Rules;

/// <summary>Helm silently ignores a value that its chart does not know.</summary>
public static class KnownChartValues
{
    public static IEnumerable<Finding> Check(Plan plan) =>
        from release in ReleaseValues.Of(plan)
        let known = KnownValues.Of(release.Chart, release.Version)
        from problem in known is null
            ? [$"installs {release.Chart} {release.Version}, whose keys are not listed"]
            : release.UnknownKeys(known).Select(key => $"sets `{key}`, which {release.Chart} {release.Version} does not know")
        select new Finding("known-chart-values", Severity.Error, release.Urn, problem,
            known is null ? "run `./infra charts sync` and commit what it writes" : "look the key up in the chart's values.yaml");
}
