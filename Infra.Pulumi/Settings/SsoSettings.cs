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

    public IEnumerable<SettingProblem> Problems(string key)
    {
        var given = new[] { ("githubClientId", GithubClientId is not null), ("githubClientSecret", GithubClientSecret is not null) };
        foreach (var (name, isGiven) in given.Where(one => one.Item2 != (Provider == SsoProvider.Github)))
        {
            yield return isGiven
                ? new($"{key}.{name}", $"does not go with `provider: {SettingShape.Spell(Provider)}`", "remove it, or write `provider: github`")
                : new($"{key}.{name}", "is missing", "`provider: github` needs it: https://github.com/settings/developers, New OAuth App");
        }
    }
}
