namespace Pulumi;

/// <summary>Ties a resource class to its type token, so that a reference to the resource can be read back.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class ResourceTypeAttribute(string type, string? version) : Attribute
{
    public string Type { get; } = type;

    public string? Version { get; } = version;
}
