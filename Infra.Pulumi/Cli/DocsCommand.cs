using System.CommandLine;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra docs`: writes what is made from the program's own types.</summary>
internal static class DocsCommand
{
    public static Command Create(Shell shell)
    {
        var command = new Command("docs", "Write docs/settings.md and docs/stack.schema.json anew from the settings that the program knows.");
        command.SetAction(_ =>
        {
            var folder = Project.Find(shell.Folder).Folder;
            FileText.Write(Path.Combine(folder, "docs", "settings.md"), SettingsManual.Write());
            FileText.Write(Path.Combine(folder, "docs", "stack.schema.json"), SettingsSchema.Write());
            return InfraCommand.Fine;
        });
        return command;
    }
}
