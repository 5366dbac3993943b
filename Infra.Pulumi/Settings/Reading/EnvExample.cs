using System.Text.RegularExpressions;

namespace Infra.Settings.Reading;

/// <summary>An application's `.env.example`: its variables, one `KEY=value` a line.</summary>
internal static partial class EnvExample
{
    /// <summary>Its keys, or null if the file is missing.</summary>
    /// <param name="pathOrContent">Content has a line with `=`; anything else is a path below the project.</param>
    public static IReadOnlyList<string>? Read(string pathOrContent)
    {
        if (pathOrContent.Contains('=', StringComparison.Ordinal))
        {
            return KeysOf(pathOrContent);
        }

        var path = Path.Combine(Project.Find(Environment.CurrentDirectory).Folder, pathOrContent);
        return File.Exists(path) ? KeysOf(File.ReadAllText(path)) : null;
    }

    private static IReadOnlyList<string> KeysOf(string content) =>
        [.. Line().Matches(content).Select(match => match.Groups[1].Value).Distinct()];

    // A key in a comment is optional: `# DEBUG=1`.
    [GeneratedRegex(@"^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=", RegexOptions.Multiline)]
    private static partial Regex Line();
}
