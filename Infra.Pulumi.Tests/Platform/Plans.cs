using Infra.Planning;
using Infra.Tests.Settings;

namespace Infra.Tests.Platform;

/// <summary>Plans of a stack with something else set.</summary>
internal static class Plans
{
    public const string Shop = """
        infra:apps:
          shop:
            image: ghcr.io/you/shop
            tag: 1.2.3
            hosts: [shop]
            publicBecause: customers come here
            env: { LOG: info }
            generatedSecrets: [SESSION_KEY]
            command: [node, server.js]
            envExample: "LOG=\nSESSION_KEY="
        """;

    public static async Task<Plan> With(params string[] settings) =>
        (await Planner.PlanAsync([AnyStack.Read(settings.Aggregate(AnyStack.Text, (text, more) => $"{text}\n  {more.ReplaceLineEndings("\n  ")}"))]))[0];

    public static IEnumerable<PlannedResource> Of(this Plan plan, string kind) =>
        plan.Resources.Where(resource => resource.Type.EndsWith($":{kind}", StringComparison.Ordinal));

    public static PlannedResource The(this Plan plan, string kind, string name) => Assert.Single(plan.Of(kind), resource => resource.Name == name);

    /// <summary>All text among the inputs.</summary>
    public static string Text(this PlannedResource resource) => string.Join('\n', Texts(resource.Inputs));

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        IReadOnlyDictionary<string, object> map => map.Values.SelectMany(Texts),
        IEnumerable<object> list => list.SelectMany(Texts),
        _ => [value?.ToString() ?? ""],
    };
}
