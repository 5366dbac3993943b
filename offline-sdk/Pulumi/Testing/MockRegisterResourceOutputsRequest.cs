using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>What a component or the stack registered as its outputs.</summary>
public class MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
{
    public readonly string Urn = urn;

    public readonly ImmutableDictionary<string, Output<object?>> Outputs = outputs;
}
