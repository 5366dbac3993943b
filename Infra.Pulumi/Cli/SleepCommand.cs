using System.CommandLine;
using Infra.Engine;

namespace Infra.Cli;

/// <summary>`infra sleep` and `infra wake`: hibernation.</summary>
internal static class SleepCommand
{
    public static Command Create(Shell shell) => Create(shell, "sleep", wake: false,
        "Scale the applications, Kubero and observability of a stack to zero. Data, Vault and "
            + "sign-in keep running, and so do workloads "
        + "with the label infra.stays-awake=true.");

    public static Command CreateWake(Shell shell) =>
        Create(shell, "wake", wake: true, "Restore the workloads that `sleep` has scaled to zero.");

    private static Command Create(Shell shell, string name, bool wake, string meaning)
    {
        var stack = EngineCommand.StackArgument();
        var command = new Command(name, meaning) { stack };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, wake));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string stack, bool wake)
    {
        using var interruption = Interruption.Watch();
        var engine = await EngineCommand.OpenAsync(shell, stack, interruption);
        var outputs = await engine.OutputsAsync();
        var kubeconfig = outputs.GetValueOrDefault("kubeconfig")?.Value as string
            ?? throw new EngineError($"{stack} has no output `kubeconfig`", $"run `./infra up {stack}` first");
        var changed = await Hibernation.RunAsync(kubeconfig, PlatformStack.ServicesOf(engine.Settings).SleepingNamespaces, wake);
        foreach (var line in changed)
        {
            shell.Out.WriteLine(line);
        }

        shell.Out.WriteLine(changed.Count == 0 ? $"{stack} {(wake ? "is already awake" : "is already asleep")}"
            : $"{stack} {(wake ? "is awake" : "is asleep")}: {changed.Count} changed");
        return InfraCommand.Success;
    }
}
