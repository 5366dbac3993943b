namespace Infra.Engine;

/// <summary>The pulumi executable exited with a code other than 0. <see cref="Remedies"/> turns it into a message.</summary>
public sealed class PulumiException(IReadOnlyList<string> arguments, int code, string output, string error)
    : Exception($"pulumi {string.Join(' ', arguments.TakeWhile(word => !word.StartsWith('-')))} ended with {code}")
{
    public int Code { get; } = code;

    public string Output { get; } = output;

    public string Error { get; } = error;
}
