using Infra.Planning;
using Pulumi;

namespace Infra.Tests;

/// <summary>Declares resources where no engine is, and tells what the engine would have been told.</summary>
internal sealed class FakeEngine
{
    private readonly IReadOnlyList<PlannedResource> _resources;

    private FakeEngine(IReadOnlyList<PlannedResource> resources) => _resources = resources;

    public static async Task<FakeEngine> Declare(Action declare) =>
        new((await Evaluation.RunAsync("infra", "any", options => new DeclaringStack(options, declare))).Resources);

    public IReadOnlyList<string> Names => [.. _resources.Where(resource => resource.Parent is not null).Select(resource => resource.Name)];

    public PlannedResource this[string name] => _resources.Last(resource => resource.Name == name);

    public IReadOnlyDictionary<string, object> InputsOf(string name) => this[name].Inputs;

    private sealed class DeclaringStack : Stack
    {
        public DeclaringStack(StackOptions options, Action declare)
            : base(options) => declare();
    }
}
