using Infra.Engine;

namespace Infra.Cli.Ci;

/// <summary>What a comment asks for: `/preview staging`, `/up test`, `/destroy test`. It must say that and nothing else.</summary>
internal sealed record Request(string Operation, string Target, string Stack)
{
    public const string Preview = "preview";
    public const string Up = "up";
    public const string Destroy = "destroy";

    private const string Test = "test";
    private const string Usage = "say `/preview STACK` or `/up STACK` with test, staging or prod, or `/destroy test`, and nothing else";

    public bool IsForTest => Target == Test;

    /// <summary>The GitHub environment whose secrets and approvals it runs with. A preview only reads, and prod's approval is not for that.</summary>
    public string Environment => Operation == Preview ? "preview" : Target;

    public override string ToString() => $"/{Operation} {Target}";

    /// <summary>The request; what is wrong with it; or neither, where the comment is just a comment.</summary>
    public static (Request? Request, string? Wrong) Read(string comment, int pullRequest)
    {
        var words = comment.Trim().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words is not [['/', .. var operation], ..] || operation is not (Preview or Up or Destroy))
        {
            return (null, null);
        }

        return words switch
        {
            { Length: not 2 } => (null, Usage),
            [_, Test] => (new(operation, Test, TestEnvironment.NameOf(pullRequest)), null),
            [_, "staging" or "prod"] when operation == Destroy => (null, $"only a test environment is destroyed by a comment; `./infra destroy {words[1]}` asks you"),
            [_, "staging" or "prod"] => (new(operation, words[1], words[1]), null),
            _ => (null, Usage),
        };
    }
}
