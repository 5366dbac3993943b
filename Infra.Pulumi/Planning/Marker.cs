namespace Infra.Planning;

/// <summary>
/// Text that stands in a plan for what the plan must not or cannot show. It is made of letters, digits and dashes, so that
/// it survives quoting, JSON and URLs, and whatever it ends up in can be told from the rest.
/// </summary>
public static class Marker
{
    private const string SecretMark = "infra-plan-secret-7c1e9d04-";
    private const string UnknownMark = "infra-plan-unknown-7c1e9d04-";

    /// <param name="source">Where the secret comes from, so that each has a marker of its own.</param>
    public static string Secret(string source) => SecretMark + Plain(source);

    /// <summary>For what will be known only when its resource exists.</summary>
    public static string Unknown(string source) => UnknownMark + Plain(source);

    public static bool IsSecret(string text) => text.Contains(SecretMark, StringComparison.Ordinal);

    public static bool IsUnknown(string text) => text.Contains(UnknownMark, StringComparison.Ordinal);

    private static string Plain(string source) => string.Concat(source.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
