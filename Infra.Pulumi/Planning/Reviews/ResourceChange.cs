using System.Text.Json.Serialization;

namespace Infra.Planning.Reviews;

/// <summary>What becomes of one resource, and why it asks for care.</summary>
public sealed record ResourceChange(ChangeKind Kind, Risk Risk, string Type, string Name)
{
    /// <summary>More than the kind tells: "holds data", "loses its protection".</summary>
    public string? Why { get; init; }

    /// <summary>What differs; what forces a replacement comes first.</summary>
    public IReadOnlyList<PropertyChange> Properties { get; init; } = [];

    [JsonIgnore]
    public string ShortType => Type[(Type.LastIndexOf(':') + 1)..];
}
