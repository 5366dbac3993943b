namespace Infra.Tests.Cluster;

/// <summary>How a command ended.</summary>
internal sealed record Outcome(int Code, string Output, string Error)
{
    public Outcome Succeeded()
    {
        Assert.True(Code == 0, $"exit code {Code}\n{Output}\n{Error}");
        return this;
    }

    /// <summary>The refusal, which is the last line a script writes.</summary>
    public string Refusal()
    {
        Assert.Equal(1, Code);
        return Error.TrimEnd().Split('\n')[^1];
    }
}
