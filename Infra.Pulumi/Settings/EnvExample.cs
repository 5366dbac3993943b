using System.Text.RegularExpressions;

namespace Infra.Settings;

/// <summary>An application's `.env.example`: the variables that it wants, one `KEY=value` a line.</summary>
internal static partial class EnvExample
{
    /// <summary>The keys that it wants, or null where there is no such file.</summary>
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

    private static IReadOnlyList<string> KeysOf(string content) => [.. Line().Matches(content).Select(match => match.Groups[1].Value).Distinct()];

    // A key in a comment is one that the app can do without: `# DEBUG=1`.
    [GeneratedRegex(@"^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=", RegexOptions.Multiline)]
    private static partial Regex Line();
}
