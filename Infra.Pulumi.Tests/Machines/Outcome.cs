namespace Infra.Tests.Machines;

/// <summary>How a command ended.</summary>
internal sealed record Outcome(int Code, string Output, string Error)
{
    public Outcome Succeeded()
    {
        Assert.True(Code == 0, $"exit code {Code}\n{Output}\n{Error}");
        return this;
    }

    /// <summary>The refusals, which are all that a script that refuses prints.</summary>
    public string Refused()
    {
        Assert.True(Code == 1 && Output.Length == 0, $"exit code {Code}\n{Output}\n{Error}");
        return Error.TrimEnd();
    }
}
