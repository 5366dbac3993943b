using System.CommandLine;
using Infra.Planning;
using Infra.Settings;
using Spectre.Console;

namespace Infra.Cli;

/// <summary>`infra plan`: what a stack would be, without account, engine or network.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var stacks = new Argument<string[]>("stack") { Description = "The stacks to plan: dev, ci, test, staging, prod or test-pr-NUMBER.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Plan every stack that has a file, and hold them against each other." };
        var format = new Option<PlanFormat>("--format") { Description = "tree for the eye, json for tools.", HelpName = "tree|json" };
        var output = new Option<string>("--output", "-o") { Description = "Write to a file instead of the terminal.", HelpName = "file" };
        var command = new Command("plan", "Show what stacks would be. Needs nothing: no account, no cluster, no network.") { stacks, all, format, output };

        command.SetAction(parsed => RunAsync(parsed.GetValue(stacks)!, parsed.GetValue(all), parsed.GetValue(format), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> RunAsync(string[] stacks, bool all, PlanFormat format, string? output)
    {
        var project = Project.Find(Environment.CurrentDirectory);
        if (stacks.Length == 0 && !all)
        {
            throw new UserError("which stack?", $"name one of {string.Join(", ", project.Stacks)}, or say --all");
        }

        var plans = await Planner.PlanAsync((all ? project.Stacks : stacks.Distinct()).Select(project.Stack));
        if (output is null)
        {
            Render(plans, format, Terminal.Out, Console.Out);
        }
        else
        {
            var text = new StringWriter();
            Render(plans, format, Terminal.To(text), text);
            FileText.Write(output, text.ToString());
        }

        return plans.Any(plan => plan.HasErrors) ? InfraCommand.HasErrors : InfraCommand.Fine;
    }

    private static void Render(IReadOnlyList<Plan> plans, PlanFormat format, IAnsiConsole console, TextWriter text)
    {
        if (format == PlanFormat.Json)
        {
            text.Write(PlanJson.Write(plans));
            return;
        }

        foreach (var plan in plans)
        {
            PlanTree.Write(console, plan);
        }
    }
}

/// <summary>How a plan is shown.</summary>
internal enum PlanFormat
{
    Tree,
    Json,
}
