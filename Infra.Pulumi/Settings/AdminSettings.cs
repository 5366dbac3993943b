using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The person who runs the platform.</summary>
public sealed record AdminSettings
{
    [Description("Where certificate authorities and alerts write to.")]
    public required Email Email { get; init; }

    [Description("Networks that the admin works from; they reach what is not proxied by the edge.")]
    public IReadOnlyList<Cidr> Networks { get; init; } = [];
}
