using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests.Sdk;

/// <summary>Mocks that remember what they were asked, and answer a resource with its own inputs.</summary>
internal sealed class Recorder : IMocks
{
    private readonly ConcurrentQueue<MockResourceArgs> _resources = new();
    private readonly ConcurrentQueue<MockCallArgs> _calls = new();
    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, Output<object?>>> _outputs = new();

    public Func<MockResourceArgs, Task<(string? Id, object State)>> Answer { get; init; } =
        args => Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs));

    public Func<MockCallArgs, object> AnswerCall { get; init; } = args => args.Args;

    public IReadOnlyCollection<MockResourceArgs> Resources => _resources;

    public IReadOnlyCollection<MockCallArgs> Calls => _calls;

    public MockResourceArgs this[string name] => _resources.Last(args => args.Name == name);

    public ImmutableDictionary<string, Output<object?>> OutputsOf(string name) =>
        _outputs.Single(registered => registered.Key.EndsWith($"::{name}", StringComparison.Ordinal)).Value;

    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _resources.Enqueue(args);
        return await Answer(args);
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        _calls.Enqueue(args);
        return Task.FromResult(AnswerCall(args));
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        _outputs[args.Urn] = args.Outputs;
        return Task.CompletedTask;
    }
}
