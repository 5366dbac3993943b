using System.Reflection;

namespace Pulumi;

/// <summary>What a resource becomes that travelled as an input: its class if that is marked, else a URN.</summary>
internal static class ResourceReference
{
    internal static Resource To(Resource original, string urn)
    {
        var parts = urn.Split("::");
        var type = original.GetType();
        if (type.GetCustomAttribute<ResourceTypeAttribute>()?.Type != parts[2].Split('$')[^1])
        {
            return new DependencyResource(urn);
        }

        ResourceOptions options = original is CustomResource
            ? new CustomResourceOptions { Urn = urn }
            : new ComponentResourceOptions { Urn = urn };
        var constructor = type.GetConstructors().Single(candidate => candidate.GetParameters().Length == 3);
        return (Resource)constructor.Invoke([parts[3], null, options]);
    }
}
