using System.Collections.Concurrent;
using Infra.Planning;
using Infra.Tests.Settings;

namespace Infra.Tests.Foundation;

/// <summary>Plans of stacks that differ from any sound one in a line or two, each made once.</summary>
internal static class AnyPlan
{
    public const string TwoNodesMore = """
        - name: two
          address: 203.0.113.11
          addressV6: "2001:db8::11"
          hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGV4YW1wbGUgaG9zdCBrZXksIG5vdCBhIHJlYWwgb25l
          ROLE
          size: { cpu: 4, memory: 16Gi, disk: 160Gi }
        - name: three
          address: 203.0.113.12
          hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGV4YW1wbGUgaG9zdCBrZXksIG5vdCBhIHJlYWwgb25l
          ROLE
          size: { cpu: 4, memory: 16Gi, disk: 160Gi }
        """;

    private static readonly ConcurrentDictionary<string, Lazy<Task<Plan>>> Plans = [];

    public static Task<Plan> Single => Of(AnyStack.Text);

    public static Task<Plan> ThreeServers => Of(WithNodes("role: server"));

    public static Task<Plan> TwoAgents => Of(WithNodes("role: agent"));

    public static Task<Plan> Tunnelled => Of(WithEdge("mode: tunnel"));

    public static Task<Plan> Of(string yaml) => Plans.GetOrAdd(yaml, text => new(() => PlanAfresh(text))).Value;

    public static string WithEdge(string line) => AnyStack.With("    accountId:", $"    {line}\n    accountId:");

    public static string WithNodes(string role) => AnyStack.With(
        "    size: { cpu: 4, memory: 16Gi, disk: 160Gi }\n",
        "    size: { cpu: 4, memory: 16Gi, disk: 160Gi }\n"
            + $"    {TwoNodesMore.Replace("ROLE", role, StringComparison.Ordinal).ReplaceLineEndings("\n    ")}\n");

    public static PlannedResource The(this Plan plan, string name) => plan.Resources.Single(resource => resource.Name == name && !resource.IsComponent);

    public static IEnumerable<PlannedResource> OfType(this Plan plan, string type) =>
        plan.Resources.Where(resource => resource.Type.EndsWith($":{type}", StringComparison.Ordinal));

    /// <summary>An input some levels down: `spec.hard.requests` by its names.</summary>
    public static object? At(this PlannedResource resource, params string[] path) => path.Aggregate(
        (object?)resource.Inputs, (value, name) => (value as IReadOnlyDictionary<string, object>)?.GetValueOrDefault(name));

    private static async Task<Plan> PlanAfresh(string yaml) => (await Planner.PlanAsync([AnyStack.Read(yaml)]))[0];
}
