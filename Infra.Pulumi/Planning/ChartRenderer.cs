using System.Text.RegularExpressions;
using Infra.Charts;

namespace Infra.Planning;

/// <summary>What the real Helm makes of a release.</summary>
public sealed record ChartCheck(string Stack, ReleaseValues Release, string Result, bool IsSound);

/// <summary>Renders every release of some plans with the real Helm.</summary>
public sealed partial class ChartRenderer(string workFolder, string? chartsFolder)
{
    private readonly Dictionary<string, ChartFolder> _charts = [];
    private readonly Dictionary<string, (string, bool)> _known = [];

    public async Task<IReadOnlyList<ChartCheck>> CheckAsync(IEnumerable<Plan> plans)
    {
        var checks = new List<ChartCheck>();
        foreach (var (plan, release) in plans.SelectMany(plan => ReleaseValues.Of(plan), (plan, release) => (plan, release)))
        {
            var values = release.ToJson();
            var same = $"{release.Chart} {release.Version} {release.Name} {release.Namespace} {values}";
            if (!_known.TryGetValue(same, out var result))
            {
                _known[same] = result = await RenderAsync(release, values);
            }

            checks.Add(new(plan.Stack, release, result.Item1, result.Item2));
        }

        return checks;
    }

    private async Task<(string, bool)> RenderAsync(ReleaseValues release, string values)
    {
        var chart = await ChartOfAsync(release);
        if (chart is null)
        {
            return ($"{chartsFolder} has no chart {release.Chart}", false);
        }

        if (chart.Version.TrimStart('v') != release.Version.TrimStart('v'))
        {
            return ($"{chart.Path} holds {chart.Version}, the platform installs {release.Version}", false);
        }

        var file = Path.Combine(workFolder, $"{release.Name}.json");
        await File.WriteAllTextAsync(file, values);
        var kubernetes = Pins.K3s.Version.Split('+')[0];
        var whole = chart.WithoutMissingParts(workFolder, out var missing);
        var (manifests, problem) = await Helm.RenderAsync(release.Name, whole, release.Namespace, file, kubernetes);
        var dead = Images().Matches(manifests).Select(match => match.Groups[1].Value).Distinct()
            .Select(image => (image, Problem: DeadSources.ProblemOf(image)))
            .Where(found => found.Problem is not null)
            .Select(found => $"{found.image}: {found.Problem}")
            .ToList();
        return problem is not null ? (problem, false)
            : dead.Count > 0 ? (string.Join("; ", dead), false)
            : chart.HasTemplates ? ($"{Kinds().Count(manifests)} objects{(missing.Count > 0 ? $", without {string.Join(" and ", missing)}" : "")}", true)
            : ("the values fit; without templates there is nothing to render", true);
    }

    private async Task<ChartFolder?> ChartOfAsync(ReleaseValues release)
    {
        var key = $"{release.Chart}-{release.Version}";
        if (_charts.TryGetValue(key, out var found))
        {
            return found;
        }

        if (chartsFolder is not null)
        {
            return ChartFolder.In(chartsFolder).Where(chart => chart.Name == release.Chart)
                .OrderByDescending(chart => chart.Version.TrimStart('v') == release.Version.TrimStart('v'))
                .FirstOrDefault();
        }

        var pin = ChartPins.All.Single(pin => pin.Name == release.Chart);
        return _charts[key] = await Helm.PullAsync(pin, Directory.CreateDirectory(Path.Combine(workFolder, key)).FullName);
    }

    [GeneratedRegex("^kind: ", RegexOptions.Multiline)]
    private static partial Regex Kinds();

    [GeneratedRegex("^\\s*-?\\s*image: [\"']?([^\"'\\s{]+)", RegexOptions.Multiline)]
    private static partial Regex Images();
}
