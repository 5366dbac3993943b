namespace Infra.Engine.Checks;

/// <summary>The result of an environment check, with a remedy for anything but success.</summary>
public sealed record CheckResult(string Subject, CheckStatus Status, string Message, string? Remedy = null)
{
    public static CheckResult Ok(string subject, string message) => new(subject, CheckStatus.Ok, message);

    public static CheckResult Error(string subject, string message, string remedy) =>
        new(subject, CheckStatus.Error, message, remedy);

    /// <summary>Optional, or not checkable from here.</summary>
    public static CheckResult Note(string subject, string message, string remedy) =>
        new(subject, CheckStatus.Note, message, remedy);
}

/// <summary>The outcome of a check.</summary>
public enum CheckStatus
{
    Ok,
    Note,
    Error,
}
