namespace Pulumi.Automation.Exceptions;

public class MissingExpectedEventException : Exception
{
    internal MissingExpectedEventException(string name, string message)
        : base(message) => Name = name;

    public string Name { get; }
}

public sealed class NoSummaryEventException : MissingExpectedEventException
{
    internal NoSummaryEventException(string message)
        : base(nameof(NoSummaryEventException), message)
    {
    }
}
