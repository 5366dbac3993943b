namespace Infra.Tests.Machines;

/// <summary>A test that boots machines. Where that cannot be, it is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MachineFactAttribute : FactAttribute
{
    public MachineFactAttribute() => Skip = Lab.Missing;
}
