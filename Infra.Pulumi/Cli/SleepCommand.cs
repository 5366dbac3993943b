using System.CommandLine;
using Infra.Engine;

namespace Infra.Cli;

/// <summary>`infra sleep` and `infra wake`: hibernation.</summary>
internal static class SleepCommand
{
    public static Command Create(Shell shell) => Create(shell, "sleep", wake: false,
        "Put the applications, Kubero and observability of a stack to zero replicas. Data, Vault and sign-in stay. What carries the label "
        + "infra.stays-awake=true stays, too.");

    public static Command CreateWake(Shell shell) => Create(shell, "wake", wake: true, "Bring back what `sleep` has put to sleep, as it was.");

    private static Command Create(Shell shell, string name, bool wake, string meaning)
    {
        var stack = EngineRun.StackArgument();
        var command = new Command(name, meaning) { stack };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, wake));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string stack, bool wake)
    {
        using var interruption = Interruption.Watch();
        var engine = await EngineRun.OpenAsync(shell, stack, interruption);
        var outputs = await engine.OutputsAsync();
        var kubeconfig = outputs.GetValueOrDefault("kubeconfig")?.Value as string
            ?? throw new EngineError($"{stack} has no kubeconfig among its outputs", $"`./infra up {stack}` first");
        var changed = await Hibernation.RunAsync(kubeconfig, PlatformStack.ServicesOf(engine.Settings).SleepingNamespaces, wake);
        foreach (var line in changed)
        {
            shell.Out.WriteLine(line);
        }

        shell.Out.WriteLine(changed.Count == 0 ? $"{stack} {(wake ? "is awake" : "sleeps")} already" : $"{stack} {(wake ? "is awake" : "sleeps")}: {changed.Count} changed");
        return InfraCommand.Fine;
    }
}
