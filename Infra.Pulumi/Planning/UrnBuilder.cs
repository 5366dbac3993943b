using Pulumi;

namespace Infra.Planning;

/// <summary>
/// Builds the URNs of the engine, with the types of all parents below the stack. The SDK's mocks include only one.
/// </summary>
internal sealed class UrnBuilder(string stack, string project)
{
    private const string StackType = "pulumi:pulumi:Stack";

    private readonly Dictionary<Resource, string> _types = [];

    public string OfStack => $"{Prefix}{StackType}::{project}-{stack}";

    private string Prefix => $"urn:pulumi:{stack}::{project}::";

    /// <summary>Parents must be added before their children.</summary>
    public string Add(Resource resource, Resource? parent)
    {
        var type = resource.GetResourceType();
        _types[resource] = parent is not null && _types.TryGetValue(parent, out var above) ? $"{above}${type}" : type;
        return this[resource];
    }

    public string this[Resource resource] =>
        resource is Stack ? OfStack : $"{Prefix}{_types[resource]}::{resource.GetResourceName()}";
}
