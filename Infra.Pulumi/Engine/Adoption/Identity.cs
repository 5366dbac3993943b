using Infra.Planning;

namespace Infra.Engine.Adoption;

/// <summary>The name of a resource independent of any program: equal for the same resource in a state and in a plan.</summary>
public sealed record Identity(string Kind, string Name, string? Namespace = null)
{
    private const string Record = "record";
    private const string Release = "release";

    /// <summary>The identity of a Terraform resource and the ID for `pulumi import`, or nulls for an unsupported type.</summary>
    public static (Identity? Identity, string? ImportId) Of(TerraformResource resource) => resource.Type switch
    {
        "cloudflare_record" or "cloudflare_dns_record" => (
            new($"{Record} {resource.Text("type")}", resource.Text("hostname") ?? resource.Text("name") ?? ""),
            $"{resource.Text("zone_id")}/{resource.Text("id")}"),
        "kubernetes_namespace" or "kubernetes_namespace_v1" => InCluster("Namespace", resource.Text("metadata", "name"), null),
        "kubernetes_secret" or "kubernetes_secret_v1" =>
            InCluster("Secret", resource.Text("metadata", "name"), resource.Text("metadata", "namespace")),
        "kubernetes_config_map" or "kubernetes_config_map_v1" =>
            InCluster("ConfigMap", resource.Text("metadata", "name"), resource.Text("metadata", "namespace")),
        "helm_release" => InCluster(Release, resource.Text("name"), resource.Text("namespace") ?? "default"),
        "kubernetes_manifest" or "kubectl_manifest" => InCluster(
            resource.Text("manifest", "kind") ?? resource.Text("kind"),
            resource.Text("manifest", "metadata", "name") ?? resource.Text("name"),
            resource.Text("manifest", "metadata", "namespace") ?? resource.Text("namespace")),
        _ => (null, null),
    };

    /// <summary>The identity of a planned resource, or null for a type that Terraform did not manage.</summary>
    public static Identity? Of(PlannedResource resource) => resource.Type switch
    {
        "cloudflare:index/dnsRecord:DnsRecord" =>
            new($"{Record} {Text(resource.Inputs, "type")}", Text(resource.Inputs, "name") ?? ""),
        "kubernetes:helm.sh/v3:Release" => new(Release, Text(resource.Inputs, "name") ?? "", Text(resource.Inputs, "namespace")),
        var type when type.StartsWith("kubernetes:", StringComparison.Ordinal)
            && Text(resource.Inputs, "metadata", "name") is { } name =>
            new(Text(resource.Inputs, "kind")
                ?? type[(type.LastIndexOf(':') + 1)..], name, Text(resource.Inputs, "metadata", "namespace")),
        _ => null,
    };

    public override string ToString() => $"{Kind} {(Namespace is null ? "" : $"{Namespace}/")}{Name}";

    private static (Identity?, string?) InCluster(string? kind, string? name, string? ns) => kind is null || name is null
        ? (null, null)
        : (new(kind, name, ns), ns is null ? name : $"{ns}/{name}");

    private static string? Text(object? value, params string[] path)
    {
        foreach (var name in path)
        {
            value = value is IEnumerable<KeyValuePair<string, object>> map
                ? map.FirstOrDefault(pair => pair.Key == name).Value : null;
        }

        return value as string;
    }
}
