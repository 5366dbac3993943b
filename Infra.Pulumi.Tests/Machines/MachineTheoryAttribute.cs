namespace Infra.Tests.Machines;

/// <summary>A theory that boots machines. Where that is impossible, it is skipped with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MachineTheoryAttribute : TheoryAttribute
{
    public MachineTheoryAttribute() => Skip = Lab.Missing;
}
