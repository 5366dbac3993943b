using System.CommandLine;
using System.Reflection;
using Infra.Engine;
using Infra.Planning;
using Infra.Planning.Reviews;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra review`: shows what the changes in the working tree do to every stack.</summary>
internal static class ReviewCommand
{
    public const string FileName = "review.json";

    public static Command Create(Shell shell)
    {
        var against = new Option<string>(
            "--base")
        {
            Description = "The branch or commit to compare with, at the point where this branch forked.",
            HelpName = "commit",
            DefaultValueFactory = _ => "main"
        };
        var output = new Option<string>("--output",
            "-o")
        { Description = "Also write review.json, review.txt and plans.html into this folder.", HelpName = "folder" };
        var command = new Command(
            "review", "Show what a change does to every stack, riskiest changes first. Compares the "
                + "plans of the working tree, committed or not, "
            + "with those of the base. Needs only git.")
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
            Write(folder, new() { Base = against, Problem = problem.Message }, []); // for the review comment
            throw;
        }

        var commit = await Git.ForkPointAsync(project, against);
        var sdk = typeof(ReviewCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "PulumiSdk").Value!;
        var (before, problemOfBase) = await BasePlans.GetAsync(
            project, commit, sdk, message => shell.Error.WriteLine($"infra: {message}"));
        var review = Review.Between($"{commit[..10]} ({against})", before,
            SavedPlan.Read(PlanJson.Write(plans))) with
        { Problem = problemOfBase };
        foreach (var line in ReviewText.Lines(review))
        {
            shell.Out.WriteLine(line);
        }

        Write(folder, review, plans);
        return plans.Any(plan => plan.HasErrors) ? InfraCommand.Failure : InfraCommand.Success;
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
