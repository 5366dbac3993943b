using System.CommandLine;
using Infra.Planning;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Cli;

/// <summary>`infra docs`: generates documentation from the program.</summary>
internal static class DocsCommand
{
    private const string PlanBegins = "<!-- plan -->\n";
    private const string PlanEnds = "<!-- /plan -->\n";

    private static readonly string[] Readmes = ["README.md", "README.zh-CN.md"];

    public static Command Create(Shell shell)
    {
        var command = new Command(
            "docs", "Generate docs/settings.md, docs/stack.schema.json and the plan in both READMEs from the program.");
        command.SetAction(async _ =>
        {
            var project = Project.Find(shell.Folder);
            FileText.Write(Path.Combine(project.Folder, "docs", "settings.md"), SettingsManual.Write());
            FileText.Write(Path.Combine(project.Folder, "docs", "stack.schema.json"), SettingsSchema.Write());
            var plan = (await Planner.PlanAsync([project.Stack("staging")]))[0];
            foreach (var readme in Readmes.Select(name => Path.Combine(project.Folder, name)).Where(File.Exists))
            {
                FileText.Write(readme, WithPlan(FileText.Read(readme), plan));
            }

            return InfraCommand.Success;
        });
        return command;
    }

    /// <summary>The README with the output of `./infra plan staging` without its tree.</summary>
    public static string WithPlan(string readme, Plan plan)
    {
        var text = new StringWriter { NewLine = "\n" };
        PlanTree.WriteSummary(Shell.PlainConsole(text), plan);
        var lines = text.ToString().Split('\n').Select(line => line.TrimEnd());

        if (!readme.Contains(PlanBegins, StringComparison.Ordinal) || !readme.Contains(PlanEnds, StringComparison.Ordinal))
        {
            throw new UserError("README.md has no place for the plan",
                $"add the lines {PlanBegins.Trim()} and {PlanEnds.Trim()}");
        }

        var begins = readme.IndexOf(PlanBegins, StringComparison.Ordinal) + PlanBegins.Length;
        var ends = readme.IndexOf(PlanEnds, StringComparison.Ordinal);
        return $"{readme[..begins]}```text\n{string.Join('\n', lines).TrimEnd()}\n```\n{readme[ends..]}";
    }
}
