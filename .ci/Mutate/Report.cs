using System.Globalization;

namespace Infra.Mutation;

/// <summary>The last lines of a run.</summary>
internal sealed class Report(IReadOnlyCollection<(Mutant Mutant, Verdict Verdict)> results)
{
    private const int NeededPercent = 92;

    public bool IsGood => Count(Fate.Broken) == 0 && Count(Fate.Killed) * 100 >= NeededPercent * results.Count;

    public IEnumerable<string> Lines()
    {
        yield return "";
        yield return $"{"folder",-14}{"mutants",8}{"killed",8}{"survived",10}{"justified",11}";
        foreach (var folder in results.GroupBy(result => result.Mutant.Folder).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return Row(folder.Key, [.. folder]);
        }
        yield return Row("all", results);
        foreach (var (mutant, verdict) in results.Where(result => result.Verdict.Fate != Fate.Killed).OrderBy(result => result.Mutant.Source, StringComparer.Ordinal))
        {
            yield return $"{Word(verdict.Fate)} {mutant.Source} {mutant}"
                + (verdict.Fate == Fate.Broken ? $" ({verdict.By})" : mutant.Justification is null ? "" : $" (justified: {mutant.Justification})");
        }
        var percent = results.Count == 0 ? 0 : (decimal)Count(Fate.Killed) * 100 / results.Count;
        yield return string.Create(CultureInfo.InvariantCulture, $"{Count(Fate.Killed)} of {results.Count} killed, {percent:0.#} % (needed: {NeededPercent} %)");
    }

    public static string Word(Fate fate) => fate switch
    {
        Fate.Killed => "killed  ",
        Fate.Survived => "SURVIVED",
        _ => "ERROR   ",
    };

    private static string Row(string name, IReadOnlyCollection<(Mutant Mutant, Verdict Verdict)> of) =>
        $"{name,-14}{of.Count,8}{of.Count(one => one.Verdict.Fate == Fate.Killed),8}{of.Count(one => one.Verdict.Fate == Fate.Survived),10}"
        + $"{of.Count(one => one.Verdict.Fate == Fate.Survived && one.Mutant.Justification is not null),11}";

    private int Count(Fate fate) => results.Count(result => result.Verdict.Fate == fate);
}
