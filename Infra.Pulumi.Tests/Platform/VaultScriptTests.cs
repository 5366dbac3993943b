using Infra.Settings;
using Infra.Tests.Platform.Vaults;
using Infra.Tests.Settings;

namespace Infra.Tests.Platform;

/// <summary>Vault's scripts, run by bash against a model of Vault.</summary>
[Trait("Kind", "machine")] // needs no machine, but bash starts a few hundred processes
public sealed class VaultScriptTests
{
    private static readonly PlatformSettings Settings = AnyStack.Settings;

    [Fact]
    public async Task Setup_reaches_ready_from_nothing_and_revokes_the_root_token()
    {
        using var world = new VaultWorld();

        (await world.Setup(Settings)).Succeeded();

        Assert.StartsWith("sealed False, root token revoked, phase ready, phase unseal-keys\naudit/stdout file\nauth/kubernetes kubernetes\nmounts/kv kv\n",
            world.Result(), StringComparison.Ordinal);
        Assert.Equal(Infra.Platform.VaultPolicies.Policies(PlatformStack.ServicesOf(Settings)).Count, world.Vault.Written.Keys.Count(key => key.StartsWith("sys/policies/acl/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Ready_Vault_stays_unchanged_without_a_root_token()
    {
        using var world = new VaultWorld();
        (await world.Setup(Settings)).Succeeded();
        var before = world.Result();

        (await world.Setup(Settings)).Succeeded();

        Assert.Equal(before, world.Result());
        Assert.Equal(1, world.Vault.Initialisations);
    }

    [Fact]
    public async Task Sealed_Vault_is_unsealed_with_the_stored_keys()
    {
        using var world = new VaultWorld();
        (await world.Setup(Settings)).Succeeded();
        world.Vault.Restart(onEmptyStorage: false);

        (await world.Setup(Settings)).Succeeded();

        Assert.False(world.Vault.Sealed);
    }

    [Fact]
    public async Task Lost_answer_to_the_initialisation_is_recovered()
    {
        using var world = new VaultWorld();
        world.Vault.Answer("PUT", "sys/init", [], null, System.Text.Json.Nodes.JsonNode.Parse("""{"secret_shares":1}"""));
        world.Kubernetes.Keys["phase"] = "initialising";

        (await world.Setup(Settings)).Succeeded();

        Assert.Equal((2, 1, "key-2-0"), (world.Vault.Initialisations, world.Kubernetes.Restarts, world.Kubernetes.Keys["unseal-keys"]));
    }

    [Fact]
    public async Task Empty_Vault_with_the_keys_of_another_is_not_initialised()
    {
        using var world = new VaultWorld();
        world.Kubernetes.Keys["unseal-keys"] = "key-of-before";
        world.Kubernetes.Keys["phase"] = "ready";

        var refusal = (await world.Setup(Settings)).Error.TrimEnd().Split('\n')[^1];

        Assert.StartsWith("error: Vault is empty, but the secret vault-keys belongs to an earlier one. Restore the database", refusal, StringComparison.Ordinal);
        Assert.False(world.Vault.Initialized);
    }

    [Fact]
    public async Task Sealed_Vault_without_stored_keys_explains_the_unseal()
    {
        using var world = new VaultWorld();
        (await world.Setup(Settings, ("SEAL", "manual"))).Succeeded();
        world.Kubernetes.Keys.Remove("unseal-keys");
        world.Vault.Restart(onEmptyStorage: false);

        var refusal = (await world.Setup(Settings, ("SEAL", "manual"), ("THRESHOLD", "3"))).Error.TrimEnd().Split('\n')[^1];

        Assert.Equal("error: Vault is sealed and its keys are not in the cluster. Unseal it, 3 times with different keys: "
            + "kubectl -n platform exec -it vault-0 -c vault -- vault operator unseal", refusal);
    }

    [Fact]
    public async Task Self_unsealing_Vault_keeps_recovery_keys()
    {
        using var world = new VaultWorld(new() { UnsealsItself = true });

        (await world.Setup(Settings, ("SEAL", "aws-kms"))).Succeeded();

        Assert.Equal("key-1-0", world.Kubernetes.Keys["unseal-keys"]);
        Assert.StartsWith("sealed False, root token revoked, phase ready", world.Result(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outdated_pod_is_replaced_and_unsealed()
    {
        using var world = new VaultWorld();
        (await world.Setup(Settings)).Succeeded();
        world.Kubernetes.RevisionOfPod = "old";

        (await world.Setup(Settings)).Succeeded();

        Assert.Equal((1, false), (world.Kubernetes.Restarts, world.Vault.Sealed));
    }

    [Fact]
    public async Task Unwanted_entries_are_deleted_and_foreign_ones_stay()
    {
        using var world = new VaultWorld();
        (await world.Setup(Settings)).Succeeded();
        world.Vault.Written["sys/policies/acl/app-gone"] = world.Vault.Written["sys/policies/acl/theirs"] = "";

        (await world.Setup(Settings)).Succeeded();

        Assert.DoesNotContain("sys/policies/acl/app-gone", world.Vault.Written.Keys);
        Assert.Contains("sys/policies/acl/theirs", world.Vault.Written.Keys);
    }

    [Fact]
    public async Task Engine_of_another_type_is_not_changed()
    {
        using var world = new VaultWorld();
        (await world.Setup(Settings)).Succeeded();
        world.Vault.Mounts["mounts/kv"] = "transit";

        var refusal = (await world.Setup(Settings)).Error.TrimEnd().Split('\n')[^1];

        Assert.Equal("error: kv/ has the type transit, not kv; move it away, this program does not", refusal);
    }
}
