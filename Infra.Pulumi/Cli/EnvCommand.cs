using System.CommandLine;
using System.Globalization;
using Infra.Engine;
using Infra.Planning;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra env`: the environments of pull requests, made from stacks/Pulumi.test.yaml.</summary>
internal static class EnvCommand
{
    private const string Template = "test";

    public static Command Create(Shell shell) =>
        new Command("env", "The environments of pull requests: each a rented server, made from stacks/Pulumi.test.yaml and named test-pr-NUMBER.")
        {
            CreateOne(shell), DestroyOne(shell), List(shell), Reap(shell),
        };

    private static Command CreateOne(Shell shell)
    {
        var number = NumberArgument();
        var yes = EngineRun.YesOption("Do not ask.");
        var command = new Command("create", "Make the environment of a pull request, or bring it up to date. Shows its size, cost and time limit first.") { number, yes };
        command.SetAction(async parsed =>
        {
            var stack = TestEnvironment.NameOf(parsed.GetValue(number));
            var (plan, settings) = await PlanAsync(shell, stack);
            shell.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{stack}: {plan.Budget.Capacity.Cpu} cpu, {plan.Budget.Capacity.MemoryMiB} MiB, {plan.Budget.Capacity.DiskGiB} GiB for "
                + $"{plan.Cost.Monthly / 30:0.##} {plan.Cost.Currency} a day, taken away {settings.Lifetime.Hours} hours after its last `up`"));
            return await UpCommand.RunAsync(shell, stack, parsed.GetValue(yes), refresh: false, only: [], anyway: false);
        });
        return command;
    }

    private static Command DestroyOne(Shell shell)
    {
        var number = NumberArgument();
        var yes = EngineRun.YesOption("Do not ask. Needed where there is no terminal to ask on.");
        var command = new Command("destroy", "Take the environment of a pull request away, with its server, names, state and file.") { number, yes };
        command.SetAction(parsed => DestroyAsync(shell, TestEnvironment.NameOf(parsed.GetValue(number)), parsed.GetValue(yes)));
        return command;
    }

    private static Command List(Shell shell)
    {
        var command = new Command("list", "List the environments that exist, with their age and what they cost.");
        command.SetAction(async _ =>
        {
            var (plan, settings) = await PlanAsync(shell, Template);
            var all = await AllAsync(shell);
            if (all.Count == 0)
            {
                shell.Out.WriteLine("there are none; `./infra env create NUMBER` makes one");
            }

            foreach (var one in all)
            {
                var age = one.LastUp is { } last ? $"{(int)(DateTimeOffset.UtcNow - last).TotalHours} h since its last up" : "never up";
                shell.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{one.Stack}: {one.Resources ?? 0} resources, {age} of {settings.Lifetime.Hours} h, {plan.Cost.Monthly / 30:0.##} {plan.Cost.Currency} a day"));
            }

            return InfraCommand.Fine;
        });
        return command;
    }

    private static Command Reap(Shell shell)
    {
        var open = new Option<int[]>("--open")
        {
            Description = "The pull requests that are open; the environments of all others go.",
            HelpName = "number",
            AllowMultipleArgumentsPerToken = true,
        };
        var noneOpen = new Option<bool>("--none-open") { Description = "No pull request is open: all environments go." };
        var dry = new Option<bool>("--dry-run") { Description = "Only say which." };
        var command = new Command("reap", "Take away every environment that outlived its pull request or its time limit.") { open, noneOpen, dry };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(noneOpen) && parsed.GetValue(open) is { Length: > 0 })
            {
                parsed.AddError("--open names pull requests and --none-open says that there are none: say one of them");
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
        var code = InfraCommand.Fine;
        var all = await AllAsync(shell);
        var overdue = all.Select(one => (one, why: one.Overdue(open, TimeSpan.FromHours(settings.Lifetime.Hours), DateTimeOffset.UtcNow)))
            .Where(pair => pair.why is not null).ToList();
        if (overdue.Count == 0)
        {
            shell.Out.WriteLine($"nothing to take away: {(all.Count == 0 ? "there are none" : $"{string.Join(", ", all.Select(one => one.Stack))} may stay")}");
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
                // The others must go all the same: each of them costs.
                shell.Error.WriteLine($"infra: {failure.Message}");
                code = InfraCommand.HasErrors;
            }
        }

        return code;
    }

    private static async Task<int> DestroyAsync(Shell shell, string stack, bool yes)
    {
        var code = await DestroyCommand.RunAsync(shell, stack, yes, forget: true);
        if (code == InfraCommand.Fine)
        {
            File.Delete(OwnStackFile.PathOf(Project.Find(shell.Folder), stack));
        }

        return code;
    }

    private static async Task<IReadOnlyList<TestEnvironment>> AllAsync(Shell shell)
    {
        using var interruption = Interruption.Watch();
        var template = await EngineStack.OpenAsync(Project.Find(shell.Folder), Template, interruption, settle: false);
        return [.. (await template.AllAsync()).Select(TestEnvironment.Of).OfType<TestEnvironment>().OrderBy(one => one.Number)];
    }

    private static async Task<(Plan Plan, PlatformSettings Settings)> PlanAsync(Shell shell, string stack)
    {
        var file = Project.Find(shell.Folder).Stack(stack);
        return ((await Planner.PlanAsync([file]))[0], PlatformSettings.Load(stack, file.ToConfig(Marker.Secret)));
    }

    private static Argument<int> NumberArgument() => new("number") { Description = "The pull request's number." };
}
