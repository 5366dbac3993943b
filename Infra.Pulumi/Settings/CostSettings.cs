using System.ComponentModel;

namespace Infra.Settings;

/// <summary>Currency.</summary>
public sealed record CostSettings : IChecked
{
    [Description("The currency of every price in the settings.")]
    public string Currency { get; init; } = "EUR";

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Currency.Length != 3 || !Currency.All(char.IsAsciiLetterUpper))
        {
            yield return new($"{key}.currency", $"cannot be `{Currency}`", "write three capital letters such as EUR");
        }
    }
}
