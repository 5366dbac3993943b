namespace Infra.Planning;

/// <summary>Something in a plan that somebody should know, with what to do about it.</summary>
public sealed record Finding(string Rule, Severity Severity, string Subject, string Message, string Fix);

/// <summary>An error keeps the plan from being carried out, a warning does not.</summary>
public enum Severity
{
    Error,
    Warning,
}
