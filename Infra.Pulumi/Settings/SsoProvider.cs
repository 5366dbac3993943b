namespace Infra.Settings;

/// <summary>The identity provider.</summary>
public enum SsoProvider
{
    None,
    Casdoor,
    Github,
}
