using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Engine;

/// <summary>
/// The file of a short-lived stack, created from its template in stacks/. The engine reads and writes Pulumi.STACK.yaml
/// beside Pulumi.yaml and would otherwise write its encryption salt into the template.
/// </summary>
public static class LocalStackFile
{
    /// <summary>The path of the file, and whether it is new.</summary>
    public static (string Path, bool IsNew) Ensure(Project project, StackFile file)
    {
        var path = PathOf(project, file.Stack);
        if (File.Exists(path))
        {
            return (path, false);
        }

        var template = Path.GetRelativePath(project.Folder, file.Path);
        var text = FileText.Read(file.Path).Replace("$schema=../docs/", "$schema=docs/", StringComparison.Ordinal);
        FileText.Write(path, $"# created from {template}; local to this machine, ignored by git\n{text}");
        return (path, true);
    }

    public static string PathOf(Project project, string stack) => Path.Combine(project.Folder, $"Pulumi.{stack}.yaml");
}
