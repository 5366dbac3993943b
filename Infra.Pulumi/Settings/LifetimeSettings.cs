using System.ComponentModel;

namespace Infra.Settings;

/// <summary>How long the stack of a pull request may live.</summary>
public sealed record LifetimeSettings : IChecked
{
    [Description("With `infra:environment: test`: after how many hours without an `up` `./infra env reap` takes the stack away.")]
    public int Hours { get; init; } = 48;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Hours is < 1 or > 720)
        {
            yield return new($"{key}.hours", $"cannot be {Hours}", "write between 1 and 720 hours");
        }
    }
}
