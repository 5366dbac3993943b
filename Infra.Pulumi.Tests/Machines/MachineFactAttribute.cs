namespace Infra.Tests.Machines;

/// <summary>A test that boots machines. Where that is impossible, it is skipped with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MachineFactAttribute : FactAttribute
{
    public MachineFactAttribute() => Skip = Lab.Missing;
}
