namespace Infra.Settings;

/// <summary>A problem of one setting: its key, what is wrong, and what to do about it.</summary>
public sealed record SettingProblem(string Key, string Wrong, string Right)
{
    public override string ToString() => VisibleText.Of($"{Key}: {Wrong}; {Right}");
}
