namespace Infra.Settings.Rules;

/// <summary>The rules between the settings of a stack's parts, one class a topic.</summary>
internal static class PlatformRules
{
    private static readonly Func<PlatformSettings, IEnumerable<SettingProblem>>[] Topics =
    [
        NodeRules.Problems,
        ReplicaRules.Problems,
        AccessRules.Problems,
        EdgeRules.Problems,
        SignInRules.Problems,
        VaultRules.Problems,
        BackupRules.Problems,
        AppRules.Problems,
        RegistryRules.Problems,
        SigNozRules.Problems,
    ];

    public static IEnumerable<SettingProblem> Problems(PlatformSettings settings) => Topics.SelectMany(topic => topic(settings));
}
