namespace Infra.Tests.Machines;

/// <summary>The result of a command.</summary>
internal sealed record Outcome(int Code, string Output, string Error)
{
    public Outcome Succeeded()
    {
        Assert.True(Code == 0, $"exit code {Code}\n{Output}\n{Error}");
        return this;
    }

    /// <summary>The errors, which are the only output of a script that fails.</summary>
    public string Refused()
    {
        Assert.True(Code == 1 && Output.Length == 0, $"exit code {Code}\n{Output}\n{Error}");
        return Error.TrimEnd();
    }
}
