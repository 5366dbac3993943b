namespace Pulumi;

/// <summary>Names a parameter of an output constructor on the wire, where its C# name cannot.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OutputConstructorParameterAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
