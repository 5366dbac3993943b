using System.CommandLine;
using Infra.Engine;
using Infra.Engine.Checks;
using Infra.Planning;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra doctor`: checks the environment of the program.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public static Command Create(Shell shell)
    {
        var stack = new Argument<string?>("stack")
        {
            Description = "Also check this stack's state backend, secrets, tokens, zones and hosts.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var install = new Option<bool>(
            "--install")
        { Description = "Download the pinned Pulumi CLI into .cache/ first; its checksum is verified." };
        var command = new Command(
            "doctor", "Check the tools, and for a stack its state backend, secrets, tokens, DNS zones and hosts. Prints a remedy "
            + "for each problem. Exits with 1 if there is an error.")
            { stack, install };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack), parsed.GetValue(install)));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string? stack, bool install)
    {
        var project = Project.Find(shell.Folder);
        using var web = new HttpClient { Timeout = Timeout };
        if (install)
        {
            using var download = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
            shell.Out.WriteLine(
                $"pulumi is at {await PulumiInstall.RunAsync(project, download)}; add its folder to "
                    + $"the PATH to use it outside of ./infra");
        }

        var results = stack is null ? await ToolChecks.RunAsync(project, null) : await OfStackAsync(project, stack, web);
        foreach (var result in results)
        {
            var mark = result.Status switch
            {
                CheckStatus.Ok => "ok   ",
                CheckStatus.Note => "note ",
                _ => "ERROR",
            };
            shell.Out.WriteLine(
                $"{mark} {result.Subject}: {result.Message}{(result.Remedy is null ? "" : $"\n        {result.Remedy}")}");
        }

        return results.Any(result => result.Status == CheckStatus.Error) ? InfraCommand.Failure : InfraCommand.Success;
    }

    private static async Task<IReadOnlyList<CheckResult>> OfStackAsync(Project project, string stack, HttpClient web)
    {
        var file = project.Stack(stack);
        var settings = PlatformSettings.Load(stack, file.ToConfig(Marker.Secret));
        var store = StateStore.Resolve(project, settings);
        return
        [
            .. await ToolChecks.RunAsync(project, store),
            CheckResult.Ok("settings", $"{Path.GetFileName(file.Path)} is valid"),
            await StateChecks.RunAsync(store, file, web),
            await SecretsChecks.RunAsync(store, file, web),
            .. await CloudflareChecks.RunAsync(settings, web),
            .. await HostChecks.RunAsync(settings),
        ];
    }
}
