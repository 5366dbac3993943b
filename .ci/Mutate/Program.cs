using System.Runtime.InteropServices;
using Infra.Mutation;

// `./infra test --mutate` calls this: ROOT SDK [--check|--list] [--jobs N] [FOLDER|FILE…]
const string Usage = "run `./infra test --mutate [--check|--list] [--jobs N] [FOLDER|FILE…]`";
var (root, sdk) = (args[0], args[1]);
var (check, list, jobs) = (false, false, Math.Max(1, Environment.ProcessorCount / 2));
var words = new List<string>();
for (var i = 2; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--check":
            check = true;
            break;
        case "--list":
            list = true;
            break;
        case "--jobs" when uint.TryParse(args.ElementAtOrDefault(i + 1), out var number) && number > 0:
            jobs = (int)number;
            i++;
            break;
        case var option when option.StartsWith('-'):
            return Refuse($"`{option}` is unknown or incomplete; {Usage}");
        case var word:
            words.Add(word);
            break;
    }
}

var all = MutantList.Read(root);
if (words.Find(word => !all.Any(mutant => mutant.Matches(word))) is { } unknown)
{
    var folders = string.Join(", ", all.Select(mutant => mutant.Folder).Distinct());
    return Refuse($"no mutant is in `{unknown}`; name one of {folders}, or a file");
}
var chosen = words.Count == 0 ? all : [.. all.Where(mutant => words.Exists(mutant.Matches))];
if (list)
{
    foreach (var mutant in chosen)
    {
        Console.WriteLine($"{mutant}{(mutant.Justification is null ? "" : $" (justified: {mutant.Justification})")}");
    }
    return 0;
}
var problems = MutantList.Problems(chosen, Path.Combine(root, "Infra.Pulumi")).ToList();
foreach (var problem in problems)
{
    Console.WriteLine(problem);
}
if (check || problems.Count > 0)
{
    Console.WriteLine($"{chosen.Count} mutants, {problems.Count} to correct");
    return problems.Count == 0 ? 0 : 1;
}

using var interrupted = new CancellationTokenSource();
PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
var handlers = signals.Select(signal => PosixSignalRegistration.Create(signal, context =>
{
    context.Cancel = true;
    interrupted.Cancel();
})).ToList();
try
{
    var report = await new MutationRun(root, sdk, chosen, jobs, interrupted.Token).RunAsync();
    foreach (var line in report.Lines())
    {
        Console.WriteLine(line);
    }
    return report.IsGood ? 0 : 1;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    Console.Error.WriteLine("infra: stopped; the scratch copies are removed");
    return 130;
}
catch (InvalidOperationException failure)
{
    return Refuse(failure.Message);
}
finally
{
    handlers.ForEach(handler => handler.Dispose());
}

static int Refuse(string problem)
{
    Console.Error.WriteLine($"infra: {problem}");
    return 2;
}
