using System.Text.Json.Serialization;

namespace Infra.Planning.Reviews;

/// <summary>The change of one resource, and why it is risky.</summary>
public sealed record ResourceChange(ChangeKind Kind, Risk Risk, string Type, string Name)
{
    /// <summary>The reason for its risk, such as "holds data" or "loses its protection".</summary>
    public string? Reason { get; init; }

    /// <summary>The changed properties; one that forces a replacement comes first.</summary>
    public IReadOnlyList<PropertyChange> Properties { get; init; } = [];

    [JsonIgnore]
    public string ShortType => Type[(Type.LastIndexOf(':') + 1)..];
}
