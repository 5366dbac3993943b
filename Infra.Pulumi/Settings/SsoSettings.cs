using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>Single sign-on for the people who run the platform.</summary>
public sealed record SsoSettings : IChecked
{
    [Description("`casdoor`: the platform's own, users and all. `github`: people have an account there; services that have no sign-in of "
        + "their own for it stand behind the gate. `none`: what needs the gate is not exposed.")]
    public SsoProvider Provider { get; init; } = SsoProvider.Casdoor;

    [Description("The mail addresses that may come in. Without any, that of `infra:admin`.")]
    public IReadOnlyList<Email> Members { get; init; } = [];

    [Description("With `github`: the client of an OAuth app whose callback is https://auth.INTERNAL/oauth2/callback.")]
    public string? GithubClientId { get; init; }

    [Description("With `github`: that client's secret.")]
    public Secret? GithubClientSecret { get; init; }

    /// <summary>The name that goes with a mail address: Casdoor takes no two signs in a row and none at an end, and makes up a name of its own instead.</summary>
    public static string NameOf(string email) => string.Join('-', email.ToLowerInvariant().Split(
        [.. email.ToLowerInvariant().Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries));

    public IEnumerable<SettingProblem> Problems(string key)
    {
        foreach (var same in Members.Select(email => email.Text).Distinct().GroupBy(NameOf).Where(group => group.Count() > 1))
        {
            yield return new($"{key}.members", $"holds {string.Join(" and ", same)}, who would both be `{same.Key}`", "leave one of them out");
        }

        var given = new[] { ("githubClientId", GithubClientId is not null), ("githubClientSecret", GithubClientSecret is not null) };
        foreach (var (name, isGiven) in given.Where(one => one.Item2 != (Provider == SsoProvider.Github)))
        {
            yield return isGiven
                ? new($"{key}.{name}", $"does not go with `provider: {SettingShape.Spell(Provider)}`", "remove it, or write `provider: github`")
                : new($"{key}.{name}", "is missing", "`provider: github` needs it: https://github.com/settings/developers, New OAuth App");
        }
    }
}
