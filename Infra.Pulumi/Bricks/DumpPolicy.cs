namespace Infra.Bricks;

/// <summary>Whether a store is dumped to the object store, and what proves that the dump is good.</summary>
public enum DumpPolicy
{
    /// <summary>Not dumped: it holds nothing, or its data comes back another way.</summary>
    None,

    /// <summary>Dumped every night.</summary>
    Nightly,

    /// <summary>Dumped every night, and restored in a drill every week.</summary>
    NightlyWithDrill,
}
