namespace Infra.Settings;

/// <summary>Who knows the people who may come in.</summary>
public enum SsoProvider
{
    None,
    Casdoor,
    Github,
}
