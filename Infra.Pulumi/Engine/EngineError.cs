namespace Infra.Engine;

/// <summary>A failed operation: the problem and its remedy. The command exits with 1.</summary>
public sealed class EngineError(string problem, string remedy)
    : Exception($"{problem}{(problem.Contains('\n', StringComparison.Ordinal) ? "\n" : "; ")}{remedy}");
