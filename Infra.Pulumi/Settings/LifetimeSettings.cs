using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Infra.Settings;

/// <summary>The time limit of a pull request's stack.</summary>
public sealed record LifetimeSettings
{
    [Description("With `infra:environment: test`: the number of hours after the last `up` when `./infra env reap` destroys the "
        + "stack.")]
    [Range(1, 720)]
    public int Hours { get; init; } = 48;
}
