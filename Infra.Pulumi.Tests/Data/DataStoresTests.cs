using Infra.Planning;
using Infra.Tests.Foundation;
using Infra.Tests.Settings;

namespace Infra.Tests.Data;

public sealed class DataStoresTests
{
    private const string Elsewhere = "external: { host: db.example.org, user: admin, password: { secure: v1:a } }";

    private static readonly string WithShop = AnyStack.And("""
        infra:postgres: { databases: [web-shop] }
        infra:redis: { users: [web-shop] }
        infra:clickhouse: { databases: [web-shop] }
        infra:arangodb: { enabled: true, databases: [web-shop] }
        """);

    private static readonly string AllElsewhere = AnyStack.And($$"""
        infra:postgres: { databases: [shop], {{Elsewhere}} }
        infra:redis: { users: [shop], {{Elsewhere}} }
        infra:clickhouse: { databases: [shop], {{Elsewhere}} }
        infra:arangodb: { enabled: true, databases: [shop], {{Elsewhere}} }
        infra:signoz: { enabled: false }
        """);

    [Theory]
    [InlineData("postgres", "Cluster")]
    [InlineData("clickhouse", "ClickHouseInstallation")]
    [InlineData("arangodb", "ArangoDeployment")]
    public async Task A_store_survives_mistakes(string name, string kind)
    {
        var store = (await AnyPlan.Of(WithShop)).Resources.Single(resource => resource.Name == name && resource.Type.EndsWith($":{kind}", StringComparison.Ordinal));

        Assert.True(store.Protect && store.RetainOnDelete);
    }

    [Fact]
    public async Task Postgres_archives_its_log_every_five_minutes()
    {
        var cluster = (await AnyPlan.Of(WithShop)).OfType("Cluster").Single(resource => resource.Name == "postgres");

        Assert.Equal("5min", cluster.At("spec", "postgresql", "parameters", "archive_timeout"));
        Assert.Contains("isWALArchiver", string.Join(",", ((IEnumerable<object>)cluster.At("spec", "plugins")!)
            .Cast<IReadOnlyDictionary<string, object>>().SelectMany(plugin => plugin.Keys)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_owns_its_database()
    {
        var plan = await AnyPlan.Of(WithShop);

        Assert.Equal(("web_shop", "web_shop"), (plan.The("web-shop-database").At("spec", "owner"), plan.The("web-shop-role").At("spec", "name")));
        Assert.Contains(plan.The("web-shop-role").Urn, plan.The("web-shop-database").DependsOn);
    }

    [Theory]
    [InlineData("web-shop-postgres")]
    [InlineData("web-shop-redis")]
    [InlineData("web-shop-clickhouse")]
    [InlineData("web-shop-arangodb")]
    public async Task A_consumer_s_password_is_its_own_and_secret(string name)
    {
        var plan = await AnyPlan.Of(WithShop);

        var password = (string)plan.The($"{name}-source").At("stringData", "password")!; // on its way to Vault
        Assert.True(Marker.IsSecret(password));
        Assert.Single(plan.OfType("Secret"), secret => secret.At("stringData", "password") is string other && other == password);
    }

    [Theory]
    [InlineData("web-shop-postgres", "web-shop-role")]
    [InlineData("platform-postgres-casdoor", "platform-postgres-casdoor-role")]
    [InlineData("vault-database-administrator", "vault-database-administrator-role")]
    [InlineData("backups-postgres-administrator", "backups-postgres-administrator-role")]
    public async Task A_changed_password_of_a_role_is_applied_at_once(string secret, string role)
    {
        var plan = await AnyPlan.Of(WithShop);

        Assert.Equal("true", plan.The(secret).At("spec", "target", "template", "metadata", "labels", "cnpg.io/reload"));
        Assert.Equal(secret, plan.The(role).At("spec", "passwordSecret", "name"));
    }

    [Theory]
    [InlineData("web-shop-role", null)]
    [InlineData("platform-postgres-casdoor-role", null)]
    [InlineData("vault-database-administrator-role", true)] // hands out membership in roles that applications own
    [InlineData("backups-postgres-administrator-role", true)] // sees every row, and gives databases back to their owners
    public async Task Only_who_must_is_a_superuser(string role, bool? isSuperuser) =>
        Assert.Equal(isSuperuser, (await AnyPlan.Of(WithShop)).The(role).At("spec", "superuser"));

    [Fact]
    public async Task A_secret_that_is_no_roles_has_no_such_label() =>
        Assert.Null((await AnyPlan.Of(WithShop)).The("web-shop-redis").At("spec", "target", "template", "metadata"));

    [Fact]
    public async Task Redis_knows_its_consumers_and_never_evicts()
    {
        var redis = (await AnyPlan.Of(WithShop)).OfType("Release").Single(release => release.Name == "redis");

        Assert.Equal(["default", "openpanel", "web-shop"],
            ((IReadOnlyDictionary<string, object>)redis.At("values", "auth", "aclUsers")!).Keys.Order(StringComparer.Ordinal));
        Assert.Contains("maxmemory-policy noeviction", (string)redis.At("values", "valkeyConfig")!, StringComparison.Ordinal);
        Assert.Equal("2Gi", redis.At("values", "dataStorage", "requestedSize"));
    }

    [Theory]
    [InlineData("[web-shop]", "web-shop-redis", "0")]
    [InlineData("[web-shop, api]", "web-shop-redis", "0")]
    [InlineData("[web-shop, api]", "api-redis", "1")]
    [InlineData("[]", "openpanel-redis", "15")]
    [InlineData("[web-shop, api]", "openpanel-redis", "15")]
    public async Task A_consumer_keeps_its_numbered_database_whoever_else_comes(string users, string secret, string database)
    {
        var plan = await AnyPlan.Of(AnyStack.And($"infra:redis: {{ users: {users} }}"));

        Assert.Equal(database, plan.The($"{secret}-source").At("stringData", "database"));
    }

    [Fact]
    public async Task A_store_elsewhere_leaves_nothing_of_it_in_the_cluster()
    {
        var plan = await AnyPlan.Of(AllElsewhere);

        Assert.DoesNotContain(plan.Resources, resource => resource.Name is "postgres" or "clickhouse" or "arangodb" or "redis" && !resource.IsComponent);
        Assert.DoesNotContain(plan.Services, service => service.Name is "clickhouse-operator" or "arango-operator");
        Assert.All(plan.Services.Where(service => service.Layer == "data"), service => Assert.Equal(0, service.Profile.Footprint.MemoryMiB));
    }

    [Theory]
    [InlineData("shop-database")]
    [InlineData("shop-clickhouse-database")]
    [InlineData("shop-arangodb-database")]
    public async Task A_store_elsewhere_gets_its_consumers_from_a_job(string job)
    {
        var pod = (await AnyPlan.Of(AllElsewhere)).The(job).At("spec", "template", "spec");

        Assert.Equal("Never", ((IReadOnlyDictionary<string, object>)pod!)["restartPolicy"]);
        Assert.DoesNotContain(Marker.Secret(""), pod.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("redis")]
    [InlineData("clickhouse")]
    public async Task Without_one_of_its_stores_openpanel_is_left_out_and_that_is_said(string store)
    {
        var plan = await AnyPlan.Of(AnyStack.And($"infra:{store}: {{ enabled: false }}"));

        Assert.DoesNotContain(plan.Services, service => service.Name == "openpanel" || service.Name == store);
        Assert.Contains(plan.Findings, finding => finding is { Rule: "unmet-requirements", Subject: "openpanel" });
    }
}
