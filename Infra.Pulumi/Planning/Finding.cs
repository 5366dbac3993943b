namespace Infra.Planning;

/// <summary>A problem in a plan, with its fix.</summary>
public sealed record Finding(string Rule, Severity Severity, string Subject, string Message, string Fix);

/// <summary>An error blocks `up`, a warning does not.</summary>
public enum Severity
{
    Error,
    Warning,
}
