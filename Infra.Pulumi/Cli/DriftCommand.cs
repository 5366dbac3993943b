using System.CommandLine;
using Infra.Engine;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra drift`: shows changes made outside of the program.</summary>
internal static class DriftCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineCommand.StackArgument();
        var adopt = new Option<string[]>("--adopt")
        {
            AllowMultipleArgumentsPerToken = true,
            Description = "Record the actual state of these resources, or of `all`.",
            HelpName = "name"
        };
        var revert = new Option<string[]>("--revert")
        {
            AllowMultipleArgumentsPerToken = true,
            Description = "Revert these resources, or `all`, to the program.",
            HelpName = "name"
        };
        var command = new Command(
            "drift", "Show the differences between the real resources and the recorded state. Exits with 1 if there "
            + "are any. Changes nothing without --adopt or --revert.")
            { stack, adopt, revert };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(adopt)
            ?? [], parsed.GetValue(revert) ?? []));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string stack, string[] adopt, string[] revert)
    {
        using var interruption = Interruption.Watch();
        var engine = await EngineCommand.OpenAsync(shell, stack, interruption);
        var drift = await FindAsync(shell, engine);
        if (adopt.Length + revert.Length == 0)
        {
            Write(shell, stack, drift);
            return drift.Resources.Count > 0 ? InfraCommand.Failure : InfraCommand.Success;
        }

        var (adopted, reverted) = (Named(drift, adopt), Named(drift, revert));
        if (adopted.Count > 0)
        {
            var progress = new Progress([]);
            await EngineCommand.WatchAsync(shell, engine, "adopt", progress, isPreview: false,
                () => engine.RefreshAsync(progress, adopted));
            shell.Out.WriteLine($"adopted in {stack}: {Names(adopted)}; the next `up` reverts it unless you change the program");
        }

        if (reverted.Count > 0)
        {
            var progress = new Progress([]);
            await EngineCommand.WatchAsync(shell, engine, "revert", progress, isPreview: false,
                () => engine.UpAsync(progress, reverted, refresh: true));
            shell.Out.WriteLine($"reverted in {stack}: {Names(reverted)}");
        }

        return InfraCommand.Success;
    }

    private static async Task<Drift> FindAsync(Shell shell, EngineStack engine)
    {
        var drift = new Drift();
        var progress = new Progress([]);
        Task RefreshAsync() => engine.RefreshAsync(progress, [], previewOnly: true, drift.OnEvent);
        if (shell.HasTerminal)
        {
            await EngineCommand.WatchAsync(shell, engine, "drift", progress, isPreview: true, RefreshAsync);
        }
        else
        {
            await RefreshAsync(); // the report is enough
        }

        return drift;
    }

    private static void Write(Shell shell, string stack, Drift drift)
    {
        foreach (var resource in drift.Resources)
        {
            shell.Out.WriteLine($"{resource.Name} ({resource.Type}) {(resource.IsDeleted ? "was deleted" : "was changed")}");
            foreach (var property in resource.Properties)
            {
                shell.Out.WriteLine($"  {property.Path}: {property.Recorded ?? "nothing"} → {property.Actual ?? "nothing"}");
            }

            shell.Out.WriteLine($"  ./infra drift {stack} --revert {resource.Name}   reverts it to the program");
            shell.Out.WriteLine(
                $"  ./infra drift {stack} --adopt {resource.Name}   "
                    + $"{(resource.IsDeleted ? "removes it from the state" : "records its actual state")}");
        }

        shell.Out.WriteLine(drift.Resources.Count == 0 ? $"drift {stack}: none"
            : $"drift {stack}: {drift.Resources.Count} {(drift.Resources.Count == 1 ? "resource" : "resources")}");
    }

    private static string Names(IEnumerable<string> urns) => string.Join(", ", urns.Select(UrnParts.NameOf));

    private static List<string> Named(Drift drift, string[] names)
    {
        var known = drift.Resources.Select(resource => resource.Name).ToList();
        foreach (var name in names.Where(name => name != "all" && !known.Contains(name)))
        {
            throw new UserError($"`{name}` has not drifted", known.Count == 0 ? "there is no drift"
                : $"name one of {string.Join(", ", known)}");
        }

        return [.. drift.Resources.Where(resource => names.Contains("all") || names.Contains(resource.Name))
            .Select(resource => resource.Urn)];
    }
}
