using System.Text.Json.Nodes;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>The folder of Pulumi.yaml and the stacks' files.</summary>
public sealed class Project
{
    private const string TemplateOfPullRequests = "test";

    private Project(string folder, string name)
    {
        Folder = folder;
        Name = name;
    }

    public string Folder { get; }

    public string Name { get; }

    /// <summary>Every stack with a file, in the order of the environments.</summary>
    public IReadOnlyList<string> Stacks =>
    [
        .. Directory.EnumerateFiles(Folder, "Pulumi.*.yaml")
            .Concat(Directory.Exists(Transient) ? Directory.EnumerateFiles(Transient, "Pulumi.*.yaml") : [])
            .Select(path => Path.GetFileName(path)["Pulumi.".Length..^".yaml".Length])
            .Distinct()
            .OrderBy(stack => SettingShape.Spellings(typeof(EnvironmentKind)).ToList().IndexOf(stack) is >= 0 and var index
                ? index : int.MaxValue)
            .ThenBy(stack => stack, StringComparer.Ordinal),
    ];

    private string Transient => Path.Combine(Folder, "stacks");

    /// <summary>The project with its Pulumi.yaml in this folder or above it.</summary>
    public static Project Find(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            var path = Path.Combine(current.FullName, "Pulumi.yaml");
            if (File.Exists(path))
            {
                return FileText.ReadYaml(path) is JsonObject json && json["name"]?.ToString() is { Length: > 0 } name
                    ? new(current.FullName, name)
                    : throw new UserError("Pulumi.yaml has no `name`", "write `name: infra`");
            }
        }

        throw new UserError($"there is no Pulumi.yaml in {folder} or above it", "run this inside the repository");
    }

    /// <summary>Throws unless the name is valid for a stack and its file.</summary>
    public static void MustBeAName(string stack)
    {
        if (stack.Length == 0 || !stack.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new UserError($"`{stack}` cannot be a stack's name", "use letters, digits, dashes, dots and underscores");
        }
    }

    public StackFile Stack(string stack)
    {
        MustBeAName(stack);
        var path = PathOf(stack) ?? (stack.StartsWith($"{TemplateOfPullRequests}-pr-", StringComparison.Ordinal)
            ? PathOf(TemplateOfPullRequests) : null);
        if (path is null)
        {
            var near = Nearest.To(stack, Stacks) is { } name ? $"did you mean `{name}`? " : "";
            throw new UserError($"there is no stack `{stack}`", $"{near}there are {string.Join(", ", Stacks)}");
        }

        return StackFile.Read(Name, stack, path);
    }

    private string? PathOf(string stack) =>
        new[] { Folder, Transient }.Select(folder => Path.Combine(folder, $"Pulumi.{stack}.yaml")).FirstOrDefault(File.Exists);
}
