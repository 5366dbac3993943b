using Infra.Settings;
using Infra.Tests.Platform.Vaults;
using Infra.Tests.Settings;

namespace Infra.Tests.Platform;

/// <summary>A ready Vault is kept unsealed and gets databases and people, with only the rights of the setup.</summary>
[Trait("Kind", "machine")] // needs no machine, but bash starts a few hundred processes
public sealed class VaultLaterTests
{
    private static readonly PlatformSettings Settings = AnyStack.Settings;

    [Fact]
    public async Task Keeper_unseals_with_the_mounted_key()
    {
        using var world = await Ready();
        world.Vault.Restart(onEmptyStorage: false);
        world.Put("keys/unseal-keys", world.Kubernetes.Keys["unseal-keys"]);

        (await Keep(world)).Succeeded();

        Assert.False(world.Vault.Sealed);
    }

    [Fact]
    public async Task Keeper_without_a_key_does_not_unseal()
    {
        using var world = await Ready();
        world.Vault.Restart(onEmptyStorage: false);

        (await Keep(world)).Succeeded();

        Assert.True(world.Vault.Sealed);
    }

    [Fact]
    public async Task Database_is_configured_with_a_role_per_application()
    {
        using var world = await Ready();
        world.Put("databases/shop.json", """{"default_ttl":"1h"}""");
        world.Put("password", "hush");

        (await world.Run("bash $HERE/vault-database.sh", ("ROLES", world.PathOf("databases")), ("ADMIN_PASSWORD", world.PathOf("password")),
            ("ADMIN_USER", "vault"), ("DATABASE", "postgres"), ("DATABASE_URL", "postgresql://somewhere"))).Succeeded();

        Assert.Equal("hush", (string)world.Vault.Written["database/config/postgres"]["password"]!);
        Assert.Equal("""{"default_ttl":"1h","db_name":"postgres"}""", world.Vault.Written["database/roles/shop"].ToJsonString());
    }

    [Fact]
    public async Task Only_listed_addresses_can_sign_in()
    {
        using var world = await Ready();
        world.Put("secret", "hush");

        (await world.Run("bash $HERE/vault-oidc.sh", ("DISCOVERY_URL", world.Url), ("CLIENT_ID", "vault-client"), ("CLIENT_SECRET", world.PathOf("secret")),
            ("CALLBACKS", """["https://secrets.example.net/x"]"""), ("ADMINS", """["ops@example.com"]"""), ("TRUST", "world"))).Succeeded();

        Assert.Equal("hush", (string)world.Vault.Written["auth/oidc/config"]["oidc_client_secret"]!);
        Assert.Equal("""{"email":["ops@example.com"]}""", world.Vault.Written["auth/oidc/role/people"]["bound_claims"]!.ToJsonString());
    }

    [Theory]
    [InlineData("lost", true)]
    [InlineData("initialising", false)]
    [InlineData("ready", false)]
    public async Task Tables_are_emptied_only_after_a_lost_initialisation(string phase, bool expected)
    {
        using var world = new VaultWorld();
        world.Put("phase", phase);
        world.Put("psql", "#!/bin/sh\necho \"$@\"\ncat\n");

        var outcome = (await world.Run("chmod +x $HERE/psql && PATH=$HERE:$PATH bash $HERE/vault-storage.sh </dev/null", ("KEYS_FOLDER", world.PathOf(".")))).Succeeded();

        Assert.Contains("CREATE TABLE IF NOT EXISTS vault_kv_store", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(expected, outcome.Output.Contains("TRUNCATE vault_kv_store, vault_ha_locks", StringComparison.Ordinal));
    }

    private static async Task<VaultWorld> Ready()
    {
        var world = new VaultWorld();
        (await world.Setup(Settings)).Succeeded();
        return world;
    }

    private static Task<Machines.Outcome> Keep(VaultWorld world) => world.Run("bash $HERE/vault-keep.sh",
        ("ROUNDS", "1"), ("CERTIFICATE", world.PathOf("ca.crt")), ("KEYS_FOLDER", world.PathOf("keys")));
}
