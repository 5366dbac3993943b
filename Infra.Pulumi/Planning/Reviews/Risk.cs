namespace Infra.Planning.Reviews;

/// <summary>The risk of a change, highest first.</summary>
public enum Risk
{
    /// <summary>A resource with data is replaced, deleted or loses its protection.</summary>
    Data,

    /// <summary>Public access changes: names, certificate hosts, firewalls, sign-in.</summary>
    Public,

    /// <summary>Anything else.</summary>
    Ordinary,
}

/// <summary>The kind of a change.</summary>
public enum ChangeKind
{
    Replace,
    Delete,
    Update,
    Create,
}
