using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>What a machine offers and costs; the plan's budget is held against it.</summary>
public sealed record SizeSettings : IChecked
{
    [Description("Virtual processors.")]
    public required int Cpu { get; init; }

    [Description("Memory.")]
    public required Quantity Memory { get; init; }

    [Description("Disk.")]
    public required Quantity Disk { get; init; }

    [Description("What it costs a month, in the currency of `infra:cost`.")]
    public decimal MonthlyCost { get; init; }

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Cpu is < 1 or > 1024)
        {
            yield return new($"{key}.cpu", $"cannot be {Cpu}", "write the number of virtual processors, at least 1");
        }

        if (MonthlyCost < 0)
        {
            yield return new($"{key}.monthlyCost", $"cannot be {MonthlyCost}", "write what the machine costs a month, 0 if nothing");
        }
    }
}
