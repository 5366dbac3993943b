namespace Infra.Mutation;

/// <summary>What became of a mutant, and by what: a test, or the compiler's error.</summary>
internal sealed record Verdict(Fate Fate, string By);

internal enum Fate
{
    Killed,
    Survived,

    /// <summary>It does not compile, which proves nothing: the entry is wrong.</summary>
    Broken,
}
