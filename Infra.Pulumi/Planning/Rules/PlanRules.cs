namespace Infra.Planning.Rules;

/// <summary>All rules for a single plan.</summary>
public static class PlanRules
{
    public static readonly IReadOnlyList<Func<Plan, IEnumerable<Finding>>> All =
    [
        UniqueUrns.Check,
        SecretsInVault.Check,
        SignInRequired.Check,
        ReachableHosts.Check,
        DistinctHosts.Check,
        ValidNames.Check,
        ValidHostNames.Check,
        BudgetFits.Check,
        FreePlanLimits.Check,
        PublicAccess.Check,
        KnownChartValues.Check,
        AvailableImages.Check,
        PodSecurityLevels.Check,
        SupportedSoftware.Check,
        UnmetRequirements.Check,
    ];
}
