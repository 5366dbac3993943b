using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The capacity and cost of a machine; the plan compares its budget with it.</summary>
public sealed record SizeSettings
{
    [Description("The number of virtual processors.")]
    [Range(1, 1024)]
    public required int Cpu { get; init; }

    [Description("The memory.")]
    public required Quantity Memory { get; init; }

    [Description("The disk.")]
    public required Quantity Disk { get; init; }

    [Description("The monthly cost, in the currency of `infra:cost`.")]
    [Range(0, 1000000)]
    public decimal MonthlyCost { get; init; }
}
