namespace Infra.Files;

/// <summary>A mistake of the user, or something that is missing on their machine, with its remedy.</summary>
public sealed class UserError(string wrong, string remedy) : Exception(VisibleText.Of($"{wrong}; {remedy}"));
