using Pulumi;

namespace Infra.Planning;

/// <summary>
/// The URNs that the engine would give: with the types of all parents below the stack, where the SDK's mocks know only one.
/// </summary>
internal sealed class Urns(string stack, string project)
{
    private const string StackType = "pulumi:pulumi:Stack";

    private readonly Dictionary<Resource, string> _types = [];

    public string OfStack => $"{Prefix}{StackType}::{project}-{stack}";

    private string Prefix => $"urn:pulumi:{stack}::{project}::";

    /// <summary>Parents come before their children.</summary>
    public string Add(Resource resource, Resource? parent)
    {
        var type = resource.GetResourceType();
        _types[resource] = parent is not null && _types.TryGetValue(parent, out var above) ? $"{above}${type}" : type;
        return this[resource];
    }

    public string this[Resource resource] =>
        resource is Stack ? OfStack : $"{Prefix}{_types[resource]}::{resource.GetResourceName()}";
}
