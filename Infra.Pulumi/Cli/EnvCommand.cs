using System.CommandLine;
using System.Globalization;
using Infra.Engine;
using Infra.Planning;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra env`: manages the environments of pull requests, created from stacks/Pulumi.test.yaml.</summary>
internal static class EnvCommand
{
    private const string Template = "test";

    public static Command Create(Shell shell) =>
        new Command("env",
            "Manage the environments of pull requests: each is a rented server, created from "
                + "stacks/Pulumi.test.yaml and named test-pr-NUMBER.")
        {
            CreateOne(shell), DestroyOne(shell), List(shell), Reap(shell),
        };

    private static Command CreateOne(Shell shell)
    {
        var number = NumberArgument();
        var yes = EngineCommand.YesOption("Skip the confirmation.");
        var command = new Command("create",
            "Create or update the environment of a pull request. Shows its size, cost and time limit first.") { number, yes };
        command.SetAction(async parsed =>
        {
            var stack = TestEnvironment.NameOf(parsed.GetValue(number));
            var (plan, settings) = await PlanAsync(shell, stack);
            shell.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{stack}: {plan.Budget.Capacity.Cpu} cpu, {plan.Budget.Capacity.MemoryMiB} MiB, "
                    + $"{plan.Budget.Capacity.DiskGiB} GiB for "
                + $"{plan.Cost.Monthly / 30:0.##} {plan.Cost.Currency} a day, destroyed "
                + $"{settings.Lifetime.Hours} hours after its last `up`"));
            return await UpCommand.RunAsync(shell, stack, parsed.GetValue(yes), refresh: false, only: [], anyway: false);
        });
        return command;
    }

    private static Command DestroyOne(Shell shell)
    {
        var number = NumberArgument();
        var yes = EngineCommand.YesOption("Skip the confirmation. Required without a terminal.");
        var command = new Command(
            "destroy", "Destroy the environment of a pull request, with its server, names, state and file.") { number, yes };
        command.SetAction(parsed => DestroyAsync(shell, TestEnvironment.NameOf(parsed.GetValue(number)), parsed.GetValue(yes)));
        return command;
    }

    private static Command List(Shell shell)
    {
        var command = new Command("list", "List the environments with their age and cost.");
        command.SetAction(async _ =>
        {
            var (plan, settings) = await PlanAsync(shell, Template);
            var all = await AllAsync(shell);
            if (all.Count == 0)
            {
                shell.Out.WriteLine("there are no environments; create one with `./infra env create NUMBER`");
            }

            foreach (var one in all)
            {
                var age = one.LastUp is { } last
                    ? $"{(int)(DateTimeOffset.UtcNow - last).TotalHours} h since its last up" : "never up";
                shell.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{one.Stack}: {one.Resources ?? 0} resources, {age} of {settings.Lifetime.Hours} h, "
                        + $"{plan.Cost.Monthly / 30:0.##} {plan.Cost.Currency} a day"));
            }

            return InfraCommand.Success;
        });
        return command;
    }

    private static Command Reap(Shell shell)
    {
        var open = new Option<int[]>("--open")
        {
            Description = "The open pull requests. The environments of all others are destroyed.",
            HelpName = "number",
            AllowMultipleArgumentsPerToken = true,
        };
        var noneOpen = new Option<bool>("--none-open") { Description = "No pull request is open: destroy all environments." };
        var dry = new Option<bool>("--dry-run") { Description = "Only list them." };
        var command = new Command("reap", "Destroy every environment of a closed pull request or past its time limit.") { open,
            noneOpen, dry };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(noneOpen) && parsed.GetValue(open) is { Length: > 0 })
            {
                parsed.AddError("--open and --none-open exclude each other: pass one of them");
            }
        });
        command.SetAction(parsed => ReapAsync(
            shell,
            parsed.GetValue(noneOpen) ? [] : parsed.GetValue(open) is { Length: > 0 } numbers ? numbers.ToHashSet() : null,
            parsed.GetValue(dry)));
        return command;
    }

    private static async Task<int> ReapAsync(Shell shell, HashSet<int>? open, bool dry)
    {
        var (_, settings) = await PlanAsync(shell, Template);
        var code = InfraCommand.Success;
        var all = await AllAsync(shell);
        var overdue = all.Select(
            one => (one, why: one.ExpiryReason(open, TimeSpan.FromHours(settings.Lifetime.Hours), DateTimeOffset.UtcNow)))
            .Where(pair => pair.why is not null).ToList();
        if (overdue.Count == 0)
        {
            var stacks = string.Join(", ", all.Select(one => one.Stack));
            shell.Out.WriteLine(
                $"nothing to destroy: {(all.Count == 0 ? "there are no environments" : $"not expired: {stacks}")}");
        }

        foreach (var (one, why) in overdue)
        {
            shell.Out.WriteLine($"{one.Stack}: {why}");
            try
            {
                code = dry ? code : Math.Max(code, await DestroyAsync(shell, one.Stack, yes: true));
            }
            catch (Exception failure) when (failure is EngineError or UserError or SettingsException)
            {
                // Continue with the others: each of them costs money.
                shell.Error.WriteLine($"infra: {failure.Message}");
                code = InfraCommand.Failure;
            }
        }

        return code;
    }

    private static async Task<int> DestroyAsync(Shell shell, string stack, bool yes)
    {
        var code = await DestroyCommand.RunAsync(shell, stack, yes, forget: true);
        if (code == InfraCommand.Success)
        {
            File.Delete(LocalStackFile.PathOf(Project.Find(shell.Folder), stack));
        }

        return code;
    }

    private static async Task<IReadOnlyList<TestEnvironment>> AllAsync(Shell shell)
    {
        using var interruption = Interruption.Watch();
        var template = await EngineStack.OpenAsync(Project.Find(shell.Folder), Template, interruption, createFile: false);
        return [.. (await template.ListAsync()).Select(TestEnvironment.From).OfType<TestEnvironment>()
            .OrderBy(one => one.Number)];
    }

    private static async Task<(Plan Plan, PlatformSettings Settings)> PlanAsync(Shell shell, string stack)
    {
        var file = Project.Find(shell.Folder).Stack(stack);
        return ((await Planner.PlanAsync([file]))[0], PlatformSettings.Load(stack, file.ToConfig(Marker.Secret)));
    }

    private static Argument<int> NumberArgument() => new("number") { Description = "The pull request's number." };
}
