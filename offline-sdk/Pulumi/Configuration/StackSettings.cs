using System.Text.Json;

namespace Pulumi;

/// <summary>The stack's configuration as the engine hands it over: in the environment, read anew by every run.</summary>
internal sealed class StackSettings
{
    private const string OldInfix = "config:";

    private readonly Dictionary<string, string> _values = [];

    private StackSettings(string? values, string? secretKeys)
    {
        if (values is not null)
        {
            using var document = JsonDocument.Parse(values);
            foreach (var setting in document.RootElement.EnumerateObject())
            {
                _values[Clean(setting.Name)] = setting.Value.ToString();
            }
        }

        // Which keys are secret decides nothing in a program, but a list that is none has to be noticed.
        if (secretKeys is not null)
        {
            using var document = JsonDocument.Parse(secretKeys);
            _ = document.RootElement.EnumerateArray();
        }
    }

    internal static StackSettings FromEnvironment() => new(
        Environment.GetEnvironmentVariable("PULUMI_CONFIG"),
        Environment.GetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS"));

    internal string? Find(string key) => _values.GetValueOrDefault(key);

    /// <summary>Old stacks write <c>project:config:key</c> for <c>project:key</c>.</summary>
    private static string Clean(string key)
    {
        var start = key.IndexOf(':', StringComparison.Ordinal) + 1;
        return start > 1 && key.AsSpan(start).StartsWith(OldInfix, StringComparison.Ordinal)
            ? key.Remove(start, OldInfix.Length)
            : key;
    }
}
