using System.Diagnostics.CodeAnalysis;

namespace Infra.Settings.Texts;

/// <summary>An exact k3s release.</summary>
public sealed record K3sVersion(string Text) : ISettingText<K3sVersion>
{
    public static string Right => "an exact k3s release such as v1.36.4+k3s1";

    /// <summary>The Kubernetes minor version, such as 1.36.</summary>
    public string Minor => string.Join('.', Text[1..].Split('.').Take(2));

    public static bool TryParse(string text, [NotNullWhen(true)] out K3sVersion? value)
    {
        var halves = text.Split("+k3s");
        var sound = halves.Length == 2 && text.StartsWith('v') && int.TryParse(halves[1], out _)
            && halves[0][1..].Split('.') is { Length: 3 } parts && parts.All(part => uint.TryParse(part, out _));
        value = sound ? new(text) : null;
        return sound;
    }

    public override string ToString() => Text;
}
