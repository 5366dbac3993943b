using System.Diagnostics.CodeAnalysis;

namespace Infra.Settings.Texts;

/// <summary>Who reaches a port of the hosts: every address, the tunnel alone, or a network.</summary>
public sealed record AccessSource(string Text) : ISettingText<AccessSource>
{
    public static readonly AccessSource Anywhere = new("anywhere");
    public static readonly AccessSource Tunnel = new("tunnel");

    public static string Right => "`anywhere`, `tunnel`, or a list of networks such as 203.0.113.0/24";

    public static string Pattern => $"^(anywhere|tunnel)$|{Cidr.Pattern}";

    public bool IsNetwork => this != Anywhere && this != Tunnel;

    public static bool TryParse(string text, [NotNullWhen(true)] out AccessSource? value)
    {
        value = text is "anywhere" or "tunnel" || Cidr.TryParse(text, out _) ? new(text) : null;
        return value is not null;
    }

    public override string ToString() => Text;
}
