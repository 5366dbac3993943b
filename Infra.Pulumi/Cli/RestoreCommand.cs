using System.CommandLine;
using Infra.Backups;
using Infra.Engine;
using Infra.Planning;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra restore`: brings the business data of a stack back from dumps, its own or another stack's.</summary>
internal static class RestoreCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineRun.StackArgument();
        var from = new Option<string?>("--from") { Description = "The stack whose dumps are taken; its own unless another is named.", HelpName = "stack" };
        var snapshot = new Option<string?>("--snapshot") { Description = "Which dump, by the ID that --list shows; the newest unless one is named.", HelpName = "id" };
        var list = new Option<bool>("--list") { Description = "Show the dumps that there are, and change nothing." };
        var yes = EngineRun.YesOption("Do not ask. Needed where there is no terminal to ask on.");
        var overwrite = new Option<string?>("--overwrite") { Description = "The stack's name once more, where what is overwritten is prod's.", HelpName = "stack" };
        var command = new Command("restore", "Put the databases of the business PostgreSQL back as a dump has them. Each takes the place of the old one when "
            + "it is complete; a restore that dies leaves the rest as it was, and may run again.") { stack, from, snapshot, list, yes, overwrite };
        command.SetAction(parsed => RunAsync(shell, new(parsed.GetValue(stack)!, parsed.GetValue(from) ?? parsed.GetValue(stack)!,
            parsed.GetValue(list) ? Restoration.List : parsed.GetValue(snapshot), parsed.GetValue(yes), parsed.GetValue(overwrite))));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, Request request)
    {
        var settings = PlatformSettings.Load(request.Stack, Project.Find(shell.Folder).Stack(request.Stack).ToConfig(Marker.Secret));
        var name = JobOf(request, settings);
        if (!request.OnlyLists)
        {
            Guard(shell, request, settings, name);
        }

        using var interruption = Interruption.Watch();
        var engine = await EngineRun.OpenAsync(shell, request.Stack, interruption);
        var kubeconfig = (await engine.OutputsAsync()).GetValueOrDefault("kubeconfig")?.Value as string
            ?? throw new EngineError($"{request.Stack} has no kubeconfig among its outputs", $"`./infra up {request.Stack}` first");
        var databases = string.Join(", ", SavedStores.DatabasesOf(PlatformStack.ServicesOf(settings), own: name == RestoreJobs.Own));
        if (!request.OnlyLists && !EngineRun.Confirm(shell, $"Replace what {request.Stack} has in {databases} by {request.From}'s dump?", request.Yes, unasked: false))
        {
            shell.Out.WriteLine("nothing was changed");
            return InfraCommand.Fine;
        }

        await Restoration.RunAsync(kubeconfig, name, request.Snapshot, shell.Out.WriteLine, interruption);
        if (!request.OnlyLists)
        {
            shell.Out.WriteLine($"{request.Stack} has {request.From}'s data");
        }

        return InfraCommand.Fine;
    }

    private static string JobOf(Request request, PlatformSettings settings)
    {
        if (!settings.Backups.Enabled || !settings.Postgres.Enabled)
        {
            throw new UserError($"{request.Stack} has no dumps and nothing to restore into", "set infra:backups.enabled and infra:postgres.enabled, then `./infra up` it");
        }

        if (request.From == request.Stack)
        {
            return RestoreJobs.Own;
        }

        return settings.Backups.RestoreFrom is { } source && source.Stack.Text == request.From
            ? RestoreJobs.Other
            : throw new UserError($"{request.Stack} cannot read the dumps of {request.From}", $"set infra:backups.restoreFrom.stack to {request.From}, .endpoint and .bucket, "
                + $"and as secrets .accessKeyId, .secretAccessKey and .password: all are in `./infra outputs {request.From} dumps --show-secrets`; then `./infra up {request.Stack}`");
    }

    private static void Guard(Shell shell, Request request, PlatformSettings settings, string name)
    {
        if (!SavedStores.DatabasesOf(PlatformStack.ServicesOf(settings), own: name == RestoreJobs.Own).Any())
        {
            throw new UserError($"{request.Stack} has no databases of applications", "name them in infra:postgres.databases");
        }

        if (settings.Environment == EnvironmentKind.Prod && request.Overwrite != request.Stack)
        {
            throw new UserError($"{request.Stack} is what people use, and would be overwritten", $"say --overwrite {request.Stack} who means it");
        }

        if (!request.Yes && !shell.HasTerminal)
        {
            throw new UserError($"restoring {request.Stack} cannot be asked about without a terminal", "say --yes who means it");
        }
    }

    private sealed record Request(string Stack, string From, string? Snapshot, bool Yes, string? Overwrite)
    {
        public bool OnlyLists => Snapshot == Restoration.List;
    }
}
