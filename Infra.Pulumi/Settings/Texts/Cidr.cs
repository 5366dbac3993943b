using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Infra.Settings.Texts;

/// <summary>A network of IPv4 or IPv6 addresses.</summary>
public sealed record Cidr(string Text) : ISettingText<Cidr>
{
    public static string Right => "a network such as 203.0.113.0/24 or 2001:db8::/32, its host bits zero";

    public bool IsV6 => Text.Contains(':', StringComparison.Ordinal);

    public static bool TryParse(string text, [NotNullWhen(true)] out Cidr? value)
    {
        var sound = text.Split('/') is [var address, _]
            && IPNetwork.TryParse(text, out var network)
            && network.BaseAddress.Equals(IPAddress.Parse(address));
        value = sound ? new(text) : null;
        return sound;
    }

    public override string ToString() => Text;
}
