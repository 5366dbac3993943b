namespace Pulumi;

/// <summary>A configured provider, to be handed to the resources of its package.</summary>
public class ProviderResource : CustomResource
{
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base($"pulumi:providers:{package}", name, args, options, dependency: false) =>
        Package = package;

    public ProviderResource(
        string package,
        string name,
        ResourceArgs args,
        CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null)
        : this(package, name, args, options)
    {
    }

    internal string Package { get; }

    /// <summary>How a resource names its provider: <c>urn::id</c>, whether the id is known yet or not.</summary>
    internal async ValueTask<string> ReferenceAsync()
    {
        var (urn, id) = (Urn.Cell, Id.Cell);
        await urn;
        urn.ThrowIfFailed();
        await id;
        id.ThrowIfFailed();
        return $"{urn.Value}::{(id.IsKnown && id.Value is string { Length: > 0 } known ? known : WireNames.Unknown)}";
    }
}
