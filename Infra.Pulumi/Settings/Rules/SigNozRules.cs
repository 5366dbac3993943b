namespace Infra.Settings.Rules;

/// <summary>The rule between SigNoz and the business ClickHouse.</summary>
internal static class SigNozRules
{
    public static IEnumerable<SettingProblem> Problems(PlatformSettings settings)
    {
        if (settings.SigNoz is { Enabled: true, ClickHouse: SigNozClickHouse.Shared } && !settings.ClickHouse.IsInCluster)
        {
            yield return new("infra:signoz.clickhouse", "cannot be `shared`: the business ClickHouse does not run in the cluster",
                "write `clickhouse: own`, or enable `infra:clickhouse` without `external`");
        }
    }
}
