namespace Infra.Settings;

/// <summary>The five environments; each has a profile of its name in Settings/Profiles.</summary>
public enum EnvironmentKind
{
    Dev,
    Ci,
    Test,
    Staging,
    Prod,
}
