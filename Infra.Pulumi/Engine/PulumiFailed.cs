namespace Infra.Engine;

/// <summary>The pulumi executable ended with a code other than 0. <see cref="Remedies"/> makes a sentence of it.</summary>
public sealed class PulumiFailed(IReadOnlyList<string> arguments, int code, string output, string error)
    : Exception($"pulumi {string.Join(' ', arguments.TakeWhile(word => !word.StartsWith('-')))} ended with {code}")
{
    public int Code { get; } = code;

    public string Output { get; } = output;

    public string Error { get; } = error;
}
