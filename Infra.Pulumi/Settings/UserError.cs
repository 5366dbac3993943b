namespace Infra.Settings;

/// <summary>Something that a person got wrong, or that the person's machine lacks: what it is, and what to do about it.</summary>
public sealed class UserError(string wrong, string remedy) : Exception($"{wrong}; {remedy}");
