namespace Infra.Settings;

/// <summary>Every problem of a stack's settings at once, sorted by key. It is thrown before any resource is registered.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException(string stack, IEnumerable<SettingProblem> problems)
        : this(stack, [.. problems.Distinct().OrderBy(problem => problem.Key, StringComparer.Ordinal)])
    {
    }

    private SettingsException(string stack, SettingProblem[] problems)
        : base($"stack {stack} has {(problems.Length == 1 ? "1 invalid setting" : $"{problems.Length} invalid settings")}:"
            + string.Concat(problems.Select(problem => $"\n  {problem}")))
    {
        Stack = stack;
        Problems = problems;
    }

    public string Stack { get; }

    public IReadOnlyList<SettingProblem> Problems { get; }
}
