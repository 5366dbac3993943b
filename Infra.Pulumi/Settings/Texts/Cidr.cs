using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Infra.Settings.Texts;

/// <summary>A network of IPv4 or IPv6 addresses.</summary>
public sealed record Cidr(string Text) : ISettingText<Cidr>
{
    public static string Right => "a network such as 203.0.113.0/24 or 2001:db8::/32, its host bits zero";

    public static string Pattern => "^[0-9a-fA-F.:]+/[0-9]{1,3}$";

    public static bool TryParse(string text, [NotNullWhen(true)] out Cidr? value)
    {
        var isValid = text.Split('/') is [var address, _]
            && IpAddress.IsWellFormed(address)
            && IPNetwork.TryParse(text, out var network)
            && network.BaseAddress.Equals(IPAddress.Parse(address));
        value = isValid ? new(text) : null;
        return isValid;
    }

    public override string ToString() => Text;
}
