namespace Infra.Settings;

/// <summary>One thing that is wrong with a setting: the key, what is wrong, and what would be right.</summary>
public sealed record SettingProblem(string Key, string Wrong, string Right)
{
    public override string ToString() => $"{Key}: {Wrong}; {Right}";
}
