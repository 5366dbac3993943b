using System.Collections;

namespace Infra.Engine;

/// <summary>Takes secrets out of what other programs say: the values of this process's own secret variables, credentials in addresses.</summary>
internal static partial class Scrub
{
    private const int ShortestSecret = 6;
    private static readonly string[] Marks = ["PASSPHRASE", "PASSWORD", "SECRET", "TOKEN", "ACCESS_KEY", "API_KEY", "CREDENTIAL"];

    public static string Text(string text)
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (variable.Value is string { Length: >= ShortestSecret } value && !name.EndsWith("_FILE", StringComparison.Ordinal)
                && Marks.Any(mark => name.Contains(mark, StringComparison.OrdinalIgnoreCase)))
            {
                text = text.Replace(value, "[secret]", StringComparison.Ordinal);
            }
        }

        return Keys().Replace(Credentials().Replace(text, "://[secret]@"), "[private key]");
    }

    [System.Text.RegularExpressions.GeneratedRegex("://[^/\\s:@]+:[^/\\s@]+@")]
    private static partial System.Text.RegularExpressions.Regex Credentials();

    [System.Text.RegularExpressions.GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)")]
    private static partial System.Text.RegularExpressions.Regex Keys();
}
