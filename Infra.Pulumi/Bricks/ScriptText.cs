using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Bricks;

/// <summary>The command that runs a bash file as root, with its parameters as variables.</summary>
public static partial class ScriptText
{
    private const string End = "END_OF_SCRIPT";
    private const string AsRoot = "as_root() { if [ \"$(id -u)\" = 0 ]; then \"$@\"; else sudo -n \"$@\"; fi; }\n";

    /// <summary>Reads a file of Scripts/ and replaces a line `. lib.sh` by that library, which no host or pod has as a file.</summary>
    public static string Read(string script) =>
        Library().Replace(ReadFile(script), line => Head().Replace(ReadFile(line.Groups[1].Value), "").TrimEnd('\n'));

    /// <summary>A file of Scripts/ as the command of a container.</summary>
    public static string[] Command(string script, params string[] interpreter) =>
        [.. interpreter.Length == 0 ? ["/bin/sh", "-c"] : interpreter, Read(script)];

    // Works with any login shell, keeps standard input free for secrets, and shows the script unchanged in the plan.
    public static string Compose(string script, IEnumerable<(string Name, string Value)> parameters, bool asRoot)
    {
        var command = new StringBuilder(asRoot ? AsRoot : "").Append(asRoot ? "as_root env LC_ALL=C" : "env LC_ALL=C");
        foreach (var (name, value) in parameters)
        {
            command.Append(CultureInfo.InvariantCulture, $" \\\n  {name}={Quote(value)}");
        }

        return command.Append(CultureInfo.InvariantCulture, $" \\\n  bash -c \"$(cat <<'{End}'\n{script.TrimEnd('\n')}\n{End}\n)\"\n").ToString();
    }

    public static string Quote(string value) => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string ReadFile(string script)
    {
        using var stream = typeof(ScriptText).Assembly.GetManifestResourceStream(script)
            ?? throw new InvalidOperationException($"Scripts/{script} is missing; add it to the project");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\. (\w+\.sh)$", RegexOptions.Multiline)]
    private static partial Regex Library();

    [GeneratedRegex(@"\A(#.*\n)+\n*")]
    private static partial Regex Head();
}
