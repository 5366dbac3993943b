using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Infra.Settings.Texts;

/// <summary>An IPv4 or IPv6 address of one machine, in its usual spelling.</summary>
public sealed record IpAddress(string Text) : ISettingText<IpAddress>
{
    public static string Right => "the address of a machine such as 203.0.113.10 or 2001:db8::10";

    public static string Pattern => "^([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)$";

    public bool IsV6 => Text.Contains(':', StringComparison.Ordinal);

    public static bool TryParse(string text, [NotNullWhen(true)] out IpAddress? value)
    {
        value = IsWellFormed(text) && IsOfOneMachine(IPAddress.Parse(text)) ? new(text) : null;
        return value is not null;
    }

    public override string ToString() => Text;

    /// <summary>
    /// Whether it is one address without anything around it. .NET also reads "10", "0203.0.113.010", "[::1]" and
    /// "fe80::1%eth0".
    /// </summary>
    internal static bool IsWellFormed(string text) => IPAddress.TryParse(text, out var address)
        && (address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString() == text
            : text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.'));

    private static bool IsOfOneMachine(IPAddress address) =>
        !IPAddress.IsLoopback(address)
        && !address.Equals(IPAddress.IPv6Any)
        && !address.IsIPv6Multicast
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.GetAddressBytes()[0] is > 0 and < 224);
}
