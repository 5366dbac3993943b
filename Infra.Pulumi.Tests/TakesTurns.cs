namespace Infra.Tests;

/// <summary>The collection of tests that change something of the whole process.</summary>
[CollectionDefinition("TakesTurns", DisableParallelization = true)]
public sealed class TakesTurns;
