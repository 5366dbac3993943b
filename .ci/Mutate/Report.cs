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
        yield return $"{"folder",-16}{"mutants",8}{"killed",8}{"survived",10}{"justified",11}";
        foreach (var folder in results.GroupBy(one => one.Mutant.Folder).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return Row(folder.Key, [.. folder]);
        }
        yield return Row("all", results);
        foreach (var (mutant, verdict) in results.OrderBy(result => result.Mutant.Source, StringComparer.Ordinal))
        {
            if (verdict.Fate != Fate.Killed)
            {
                var reason = mutant.Justification is null ? "" : $"justified: {mutant.Justification}";
                var why = verdict.Fate == Fate.Broken ? verdict.By : reason;
                yield return $"{Word(verdict.Fate)} {mutant.Source} {mutant}{(why.Length == 0 ? "" : $" ({why})")}";
            }
        }
        var (killed, all) = (Count(Fate.Killed), results.Count);
        var percent = all == 0 ? 0 : killed * 100m / all;
        yield return string.Create(
            CultureInfo.InvariantCulture, $"{killed} of {all} killed, {percent:0.#} % (needed: {NeededPercent} %)");
    }

    public static string Word(Fate fate) => fate switch
    {
        Fate.Killed => "killed  ",
        Fate.Survived => "SURVIVED",
        _ => "ERROR   ",
    };

    private static string Row(string name, IReadOnlyCollection<(Mutant Mutant, Verdict Verdict)> of)
    {
        var survivors = of.Where(one => one.Verdict.Fate == Fate.Survived).ToList();
        return $"{name,-16}{of.Count,8}{of.Count(one => one.Verdict.Fate == Fate.Killed),8}{survivors.Count,10}"
            + $"{survivors.Count(one => one.Mutant.Justification is not null),11}";
    }

    private int Count(Fate fate) => results.Count(result => result.Verdict.Fate == fate);
}
