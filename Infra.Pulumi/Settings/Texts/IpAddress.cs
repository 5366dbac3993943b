using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Infra.Settings.Texts;

/// <summary>An IPv4 or IPv6 address in its usual spelling.</summary>
public sealed record IpAddress(string Text) : ISettingText<IpAddress>
{
    public static string Right => "an address such as 203.0.113.10 or 2001:db8::10";

    public bool IsV6 => Text.Contains(':', StringComparison.Ordinal);

    public static bool TryParse(string text, [NotNullWhen(true)] out IpAddress? value)
    {
        // .NET also reads "10" and "1.2" as addresses; a person who writes those has slipped.
        value = IPAddress.TryParse(text, out var address)
            && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count(c => c == '.') == 3)
            && !text.Contains('%', StringComparison.Ordinal)
                ? new(text)
                : null;
        return value is not null;
    }

    public override string ToString() => Text;
}
