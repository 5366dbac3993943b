namespace Pulumi.Automation.Commands;

public sealed class CommandResult(int code, string standardOutput, string standardError)
{
    public int Code { get; } = code;

    public string StandardOutput { get; } = standardOutput;

    public string StandardError { get; } = standardError;

    public override string ToString() => $"code: {Code}\nstdout: {StandardOutput}\nstderr: {StandardError}\n";
}
