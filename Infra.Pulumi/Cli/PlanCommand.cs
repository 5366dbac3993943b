using System.CommandLine;
using Infra.Planning;
using Infra.Settings;
using Spectre.Console;

namespace Infra.Cli;

/// <summary>`infra plan`: shows the resources of a stack without an account, an engine or a network.</summary>
internal static class PlanCommand
{
    private static readonly string[] Formats = ["tree", "json", "markdown", "html"];

    public static Command Create(Shell shell)
    {
        var stacks = new Argument<string[]>(
            "stack")
        {
            Description = "The stacks to plan: dev, ci, test, staging, prod or test-pr-NUMBER.",
            Arity = ArgumentArity.ZeroOrMore
        };
        var all = new Option<bool>(
            "--all")
        { Description = "Plan every stack that has a file, and check them against each other." };
        var format = new Option<string>("--format")
        {
            Description = "tree for the terminal, json for tools, markdown for a pull request, html for an interactive page.",
            HelpName = string.Join('|', Formats),
            DefaultValueFactory = _ => Formats[0],
        }.AcceptOnlyFromAmong(Formats);
        var output = new Option<string>("--output", "-o")
        {
            Description = "Write to a file instead of the terminal.",
            HelpName = "file"
        };
        var command = new Command(
            "plan", "Show the resources of stacks. Needs no account, no cluster and no network.") { stacks, all, format, output };

        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stacks)!, parsed.GetValue(all), parsed.GetValue(format)!,
            parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string[] stacks, bool all, string format, string? output)
    {
        var project = Project.Find(shell.Folder);
        if (stacks.Length == 0 && !all)
        {
            throw new UserError("no stack is named", $"name one of {string.Join(", ", project.Stacks)}, or pass --all");
        }

        var plans = await Planner.PlanAsync((all ? project.Stacks : stacks.Distinct()).Select(project.Stack));
        if (output is null)
        {
            Render(plans, format, shell.Console, shell.Out);
        }
        else
        {
            var text = new StringWriter();
            Render(plans, format, Shell.PlainConsole(text), text);
            FileText.Write(Path.Combine(shell.Folder, output), text.ToString());
        }

        return plans.Any(plan => plan.HasErrors) ? InfraCommand.Failure : InfraCommand.Success;
    }

    private static void Render(IReadOnlyList<Plan> plans, string format, IAnsiConsole console, TextWriter text)
    {
        Func<IReadOnlyList<Plan>, string>? write = format switch
        {
            "json" => PlanJson.Write,
            "markdown" => PlanMarkdown.Write,
            "html" => PlanHtml.Write,
            _ => null,
        };
        if (write is not null)
        {
            text.Write(write(plans));
            return;
        }

        foreach (var plan in plans)
        {
            PlanTree.Write(console, plan);
        }
    }
}
