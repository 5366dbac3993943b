using System.Collections.Concurrent;
using System.Diagnostics;

namespace Infra.Mutation;

/// <summary>Tries mutants one after the other, in as many scratch copies as there are workers.</summary>
internal sealed class MutationRun(string root, string sdk, IReadOnlyList<Mutant> mutants, int jobs, CancellationToken cancelled)
{
    private readonly ConcurrentQueue<Mutant> _waiting = new(mutants);
    private readonly ConcurrentBag<(Mutant, Verdict)> _results = [];
    private readonly Lock _lock = new();

    public async Task<Report> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        Console.Error.WriteLine($"infra: building a copy for each of {jobs} workers, and testing it without a mutant");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        var workers = Enumerable.Range(0, Math.Min(jobs, mutants.Count)).Select(_ => WorkAsync(stop)).ToList();
        await Task.WhenAll(workers);
        Console.Error.WriteLine($"infra: {mutants.Count} mutants in {clock.Elapsed.TotalMinutes:0.0} minutes");
        return new(_results);
    }

    private async Task WorkAsync(CancellationTokenSource stop)
    {
        try
        {
            using var copy = await ScratchCopy.CreateAsync(root, sdk, stop.Token);
            var clock = Stopwatch.StartNew();
            if (await copy.TestAsync(null) is { Fate: not Fate.Survived } broken)
            {
                throw new InvalidOperationException($"the unit tests fail without a mutant ({broken.By}); correct that first");
            }
            copy.Patience = clock.Elapsed * 3 + TimeSpan.FromMinutes(1);
            while (_waiting.TryDequeue(out var mutant))
            {
                clock.Restart();
                var verdict = await copy.TryAsync(mutant);
                lock (_lock)
                {
                    _results.Add((mutant, verdict));
                    var how = $"{clock.Elapsed.TotalSeconds:0} s{(verdict.By.Length == 0 ? "" : $", {verdict.By}")}";
                    Console.WriteLine($"[{_results.Count,3}/{mutants.Count}] {Report.Word(verdict.Fate)} {mutant} ({how})");
                }
            }
        }
        catch
        {
            await stop.CancelAsync(); // the other workers could not finish the run either
            throw;
        }
    }
}
