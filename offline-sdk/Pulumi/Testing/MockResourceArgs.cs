using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>One resource as the mocks see it, inputs under their wire names.</summary>
public class MockResourceArgs
{
    public string? Type { get; set; }

    public string? Name { get; set; }

    public ImmutableDictionary<string, object> Inputs { get; set; } = null!;

    public string? Provider { get; set; }

    public string? Id { get; set; }
}
