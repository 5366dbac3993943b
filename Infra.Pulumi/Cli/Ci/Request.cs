using Infra.Engine;

namespace Infra.Cli.Ci;

/// <summary>
/// A request by comment: `/preview staging`, `/up test`, `/destroy test`. The comment must contain nothing else.
/// </summary>
internal sealed record Request(string Operation, string Target, string Stack)
{
    public const string Preview = "preview";
    public const string Up = "up";
    public const string Destroy = "destroy";

    private const string Test = "test";
    private const string Usage = "write only `/preview STACK` or `/up STACK` with test, staging or prod, or `/destroy test`";

    public bool IsForTest => Target == Test;

    /// <summary>
    /// The GitHub environment with its secrets and approvals. A preview only reads, and needs no approval for prod.
    /// </summary>
    public string Environment => Operation == Preview ? "preview" : Target;

    public override string ToString() => $"/{Operation} {Target}";

    /// <summary>The request, or the problem with it, or neither for an ordinary comment.</summary>
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
            [_, "staging" or "prod"] when operation == Destroy =>
                (null, $"a comment can only destroy a test environment; run `./infra destroy {words[1]}`"),
            [_, "staging" or "prod"] => (new(operation, words[1], words[1]), null),
            _ => (null, Usage),
        };
    }
}
