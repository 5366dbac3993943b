using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Planning;

/// <summary>
/// A placeholder in a plan for secret or unknown values. It consists of letters, digits and dashes, so that
/// it survives quoting, JSON and URLs, and can be found in any derived value; also in base64, and as the SHA-256
/// that R2 uses as a secret.
/// </summary>
public static class Marker
{
    private const string SecretMark = "infra-plan-secret-7c1e9d04-";
    private const string UnknownMark = "infra-plan-unknown-7c1e9d04-";

    private static readonly ConcurrentDictionary<string, string> Digests = [];

    /// <param name="source">The origin of the secret, so that each has its own marker.</param>
    public static string Secret(string source)
    {
        var marker = SecretMark + Plain(source);
        Digests[Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(marker)))] = marker;
        return marker;
    }

    /// <summary>For a value that is only known after its resource exists.</summary>
    public static string Unknown(string source) => UnknownMark + Plain(source);

    public static bool IsSecret(string text) =>
        text.Contains(SecretMark, StringComparison.Ordinal) || Digests.ContainsKey(text)
        || (FromBase64(text) is { } inner && inner.Contains(SecretMark, StringComparison.Ordinal));

    public static bool IsUnknown(string text) => text.Contains(UnknownMark, StringComparison.Ordinal);

    private static string Plain(string source) => string.Concat(source.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private static string? FromBase64(string text) =>
        text.Length > SecretMark.Length && text.Length % 4 == 0 && Base64.IsValid(text)
            ? Encoding.Latin1.GetString(Convert.FromBase64String(text)) : null;
}
