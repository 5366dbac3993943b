namespace Infra.Planning.Reviews;

/// <summary>How much care a change asks for, the most first.</summary>
public enum Risk
{
    /// <summary>What holds data is replaced, deleted or loses its protection.</summary>
    Data,

    /// <summary>What the world reaches or what keeps it out: names, certificates' hosts, firewalls, the way in.</summary>
    Public,

    /// <summary>Anything else.</summary>
    Ordinary,
}

/// <summary>What a change does to a resource.</summary>
public enum ChangeKind
{
    Replace,
    Delete,
    Update,
    Create,
}
