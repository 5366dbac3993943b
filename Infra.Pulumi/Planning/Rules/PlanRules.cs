namespace Infra.Planning.Rules;

/// <summary>Every rule that a plan is read by.</summary>
public static class PlanRules
{
    public static readonly IReadOnlyList<Func<Plan, IEnumerable<Finding>>> All =
    [
        UniqueUrns.Check,
        SecretsInVault.Check,
        SignInGuards.Check,
        SoundNames.Check,
        SoundHostNames.Check,
        BudgetFits.Check,
        FreePlanLimits.Check,
        OpenDoors.Check,
        KnownChartValues.Check,
        LivingImages.Check,
        PodsAllowed.Check,
        SupportedSoftware.Check,
        UnmetNeeds.Check,
    ];
}
