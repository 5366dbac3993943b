namespace Infra.Tests.Machines;

/// <summary>The collection of tests that boot machines: they wait for timers, and would starve each other.</summary>
[CollectionDefinition("machines")]
public sealed class MachinesTakeTurns;
