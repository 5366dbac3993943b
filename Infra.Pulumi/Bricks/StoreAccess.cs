using Infra.Settings;
using Pulumi;

namespace Infra.Bricks;

/// <summary>A data store as its consumers see it, wherever it runs.</summary>
public sealed record StoreAccess
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public bool Tls { get; init; }

    /// <summary>Who may make databases and users.</summary>
    public required string Administrator { get; init; }

    /// <summary>The administrator's password, in the namespace of the data stores.</summary>
    public required SecretKey Password { get; init; }

    /// <summary>Whom connections go to.</summary>
    public required Peer Peer { get; init; }

    /// <summary>What must be ready before anybody connects.</summary>
    public required IReadOnlyList<Resource> Ready { get; init; }

    public Flow Flow => new(Peer, Port);

    /// <summary>The variables by which PostgreSQL's own programs connect as the administrator.</summary>
    public PodEnvironment PostgresVariables => new()
    {
        Plain = new Dictionary<string, string>
        {
            ["PGHOST"] = Host,
            ["PGPORT"] = $"{Port}",
            ["PGSSLMODE"] = PostgresTls,
            ["PGUSER"] = Administrator,
        },
        Secret = new Dictionary<string, SecretKey> { ["PGPASSWORD"] = Password },
    };

    /// <summary>What PostgreSQL's clients call it.</summary>
    public string PostgresTls => Tls ? "require" : "prefer";

    /// <summary>A store elsewhere; `password` is where its administrator's password was put.</summary>
    public static StoreAccess Elsewhere(ExternalStoreSettings external, int usualPort, SecretKey password, Resource bundle) => new()
    {
        Host = external.Host.Text,
        Port = external.Port ?? usualPort,
        Tls = external.Tls,
        Administrator = external.User,
        Password = password,
        Peer = Peer.Anywhere,
        Ready = [bundle],
    };
}
