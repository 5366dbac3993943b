using System.CommandLine;
using Infra.Engine;
using Infra.Engine.Checks;
using Infra.Planning;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra doctor`: whether everything around the program is well.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Command Create(Shell shell)
    {
        var stack = new Argument<string?>("stack")
        {
            Description = "Also checks what this stack needs: its state backend, secrets, tokens, zones and hosts.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var install = new Option<bool>("--install") { Description = "Get the pinned Pulumi CLI into .cache/ first; its checksum is verified." };
        var command = new Command("doctor", "Check the tools, and for a stack its state backend, secrets, tokens, DNS zones and hosts. Says for each "
            + "what to do. Ends with 1 when something is wrong.")
            { stack, install };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack), parsed.GetValue(install)));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string? stack, bool install)
    {
        var project = Project.Find(shell.Folder);
        using var web = new HttpClient { Timeout = Patience };
        if (install)
        {
            using var patient = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
            shell.Out.WriteLine($"pulumi is at {await PulumiInstall.RunAsync(project, patient)}; put that folder on the PATH to use it outside of ./infra");
        }

        var results = stack is null ? await ToolChecks.RunAsync(project, null) : await OfStackAsync(project, stack, web);
        foreach (var result in results)
        {
            var mark = result.Verdict switch
            {
                CheckVerdict.Fine => "ok   ",
                CheckVerdict.Mind => "note ",
                _ => "WRONG",
            };
            shell.Out.WriteLine($"{mark} {result.Subject}: {result.Found}{(result.Remedy is null ? "" : $"\n        {result.Remedy}")}");
        }

        return results.Any(result => result.Verdict == CheckVerdict.Wrong) ? InfraCommand.HasErrors : InfraCommand.Fine;
    }

    private static async Task<IReadOnlyList<CheckResult>> OfStackAsync(Project project, string stack, HttpClient web)
    {
        var file = project.Stack(stack);
        var settings = PlatformSettings.Load(stack, file.ToConfig(Marker.Secret));
        var store = StateStore.Of(project, settings);
        return
        [
            .. await ToolChecks.RunAsync(project, store),
            CheckResult.Fine("settings", $"{Path.GetFileName(file.Path)} is sound"),
            await StateChecks.RunAsync(store, file, web),
            await SecretsChecks.RunAsync(store, file, web),
            .. await CloudflareChecks.RunAsync(settings, web),
            .. await HostChecks.RunAsync(settings),
        ];
    }
}
