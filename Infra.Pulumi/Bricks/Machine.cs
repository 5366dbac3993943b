using Infra.Settings.Texts;
using Pulumi;

namespace Infra.Bricks;

/// <summary>A host that scripts run on. Without an address it is the machine that runs the program.</summary>
public sealed record Machine
{
    public required string Name { get; init; }

    public Input<string>? Address { get; init; }

    public int SshPort { get; init; } = 22;

    public string User { get; init; } = "root";

    /// <summary>Without one, the SSH agent answers.</summary>
    public Input<string>? PrivateKey { get; init; }

    /// <summary>By which the host is known; there is no connecting without one.</summary>
    public Input<string>? HostKey { get; init; }

    public static Machine Local(string name) => new() { Name = name };
}
