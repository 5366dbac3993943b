using System.ComponentModel;

namespace Infra.Settings;

/// <summary>The SSH login on hosts.</summary>
public sealed record SshSettings
{
    [Description("The user, who needs password-less sudo unless it is root.")]
    public string User { get; init; } = "root";

    [Description("The private key. The default is the local SSH agent.")]
    public Secret? PrivateKey { get; init; }
}
