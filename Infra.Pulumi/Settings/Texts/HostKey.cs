using System.Diagnostics.CodeAnalysis;

namespace Infra.Settings.Texts;

/// <summary>The public key by which an SSH host is known.</summary>
public sealed record HostKey(string Text) : ISettingText<HostKey>
{
    private static readonly string[] Types =
        ["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa"];

    public static string Right => "the host's public key such as \"ssh-ed25519 AAAAC3Nza…\": `./infra host trust ADDRESS` finds it";

    public static string Pattern => "^(ssh|ecdsa)-[a-z0-9-]+ +[A-Za-z0-9+/=]+( .*)?$";

    public static bool TryParse(string text, [NotNullWhen(true)] out HostKey? value)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        value = parts.Length >= 2 && Types.Contains(parts[0]) && NamesItsType(parts[0], parts[1])
            ? new($"{parts[0]} {parts[1]}")
            : null;
        return value is not null;
    }

    public override string ToString() => Text;

    // The key material repeats its type: a length of four bytes, then the name.
    private static bool NamesItsType(string type, string material)
    {
        var bytes = new byte[material.Length];
        return Convert.TryFromBase64String(material, bytes, out var length)
            && length > 4 + type.Length
            && bytes[3] == type.Length
            && bytes.AsSpan(4, type.Length).SequenceEqual(System.Text.Encoding.ASCII.GetBytes(type));
    }
}
