using Infra.Bricks;
using Pulumi;

namespace Infra.Data;

/// <summary>The business data stores that a stack has, each ready for consumers.</summary>
public sealed class DataStores
{
    /// <param name="operators">What must run before a store of its kind can.</param>
    public DataStores(Ground ground, IReadOnlyList<Resource> operators, ObjectStoreAccess? archive, Action<PlatformService> add)
    {
        var settings = ground.Settings;
        var ready = ground.After(operators);
        Postgres = settings.Postgres.Enabled ? Added(new Postgres(ready, archive)) : null;
        Redis = settings.Redis.Enabled ? Added(new Redis(ground, settings.RedisConsumers)) : null;
        ClickHouse = settings.ClickHouse.Enabled ? Added(new ClickHouse(ready)) : null;
        ArangoDb = settings.ArangoDb.Enabled ? Added(new ArangoDb(ready)) : null;

        T Added<T>(T service)
            where T : PlatformService
        {
            add(service);
            return service;
        }
    }

    public Postgres? Postgres { get; }

    public Redis? Redis { get; }

    public ClickHouse? ClickHouse { get; }

    public ArangoDb? ArangoDb { get; }
}
