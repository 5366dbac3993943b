namespace Infra.Bricks;

/// <summary>Who uses a data store: under its name it gets a database and a user there, and in its namespace the credentials.</summary>
public sealed record Consumer(string Name, string Namespace)
{
    /// <summary>As databases spell it, which do not like dashes.</summary>
    public string Identifier => Name.Replace('-', '_');
}
