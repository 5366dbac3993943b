using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>A mail server that takes messages for delivery.</summary>
public sealed record MailSettings : IChecked
{
    [Description("Where it answers.")]
    public required DomainName Host { get; init; }

    [Description("On which port, with STARTTLS.")]
    public int Port { get; init; } = 587;

    [Description("Whom messages come from.")]
    public required Email From { get; init; }

    [Description("Who signs in.")]
    public required string User { get; init; }

    [Description("That user's password.")]
    public required Secret Password { get; init; }

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Port is < 1 or > 65535)
        {
            yield return new($"{key}.port", $"cannot be {Port}", "write a port between 1 and 65535");
        }
    }
}
