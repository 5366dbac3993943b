using System.CommandLine;
using Infra.Planning;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Cli;

/// <summary>`infra docs`: writes what is made from the program itself.</summary>
internal static class DocsCommand
{
    private const string PlanBegins = "<!-- plan -->\n";
    private const string PlanEnds = "<!-- /plan -->\n";

    public static Command Create(Shell shell)
    {
        var command = new Command("docs", "Write docs/settings.md, docs/stack.schema.json and the plan in the README anew from what the program knows.");
        command.SetAction(async _ =>
        {
            var project = Project.Find(shell.Folder);
            FileText.Write(Path.Combine(project.Folder, "docs", "settings.md"), SettingsManual.Write());
            FileText.Write(Path.Combine(project.Folder, "docs", "stack.schema.json"), SettingsSchema.Write());
            var readme = Path.Combine(project.Folder, "README.md");
            FileText.Write(readme, WithPlan(FileText.Read(readme), (await Planner.PlanAsync([project.Stack("staging")]))[0]));
            return InfraCommand.Fine;
        });
        return command;
    }

    /// <summary>The README with what `./infra plan staging` prints below its tree.</summary>
    public static string WithPlan(string readme, Plan plan)
    {
        var text = new StringWriter { NewLine = "\n" };
        PlanTree.Write(Shell.PlainTo(text), plan);
        var lines = text.ToString().Split('\n').Select(line => line.TrimEnd()).SkipWhile(line => !line.StartsWith("  service ", StringComparison.Ordinal));

        var begins = readme.IndexOf(PlanBegins, StringComparison.Ordinal) + PlanBegins.Length;
        var ends = readme.IndexOf(PlanEnds, StringComparison.Ordinal);
        return $"{readme[..begins]}```text\n{string.Join('\n', lines).TrimEnd()}\n```\n{readme[ends..]}";
    }
}
