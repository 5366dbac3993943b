using System.CommandLine;
using System.Reflection;
using Infra.Engine;
using Infra.Planning;
using Infra.Planning.Reviews;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra review`: what the change that lies here makes of every stack.</summary>
internal static class ReviewCommand
{
    public const string FileName = "review.json";

    public static Command Create(Shell shell)
    {
        var against = new Option<string>("--base") { Description = "The branch or commit to compare with, from where this branch left it.", HelpName = "commit", DefaultValueFactory = _ => "main" };
        var output = new Option<string>("--output", "-o") { Description = "Also write review.json, review.txt and plans.html into this folder.", HelpName = "folder" };
        var command = new Command("review", "Show what a change makes of every stack, the riskiest first: the plans of what lies here, committed or not, held "
            + "against those of the base. Needs git and nothing else.")
            { against, output };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(against)!, parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string against, string? output)
    {
        var project = Project.Find(shell.Folder);
        var folder = output is null ? null : FileText.Folder(Path.Combine(shell.Folder, output));
        IReadOnlyList<Plan> plans;
        try
        {
            plans = await Planner.PlanAsync(project.Stacks.Select(project.Stack));
        }
        catch (Exception problem) when (problem is SettingsException or UserError)
        {
            Write(folder, new() { Base = against, Problem = problem.Message }, []); // whoever reads the folder learns it, too
            throw;
        }

        var commit = await Git.ForkPointAsync(project, against);
        var sdk = typeof(ReviewCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "PulumiSdk").Value!;
        var (before, problemOfBase) = await BasePlans.OfAsync(project, commit, sdk, message => shell.Error.WriteLine($"infra: {message}"));
        var review = Review.Between($"{commit[..10]} ({against})", before, WrittenPlan.Read(PlanJson.Write(plans))) with { Problem = problemOfBase };
        foreach (var line in ReviewText.Lines(review))
        {
            shell.Out.WriteLine(line);
        }

        Write(folder, review, plans);
        return plans.Any(plan => plan.HasErrors) ? InfraCommand.HasErrors : InfraCommand.Fine;
    }

    private static void Write(string? folder, Review review, IReadOnlyList<Plan> plans)
    {
        if (folder is not null)
        {
            FileText.Write(Path.Combine(folder, FileName), review.ToJson());
            FileText.Write(Path.Combine(folder, "review.txt"), string.Join('\n', ReviewText.Lines(review)) + "\n");
            if (plans.Count > 0)
            {
                FileText.Write(Path.Combine(folder, "plans.html"), PlanHtml.Write(plans));
            }
        }
    }
}
