using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>A mail server for outgoing messages.</summary>
public sealed record MailSettings
{
    [Description("The host name.")]
    public required DomainName Host { get; init; }

    [Description("The port, with STARTTLS.")]
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    [Description("The sender of the messages.")]
    public required Email From { get; init; }

    [Description("The user.")]
    public required string User { get; init; }

    [Description("That user's password.")]
    public required Secret Password { get; init; }
}
