namespace Infra.Tests.Engine;

[Collection("TakesTurns")]
public sealed class OperationTests
{
    [Fact]
    public async Task Drift_is_listed_by_resource_and_property_with_both_commands()
    {
        using var recorded = Recorded.Session("drift");

        var (code, output, _) = await recorded.Run("drift dev");

        Assert.Equal(1, code);
        Assert.Equal(
            """
            apps (kubernetes:core/v1:Namespace) was changed
              metadata.labels.touched: nothing → by-hand
              metadata.labels["pod-security.kubernetes.io/enforce"]: baseline → nothing
              metadata.labels["pod-security.kubernetes.io/warn"]: baseline → nothing
              ./infra drift dev --revert apps   reverts it to the program
              ./infra drift dev --adopt apps   records its actual state
            dashboard-ingress (kubernetes:networking.k8s.io/v1:Ingress) was deleted
              ./infra drift dev --revert dashboard-ingress   reverts it to the program
              ./infra drift dev --adopt dashboard-ingress   removes it from the state
            drift dev: 2 resources

            """, output);
    }

    [Theory]
    [InlineData("no-drift", "drift dev", "drift dev: none\n")]
    [InlineData("drift-adopt", "drift dev --adopt apps",
        "adopted in dev: apps; the next `up` reverts it unless you change the program\n")]
    [InlineData("drift-revert", "drift dev --revert data", "reverted in dev: data\n")]
    [InlineData("refresh", "refresh dev", "refresh dev: 1 deleted, 25 unchanged in N s\n")]
    [InlineData("destroy", "destroy dev --yes", "destroy dev: 101 deleted in N s\n")]
    [InlineData("forget", "destroy dev --yes --forget", "destroy dev: nothing to do in N s\n")]
    [InlineData("cancel", "cancel dev --yes", "dev is unlocked; run `./infra refresh dev` to update its state\n")]
    [InlineData("outputs", "outputs dev", "kubeconfig  [secret]\nurls.kapi  http://kapi.localhost\n")]
    [InlineData("outputs", "outputs dev kubeconfig", "[secret]\n")]
    public async Task Operation_ends_with_a_summary_line(string session, string line, string expected)
    {
        using var recorded = Recorded.Session(session);

        var (code, output, _) = await recorded.Run(line);

        Assert.Equal((0, recorded.Calls), (code, recorded.Played));
        Assert.EndsWith(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_output_is_printed_with_show_secrets()
    {
        using var recorded = Recorded.Session("outputs");

        var (code, output, _) = await recorded.Run("outputs dev kubeconfig --show-secrets");

        Assert.Equal(0, code);
        Assert.StartsWith("env LC_ALL=C", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drift dev --adopt nothing", "drift", "`nothing` has not drifted; name one of apps, dashboard-ingress")]
    [InlineData("outputs dev kubeconfg", "outputs",
        "dev has no output `kubeconfg`; did you mean `kubeconfig`? the outputs are kubeconfig, urls")]
    [InlineData("destroy dev", "destroy", "destroying dev needs confirmation, but there is no terminal; pass --yes to confirm")]
    [InlineData("cancel dev", "cancel",
        "removing the lock of dev needs confirmation, but there is no terminal; make sure that no run is alive, then pass --yes")]
    public async Task Usage_error_exits_with_2(string line, string session, string expected)
    {
        using var recorded = Recorded.Session(session);

        var (code, _, error) = await recorded.Run(line);

        Assert.Equal(2, code);
        Assert.EndsWith($"infra: {expected}\n", error, StringComparison.Ordinal);
    }
}
