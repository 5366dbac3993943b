using Infra.Planning;
using Pulumi;

namespace Infra.Tests.Facets;

/// <summary>A planned resource with its options as declared, and the resources that it waits for by name.</summary>
internal sealed record FacetResource(PlannedResource Planned, ResourceOptions Options, IReadOnlyList<PlannedResource> WaitsFor)
{
    public string Name => Planned.Name;

    public string Kind => KindOf(Planned.Type);

    public string Namespace => Tree.Text(Inputs, "metadata", "namespace") ?? Tree.Text(Inputs, "namespace") ?? "";

    public IReadOnlyDictionary<string, object> Inputs => Planned.Inputs;

    public bool IsCustom => !Planned.IsComponent && !Planned.Type.StartsWith("pulumi:", StringComparison.Ordinal);

    public IEnumerable<string> SecretOutputs => (Options as CustomResourceOptions)?.AdditionalSecretOutputs ?? [];

    /// <summary>`Release` of `kubernetes:helm.sh/v3:Release`.</summary>
    public static string KindOf(string type) => type[(type.LastIndexOf(':') + 1)..];
}
