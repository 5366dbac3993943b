namespace Infra.Tests.Machines;

/// <summary>A theory that boots machines. Where that cannot be, it is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MachineTheoryAttribute : TheoryAttribute
{
    public MachineTheoryAttribute() => Skip = Lab.Missing;
}
