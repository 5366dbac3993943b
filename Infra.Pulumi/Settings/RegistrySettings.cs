using System.ComponentModel;

namespace Infra.Settings;

/// <summary>The way into a private registry of images.</summary>
public sealed record RegistrySettings
{
    [Description("Who signs in.")]
    public required string Username { get; init; }

    [Description("The password, or better a token that may only read.")]
    public required Secret Password { get; init; }
}
