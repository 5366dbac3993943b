using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>A data store that runs elsewhere, such as Neon, Aiven or Upstash, in place of the one in the cluster.</summary>
public sealed record ExternalStoreSettings : IChecked
{
    [Description("Where it answers.")]
    public required DomainName Host { get; init; }

    [Description("On which port; without one, the store's usual port.")]
    public int? Port { get; init; }

    [Description("Who may make databases and users there.")]
    public required string User { get; init; }

    [Description("That user's password.")]
    public required Secret Password { get; init; }

    [Description("Whether the connection is encrypted.")]
    public bool Tls { get; init; } = true;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Port is < 1 or > 65535)
        {
            yield return new($"{key}.port", $"cannot be {Port}", "write a port between 1 and 65535");
        }

        if (User.Length == 0 || User.Any(char.IsWhiteSpace))
        {
            yield return new($"{key}.user", $"cannot be `{User}`", "write the name of the user who may make databases");
        }
    }
}
