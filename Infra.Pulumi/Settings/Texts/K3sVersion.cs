using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Settings.Texts;

/// <summary>An exact k3s release.</summary>
public sealed partial record K3sVersion(string Text) : ISettingText<K3sVersion>
{
    public static string Right => "an exact k3s release such as v1.36.4+k3s1";

    public static string Pattern => "^v[0-9]+\\.[0-9]+\\.[0-9]+\\+k3s[0-9]+$";

    public static bool TryParse(string text, [NotNullWhen(true)] out K3sVersion? value)
    {
        value = Form().IsMatch(text) ? new(text) : null;
        return value is not null;
    }

    public override string ToString() => Text;

    [GeneratedRegex(@"^v[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}\+k3s[0-9]{1,4}\z")]
    private static partial Regex Form();
}
