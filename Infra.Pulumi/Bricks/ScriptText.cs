using System.Globalization;
using System.Text;

namespace Infra.Bricks;

/// <summary>The command that runs a bash file as root, with its parameters as variables.</summary>
public static class ScriptText
{
    private const string End = "END_OF_SCRIPT";
    private const string AsRoot = "as_root() { if [ \"$(id -u)\" = 0 ]; then \"$@\"; else sudo -n \"$@\"; fi; }\n";

    public static string Read(string script)
    {
        using var stream = typeof(ScriptText).Assembly.GetManifestResourceStream(script)
            ?? throw new InvalidOperationException($"there is no Scripts/{script}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // The login shell may be any; standard input stays free for secrets; the script stands in the plan as it was written.
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
}
