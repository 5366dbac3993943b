namespace Infra.Engine;

/// <summary>An operation that did not end well: what happened, and what to do. The command ends with 1.</summary>
public sealed class EngineError(string wrong, string remedy)
    : Exception($"{wrong}{(wrong.Contains('\n', StringComparison.Ordinal) ? "\n" : "; ")}{remedy}");
