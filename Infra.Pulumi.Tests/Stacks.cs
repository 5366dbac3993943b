using System.Collections.Concurrent;
using Infra.Planning;
using Infra.Settings;

namespace Infra.Tests;

/// <summary>The repository's own stacks, each planned once for all tests.</summary>
internal static class Stacks
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Plan>>> Plans = [];

    public static Project Project { get; } = Project.Find(AppContext.BaseDirectory);

    public static Task<Plan> Plan(string stack) => Plans.GetOrAdd(stack, name => new(() => PlanAfresh(name))).Value;

    private static async Task<Plan> PlanAfresh(string stack) => (await Planner.PlanAsync([Project.Stack(stack)]))[0];
}
