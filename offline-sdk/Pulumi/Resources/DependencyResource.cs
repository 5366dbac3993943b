namespace Pulumi;

/// <summary>A resource of which nothing but the URN is known.</summary>
internal sealed class DependencyResource : CustomResource
{
    internal DependencyResource(string urn)
        : base(string.Empty, string.Empty, args: null, options: null, dependency: true) =>
        Urn = new(OutputCell.Of(urn, resources: new(this)));
}
