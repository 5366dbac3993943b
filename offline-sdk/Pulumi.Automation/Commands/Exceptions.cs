namespace Pulumi.Automation.Commands.Exceptions;

public class CommandException : Exception
{
    internal CommandException(CommandResult result)
        : base(result.ToString()) => Name = nameof(CommandException);

    public string Name { get; }

    internal static CommandException Of(CommandResult result) => result.StandardError switch
    {
        var error when error.Contains("no stack named", StringComparison.Ordinal) => new StackNotFoundException(result),
        var error when error.Contains("already exists", StringComparison.Ordinal) => new StackAlreadyExistsException(result),
        var error when error.Contains("[409] Conflict: Another update is currently in progress.", StringComparison.Ordinal)
            || error.Contains("the stack is currently locked by", StringComparison.Ordinal) => new ConcurrentUpdateException(result),
        _ => new CommandException(result),
    };
}

public sealed class ConcurrentUpdateException : CommandException
{
    internal ConcurrentUpdateException(CommandResult result)
        : base(result)
    {
    }
}

public class StackAlreadyExistsException : CommandException
{
    internal StackAlreadyExistsException(CommandResult result)
        : base(result)
    {
    }
}

public class StackNotFoundException : CommandException
{
    internal StackNotFoundException(CommandResult result)
        : base(result)
    {
    }
}
