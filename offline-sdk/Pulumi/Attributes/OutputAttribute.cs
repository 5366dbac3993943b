namespace Pulumi;

/// <summary>Marks a property of a resource as an output; without a name it goes by the property's own.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}
