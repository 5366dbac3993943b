namespace Pulumi;

/// <summary>Marks a class that an output's object is read into.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutputTypeAttribute : Attribute;
