using System.ComponentModel;

namespace Infra.Settings;

/// <summary>The credentials of a private image registry.</summary>
public sealed record RegistrySettings
{
    [Description("The user.")]
    public required string Username { get; init; }

    [Description("The password, or preferably a read-only token.")]
    public required Secret Password { get; init; }
}
