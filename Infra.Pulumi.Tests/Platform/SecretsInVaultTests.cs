using Infra.Bricks;
using Infra.Planning;
using Infra.Planning.Rules;

namespace Infra.Tests.Platform;

public sealed class SecretsInVaultTests
{
    [Theory]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task Every_secret_is_in_Vault_or_says_why_not(string stack) =>
        Assert.Empty(SecretsInVault.Check(await Stacks.Plan(stack)));

    [Fact]
    public async Task A_secret_that_Vault_does_not_know_is_an_error()
    {
        var plan = await Stacks.Plan("staging");
        var stray = new PlannedResource
        {
            Urn = "urn:stray",
            Type = "kubernetes:core/v1:Secret",
            Name = "stray",
            Inputs = new Dictionary<string, object> { ["metadata"] = new Dictionary<string, object>() },
        };

        var finding = Assert.Single(SecretsInVault.Check(plan with { Resources = [.. plan.Resources, stray] }));

        Assert.Equal(("secrets-in-vault", "urn:stray"), (finding.Rule, finding.Subject));
    }

    [Fact]
    public async Task A_consumers_secret_is_read_from_the_path_that_its_namespace_may_read()
    {
        var plan = await Stacks.Plan("staging");

        var secret = plan.The("ExternalSecret", "kubero-secrets").Text();

        Assert.Contains("vault-kubero", secret, StringComparison.Ordinal);
        Assert.Contains("kubero/kubero-secrets", secret, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_store_that_a_secret_names_is_there()
    {
        var plan = await Plans.With(Plans.Shop);

        var stores = plan.Of("ClusterSecretStore").Select(store => (string)((IReadOnlyDictionary<string, object>)store.Inputs["metadata"])["name"]).ToHashSet();
        var named = plan.Of("ExternalSecret").Select(secret => (string)Deep(secret.Inputs, "spec", "secretStoreRef", "name"));

        Assert.Subset(stores, named.Append(SecretHome.Writer).ToHashSet());
    }

    [Fact]
    public async Task Without_Vault_secrets_are_Kubernetes_secrets_and_nothing_else()
    {
        var plan = await Plans.With("infra:vault: { enabled: false }");

        Assert.DoesNotContain(plan.Resources, resource => resource.Type.StartsWith("kubernetes:external-secrets.io/", StringComparison.Ordinal));
        Assert.Contains(plan.Of("Secret"), secret => secret.Name == "kubero-secrets");
    }

    private static object Deep(IReadOnlyDictionary<string, object> map, params string[] path) =>
        path.Aggregate((object)map, (below, key) => ((IReadOnlyDictionary<string, object>)below)[key]);
}
