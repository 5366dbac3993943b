using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>An external data store, such as Neon, Aiven or Upstash, in place of the one in the cluster.</summary>
public sealed record ExternalStoreSettings : IChecked
{
    [Description("The host name.")]
    public required DomainName Host { get; init; }

    [Description("The port; the default is the usual port of the store.")]
    [Range(1, 65535)]
    public int? Port { get; init; }

    [Description("A user with permission to create databases and users.")]
    public required string User { get; init; }

    [Description("That user's password.")]
    public required Secret Password { get; init; }

    [Description("Whether the connection is encrypted.")]
    public bool Tls { get; init; } = true;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (User.Length == 0 || User.Any(char.IsWhiteSpace))
        {
            yield return new($"{key}.user", $"cannot be `{User}`",
                "write the name of a user with permission to create databases");
        }
    }
}
