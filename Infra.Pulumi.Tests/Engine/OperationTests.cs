namespace Infra.Tests.Engine;

[Collection("TakesTurns")]
public sealed class OperationTests
{
    [Fact]
    public async Task Drift_is_told_by_resource_and_property_with_a_command_each_way()
    {
        using var recorded = Recorded.Session("drift");

        var (code, output, _) = await recorded.Run("drift dev");

        Assert.Equal(1, code);
        Assert.Equal(
            """
            apps (kubernetes:core/v1:Namespace) was changed
              metadata.labels.touched: nothing became by-hand
              metadata.labels["pod-security.kubernetes.io/enforce"]: baseline became nothing
              metadata.labels["pod-security.kubernetes.io/warn"]: baseline became nothing
              ./infra drift dev --revert apps   makes it again what the program says
              ./infra drift dev --adopt apps   records it as it is
            dashboard-ingress (kubernetes:networking.k8s.io/v1:Ingress) is gone
              ./infra drift dev --revert dashboard-ingress   makes it again what the program says
              ./infra drift dev --adopt dashboard-ingress   forgets it
            drift dev: 2 resources

            """, output);
    }

    [Theory]
    [InlineData("no-drift", "drift dev", "drift dev: none\n")]
    [InlineData("drift-adopt", "drift dev --adopt apps", "adopted in dev: apps; the next `up` changes it back unless the program says the same\n")]
    [InlineData("drift-revert", "drift dev --revert data", "reverted in dev: data\n")]
    [InlineData("refresh", "refresh dev", "refresh dev: 1 deleted, 25 unchanged in N s\n")]
    [InlineData("destroy", "destroy dev --yes", "destroy dev: 101 deleted in N s\n")]
    [InlineData("forget", "destroy dev --yes --forget", "destroy dev: nothing to do in N s\n")]
    [InlineData("cancel", "cancel dev --yes", "dev is free; where a run died, `./infra refresh dev` finds out what it made\n")]
    [InlineData("outputs", "outputs dev", "kubeconfig  [secret]\nurls.kapi  http://kapi.localhost\n")]
    [InlineData("outputs", "outputs dev kubeconfig", "[secret]\n")]
    public async Task An_operation_ends_in_a_line_that_says_what_it_came_to(string session, string line, string expected)
    {
        using var recorded = Recorded.Session(session);

        var (code, output, _) = await recorded.Run(line);

        Assert.Equal((0, recorded.Calls), (code, recorded.Played));
        Assert.EndsWith(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_output_is_printed_to_who_asks_for_it_by_name()
    {
        using var recorded = Recorded.Session("outputs");

        var (code, output, _) = await recorded.Run("outputs dev kubeconfig --show-secrets");

        Assert.Equal(0, code);
        Assert.StartsWith("env LC_ALL=C", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drift dev --adopt nothing", "drift", "`nothing` has not drifted; these have: apps, dashboard-ingress")]
    [InlineData("outputs dev kubeconfg", "outputs", "dev has no output `kubeconfg`; did you mean `kubeconfig`? there are kubeconfig, urls")]
    [InlineData("destroy dev", "destroy", "destroying dev cannot be asked about without a terminal; say --yes who means it")]
    [InlineData("cancel dev", "cancel", "taking the lock of dev away cannot be asked about without a terminal; say --yes who knows that no run is alive")]
    public async Task What_a_person_got_wrong_ends_with_2(string line, string session, string expected)
    {
        using var recorded = Recorded.Session(session);

        var (code, _, error) = await recorded.Run(line);

        Assert.Equal(2, code);
        Assert.EndsWith($"infra: {expected}\n", error, StringComparison.Ordinal);
    }
}
