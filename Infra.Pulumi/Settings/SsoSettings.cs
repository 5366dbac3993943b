using System.ComponentModel;
using Infra.Settings.Reading;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>Single sign-on for the members of the platform's team.</summary>
public sealed record SsoSettings : IChecked
{
    [Description("`casdoor`: the platform's own identity provider. `github`: GitHub accounts; services without native sign-in "
        + "are behind the gate. `none`: services that need the gate are not exposed.")]
    public SsoProvider Provider { get; init; } = SsoProvider.Casdoor;

    [Description("The mail addresses with access. The default is the address of `infra:admin`.")]
    public IReadOnlyList<Email> Members { get; init; } = [];

    [Description("With `github`: the client of an OAuth app whose callback is https://auth.INTERNAL/oauth2/callback.")]
    public string? GithubClientId { get; init; }

    [Description("With `github`: that client's secret.")]
    public Secret? GithubClientSecret { get; init; }

    /// <summary>The user name for a mail address. Casdoor replaces names with two signs in a row or one at an end.</summary>
    public static string NameOf(string email) => string.Join('-', email.ToLowerInvariant().Split(
        [.. email.ToLowerInvariant().Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct()],
            StringSplitOptions.RemoveEmptyEntries));

    public IEnumerable<SettingProblem> Problems(string key)
    {
        foreach (var same in Members.Select(email => email.Text).Distinct().GroupBy(NameOf).Where(group => group.Count() > 1))
        {
            yield return new($"{key}.members", $"holds {string.Join(" and ", same)}, which share the user name `{same.Key}`",
                "remove one of them");
        }

        var given = new[] { ("githubClientId", GithubClientId is not null),
            ("githubClientSecret", GithubClientSecret is not null) };
        foreach (var (name, isGiven) in given.Where(one => one.Item2 != (Provider == SsoProvider.Github)))
        {
            yield return isGiven
                ? new($"{key}.{name}", $"conflicts with `provider: {SettingShape.Spell(Provider)}`",
                    "remove it, or write `provider: github`")
                : new($"{key}.{name}", "is missing",
                    "create an OAuth app for `provider: github`: https://github.com/settings/developers");
        }
    }
}
