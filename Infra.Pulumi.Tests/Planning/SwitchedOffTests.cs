using Infra.Planning;
using Infra.Tests.Foundation;
using Infra.Tests.Settings;

namespace Infra.Tests.Planning;

/// <summary>A plan stays consistent with any one or two services disabled.</summary>
public sealed class SwitchedOffTests
{
    private static readonly string[] Switches = ["dashboard", "postgres", "redis", "clickhouse", "signoz", "openpanel"];

    public static IEnumerable<object[]> Pairs =>
        from one in Switches
        from other in Switches
        where string.CompareOrdinal(one, other) <= 0
        select new object[] { one, other };

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Disabled_services_leave_no_missing_dependency(string one, string other)
    {
        var plan = await AnyPlan.Of(Without(one, other));

        var there = plan.Resources.Select(resource => resource.Urn).ToHashSet();
        Assert.All(plan.Resources.SelectMany(resource => resource.DependsOn), urn => Assert.Contains(urn, there));
        Assert.DoesNotContain(plan.Findings, finding => finding.Severity == Severity.Error);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Disabled_services_leave_no_pod_with_a_missing_secret(string one, string other)
    {
        var plan = await AnyPlan.Of(Without(one, other));

        var made = plan.OfType("Secret").Concat(plan.OfType("ExternalSecret"))
            .Select(secret => (secret.At("metadata", "namespace"), secret.At("metadata", "name"))).ToHashSet();
        Assert.All(
            from resource in plan.Resources
            where resource.Type is "kubernetes:apps/v1:Deployment" or "kubernetes:batch/v1:Job"
            from name in SecretsIn(resource.Inputs)
            select (resource.At("metadata", "namespace"), (object?)name),
            used => Assert.Contains(used, made));
    }

    private static string Without(params string[] names) =>
        AnyStack.And(string.Join('\n', names.Distinct().Select(name => $"infra:{name}: {{ enabled: false }}")));

    private static IEnumerable<string> SecretsIn(object value) => value switch
    {
        IReadOnlyDictionary<string, object> map => map.SelectMany(pair =>
            pair is { Key: "secretKeyRef", Value: IReadOnlyDictionary<string, object> reference } ? [(string)reference["name"]]
                : SecretsIn(pair.Value)),
        string => [],
        System.Collections.IEnumerable list => list.Cast<object>().SelectMany(SecretsIn),
        _ => [],
    };
}
