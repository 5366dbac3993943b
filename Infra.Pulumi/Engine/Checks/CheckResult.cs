namespace Infra.Engine.Checks;

/// <summary>What a check of the surroundings found, and what to do where it is not well.</summary>
public sealed record CheckResult(string Subject, CheckVerdict Verdict, string Found, string? Remedy = null)
{
    public static CheckResult Fine(string subject, string found) => new(subject, CheckVerdict.Fine, found);

    public static CheckResult Wrong(string subject, string found, string remedy) => new(subject, CheckVerdict.Wrong, found, remedy);

    /// <summary>It can do without, or this stack can.</summary>
    public static CheckResult Mind(string subject, string found, string remedy) => new(subject, CheckVerdict.Mind, found, remedy);
}

/// <summary>How a check ended.</summary>
public enum CheckVerdict
{
    Fine,
    Mind,
    Wrong,
}
