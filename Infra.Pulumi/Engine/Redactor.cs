using System.Collections;

namespace Infra.Engine;

/// <summary>
/// Removes secrets from the output of other programs: the values of secret environment variables, credentials in URLs, private
/// keys.
/// </summary>
internal static partial class Redactor
{
    private const int MinSecretLength = 6;
    private static readonly string[] Marks = ["PASSPHRASE", "PASSWORD", "SECRET", "TOKEN", "ACCESS_KEY", "API_KEY", "CREDENTIAL"];

    public static string Redact(string text)
    {
        // The longest first: a secret may start with another one.
        foreach (var value in Values().OrderByDescending(value => value.Length))
        {
            text = text.Replace(value, "[secret]", StringComparison.Ordinal);
        }

        return Keys().Replace(Credentials().Replace(text, "://[secret]@"), "[private key]");
    }

    private static IEnumerable<string> Values() =>
        from variable in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        let name = (string)variable.Key
        where !name.EndsWith("_FILE", StringComparison.Ordinal)
            && Marks.Any(mark => name.Contains(mark, StringComparison.OrdinalIgnoreCase))
        let value = variable.Value as string
        where value is { Length: >= MinSecretLength }
        select value;

    [System.Text.RegularExpressions.GeneratedRegex("://[^/\\s:@]+:[^/\\s@]+@")]
    private static partial System.Text.RegularExpressions.Regex Credentials();

    [System.Text.RegularExpressions.GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE "
        + "KEY-----[\\s\\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)")]
    private static partial System.Text.RegularExpressions.Regex Keys();
}
