namespace Infra.Bricks;

/// <summary>Who checks that a visitor may come in.</summary>
public enum SignIn
{
    /// <summary>The service itself.</summary>
    Native,

    /// <summary>The platform's sign-in gate in front of it.</summary>
    Gate,

    /// <summary>Nobody.</summary>
    Public,
}
