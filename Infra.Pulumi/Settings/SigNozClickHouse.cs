namespace Infra.Settings;

/// <summary>Where SigNoz keeps its data.</summary>
public enum SigNozClickHouse
{
    Own,
    Shared,
}
