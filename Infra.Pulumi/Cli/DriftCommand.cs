using System.CommandLine;
using Infra.Engine;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra drift`: what somebody changed past the program.</summary>
internal static class DriftCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineRun.StackArgument();
        var adopt = new Option<string[]>("--adopt") { AllowMultipleArgumentsPerToken = true, Description = "Record these resources (all: `all`) as they really are.", HelpName = "name" };
        var revert = new Option<string[]>("--revert") { AllowMultipleArgumentsPerToken = true, Description = "Make these resources (all: `all`) again what the program says.", HelpName = "name" };
        var command = new Command("drift", "Show what reality changed against the recorded state, per resource and property. Ends with 1 when there "
            + "is any. Changes nothing unless told to adopt or revert.")
            { stack, adopt, revert };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(adopt) ?? [], parsed.GetValue(revert) ?? []));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string stack, string[] adopt, string[] revert)
    {
        using var interruption = Interruption.Watch();
        var engine = await EngineRun.OpenAsync(shell, stack, interruption);
        var drift = await FindAsync(shell, engine);
        if (adopt.Length + revert.Length == 0)
        {
            Write(shell, stack, drift);
            return drift.Resources.Count > 0 ? InfraCommand.HasErrors : InfraCommand.Fine;
        }

        var (adopted, reverted) = (Named(drift, adopt), Named(drift, revert));
        if (adopted.Count > 0)
        {
            var progress = new Progress([]);
            await EngineRun.WatchAsync(shell, engine, "adopt", progress, isPreview: false, () => engine.RefreshAsync(progress, adopted));
            shell.Out.WriteLine($"adopted in {stack}: {Names(adopted)}; the next `up` changes it back unless the program says the same");
        }

        if (reverted.Count > 0)
        {
            var progress = new Progress([]);
            await EngineRun.WatchAsync(shell, engine, "revert", progress, isPreview: false, () => engine.UpAsync(progress, reverted, refresh: true));
            shell.Out.WriteLine($"reverted in {stack}: {Names(reverted)}");
        }

        return InfraCommand.Fine;
    }

    private static async Task<Drift> FindAsync(Shell shell, EngineStack engine)
    {
        var drift = new Drift();
        var progress = new Progress([]);
        Task Look() => engine.RefreshAsync(progress, [], previewOnly: true, drift.See);
        if (shell.HasTerminal)
        {
            await EngineRun.WatchAsync(shell, engine, "drift", progress, isPreview: true, Look);
        }
        else
        {
            await Look(); // the report says it all
        }

        return drift;
    }

    private static void Write(Shell shell, string stack, Drift drift)
    {
        foreach (var resource in drift.Resources)
        {
            shell.Out.WriteLine($"{resource.Name} ({resource.Type}) {(resource.IsGone ? "is gone" : "was changed")}");
            foreach (var property in resource.Properties)
            {
                shell.Out.WriteLine($"  {property.Path}: {property.Recorded ?? "nothing"} became {property.Real ?? "nothing"}");
            }

            shell.Out.WriteLine($"  ./infra drift {stack} --revert {resource.Name}   makes it again what the program says");
            shell.Out.WriteLine($"  ./infra drift {stack} --adopt {resource.Name}   {(resource.IsGone ? "forgets it" : "records it as it is")}");
        }

        shell.Out.WriteLine(drift.Resources.Count == 0 ? $"drift {stack}: none" : $"drift {stack}: {drift.Resources.Count} {(drift.Resources.Count == 1 ? "resource" : "resources")}");
    }

    private static string Names(IEnumerable<string> urns) => string.Join(", ", urns.Select(Urns.NameOf));

    private static List<string> Named(Drift drift, string[] names)
    {
        var known = drift.Resources.Select(resource => resource.Name).ToList();
        foreach (var name in names.Where(name => name != "all" && !known.Contains(name)))
        {
            throw new UserError($"`{name}` has not drifted", known.Count == 0 ? "nothing has" : $"these have: {string.Join(", ", known)}");
        }

        return [.. drift.Resources.Where(resource => names.Contains("all") || names.Contains(resource.Name)).Select(resource => resource.Urn)];
    }
}
