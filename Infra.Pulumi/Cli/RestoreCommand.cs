using System.CommandLine;
using Infra.Backups;
using Infra.Engine;
using Infra.Planning;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra restore`: restores the business data of a stack from its own dumps or another stack's.</summary>
internal static class RestoreCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineCommand.StackArgument();
        var from = new Option<string?>(
            "--from")
        { Description = "The stack that the dumps are from; by default the restored one.", HelpName = "stack" };
        var snapshot = new Option<string?>(
            "--snapshot")
        { Description = "The dump, by its ID in --list; the latest by default.", HelpName = "id" };
        var list = new Option<bool>("--list") { Description = "List the dumps, and change nothing." };
        var yes = EngineCommand.YesOption("Skip the confirmation. Required without a terminal.");
        var overwrite = new Option<string?>(
            "--overwrite")
        { Description = "The stack's name again, to confirm that prod is overwritten.", HelpName = "stack" };
        var command = new Command(
            "restore", "Restore the databases of the business PostgreSQL from a dump. Each replaces the old one when "
            + "it is complete. A failed restore leaves the others unchanged, and may run again.") { stack, from, snapshot, list,
                yes, overwrite };
        command.SetAction(parsed => RunAsync(shell, new(parsed.GetValue(stack)!, parsed.GetValue(from) ?? parsed.GetValue(stack)!,
            parsed.GetValue(list) ? Restoration.List
                : parsed.GetValue(snapshot), parsed.GetValue(yes), parsed.GetValue(overwrite))));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, Request request)
    {
        var settings = PlatformSettings.Load(request.Stack, Project.Find(shell.Folder).Stack(request.Stack)
            .ToConfig(Marker.Secret));
        var name = JobOf(request, settings);
        if (!request.OnlyLists)
        {
            Guard(shell, request, settings, name);
        }

        using var interruption = Interruption.Watch();
        var engine = await EngineCommand.OpenAsync(shell, request.Stack, interruption);
        var kubeconfig = (await engine.OutputsAsync()).GetValueOrDefault("kubeconfig")?.Value as string
            ?? throw new EngineError($"{request.Stack} has no output `kubeconfig`", $"run `./infra up {request.Stack}` first");
        var databases = string.Join(", ", SavedStores.DatabasesOf(PlatformStack.ServicesOf(settings), own: name == RestoreJobs.Own));
        if (!request.OnlyLists
            && !EngineCommand.Confirm(shell, $"Replace {databases} of {request.Stack} with the dump of {request.From}?",
                request.Yes, withoutTerminal: false))
        {
            shell.Out.WriteLine("nothing was changed");
            return InfraCommand.Success;
        }

        await Restoration.RunAsync(kubeconfig, name, request.Snapshot, shell.Out.WriteLine, interruption);
        if (!request.OnlyLists)
        {
            shell.Out.WriteLine($"{request.Stack} now has the data of {request.From}");
        }

        return InfraCommand.Success;
    }

    private static string JobOf(Request request, PlatformSettings settings)
    {
        if (!settings.Backups.Enabled || !settings.Postgres.Enabled)
        {
            throw new UserError($"{request.Stack} has no backups or no PostgreSQL",
                "set infra:backups.enabled and infra:postgres.enabled, then run `./infra up`");
        }

        if (request.From == request.Stack)
        {
            return RestoreJobs.Own;
        }

        return settings.Backups.RestoreFrom is { } source && source.Stack.Text == request.From
            ? RestoreJobs.Other
            : throw new UserError($"{request.Stack} cannot read the dumps of {request.From}",
                $"set infra:backups.restoreFrom.stack to {request.From}, .endpoint, .bucket, "
                + $"and the secrets .accessKeyId, .secretAccessKey and .password, all from `./infra outputs {request.From} "
                + $"dumps --show-secrets`, then run `./infra up {request.Stack}`");
    }

    private static void Guard(Shell shell, Request request, PlatformSettings settings, string name)
    {
        if (!SavedStores.DatabasesOf(PlatformStack.ServicesOf(settings), own: name == RestoreJobs.Own).Any())
        {
            throw new UserError($"{request.Stack} has no application databases", "list them in infra:postgres.databases");
        }

        if (settings.Environment == EnvironmentKind.Prod && request.Overwrite != request.Stack)
        {
            throw new UserError($"{request.Stack} is in production and would be overwritten",
                $"pass --overwrite {request.Stack} to confirm");
        }

        if (!request.Yes && !shell.HasTerminal)
        {
            throw new UserError($"restoring {request.Stack} needs confirmation, but there is no terminal",
                "pass --yes to confirm");
        }
    }

    private sealed record Request(string Stack, string From, string? Snapshot, bool Yes, string? Overwrite)
    {
        public bool OnlyLists => Snapshot == Restoration.List;
    }
}
