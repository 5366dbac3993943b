using System.Text.RegularExpressions;

namespace Pulumi.Automation.Commands.Exceptions;

public class CommandException : Exception
{
    internal CommandException(CommandResult result)
        : this(nameof(CommandException), result)
    {
    }

    internal CommandException(string name, CommandResult result)
        : base(result.ToString()) => Name = name;

    public string Name { get; }

    internal static CommandException Of(CommandResult result) => result.StandardError switch
    {
        var error when Regex.IsMatch(error, "no stack named.*found") => new StackNotFoundException(result),
        var error when Regex.IsMatch(error, "stack.*already exists") => new StackAlreadyExistsException(result),
        var error when error.Contains("[409] Conflict: Another update is currently in progress.", StringComparison.Ordinal)
            || error.Contains("the stack is currently locked by", StringComparison.Ordinal) => new ConcurrentUpdateException(result),
        _ => new CommandException(result),
    };
}

public sealed class ConcurrentUpdateException : CommandException
{
    internal ConcurrentUpdateException(CommandResult result)
        : base(nameof(ConcurrentUpdateException), result)
    {
    }
}

public class StackAlreadyExistsException : CommandException
{
    internal StackAlreadyExistsException(CommandResult result)
        : base(nameof(StackAlreadyExistsException), result)
    {
    }
}

public class StackNotFoundException : CommandException
{
    internal StackNotFoundException(CommandResult result)
        : base(nameof(StackNotFoundException), result)
    {
    }
}
