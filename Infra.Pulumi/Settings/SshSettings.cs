using System.ComponentModel;

namespace Infra.Settings;

/// <summary>How hosts are reached.</summary>
public sealed record SshSettings
{
    [Description("The user that logs in; it needs password-less sudo unless it is root.")]
    public string User { get; init; } = "root";

    [Description("The private key that logs in. Without it the SSH agent of whoever runs the program answers.")]
    public Secret? PrivateKey { get; init; }
}
