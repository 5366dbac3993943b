using Infra.Settings;

namespace Infra.Tests.Settings.Rules;

public sealed class RulesTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    public void Servers_must_be_one_or_three(int servers, bool isValid)
    {
        var error = Record.Exception(() => AnyStack.Load(WithServers(servers)));

        var problem = $"infra:nodes: names {servers} servers, but etcd needs an odd number for a quorum; "
            + "set `role: server` on 1 or 3 nodes";
        Assert.Equal(isValid ? null : problem, (error as SettingsException)?.Problems.Single().ToString());
    }

    [Theory]
    [InlineData(EnvironmentKind.Dev, null)]
    [InlineData(EnvironmentKind.Ci, null)]
    [InlineData(EnvironmentKind.Test, null)]
    [InlineData(EnvironmentKind.Staging, "retain")]
    [InlineData(EnvironmentKind.Prod, "retain")]
    public void Data_of_staging_and_prod_is_on_the_retain_class(EnvironmentKind environment, string? expected) =>
        Assert.Equal(expected, (AnyStack.Settings with { Environment = environment }).StorageClass);

    [Fact]
    public void Three_replicas_are_valid_on_three_nodes() =>
        Assert.NotNull(AnyStack.Load(
            $"{WithServers(3)}\n  infra:vault: {{ replicas: 3 }}\n  infra:postgres: {{ instances: 3 }}"));

    private static string WithServers(int servers)
    {
        var start = AnyStack.Text.IndexOf("    - name: one", StringComparison.Ordinal);
        var end = AnyStack.Text.IndexOf("  infra:edge", StringComparison.Ordinal);
        var node = AnyStack.Text[start..end];
        var nodes = Enumerable.Range(1, servers).Select(number => node
            .Replace("name: one", $"name: node-{number}", StringComparison.Ordinal)
            .Replace("203.0.113.10", $"203.0.113.{number}", StringComparison.Ordinal)
            .Replace("2001:db8::10", $"2001:db8::{number}", StringComparison.Ordinal));
        return AnyStack.Text[..start] + string.Concat(nodes) + AnyStack.Text[end..];
    }
}
