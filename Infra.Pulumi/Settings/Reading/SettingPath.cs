using System.Globalization;

namespace Infra.Settings.Reading;

/// <summary>
/// The path of a setting as `pulumi config set --path` takes it, such as `infra:registries["ghcr.io"].password`.
/// </summary>
internal static class SettingPath
{
    public static string Below(string key, string name) =>
        key.EndsWith(':') ? key + name
        : name.AsSpan().ContainsAny(".[]\" ") ? $"{key}[\"{name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"]"
        : $"{key}.{name}";

    public static string At(string key, int index) => $"{key}[{index.ToString(CultureInfo.InvariantCulture)}]";

    /// <summary>The command that sets the secret at a path. It asks for the value.</summary>
    public static string SetSecret(string path) =>
        $"pulumi config set --secret --path {(path.AsSpan().ContainsAny("[]\" ") ? $"'{path}'" : path)}";
}
