using Infra.Settings;

namespace Infra.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void Profile_sets_the_keys_that_the_stack_does_not_set()
    {
        var settings = AnyStack.Settings;

        Assert.Equal(EdgeMode.Proxied, settings.Edge.Mode);
        Assert.Equal("staging", settings.Domain.Prefix!.Text);
    }

    [Fact]
    public void Stack_overrides_its_profile()
    {
        var settings = AnyStack.Load(AnyStack.With("internal: example.net", "internal: example.net\n    prefix: rehearsal"));

        Assert.Equal("rehearsal", settings.Domain.Prefix!.Text);
    }

    [Fact]
    public void Hosts_of_a_pull_request_contain_the_name_of_its_stack()
    {
        var start = AnyStack.Text.IndexOf("  infra:nodes", StringComparison.Ordinal);
        var nodes = AnyStack.Text[start..AnyStack.Text.IndexOf("  infra:edge", StringComparison.Ordinal)];
        var yaml = AnyStack.With("environment: staging", "environment: test").Replace(nodes, "", StringComparison.Ordinal);

        var settings = AnyStack.Load(yaml, "test-pr-7");

        Assert.Equal("home-test-pr-7.example.net", settings.Domain.HostName(HostZone.Internal, "home"));
    }

    [Fact]
    public void Problems_are_reported_together_and_sorted_by_key()
    {
        var yaml = AnyStack.With("email: ops@example.com", "email: ops")
            .Replace("cpu: 4", "cpu: 0", StringComparison.Ordinal)
            .Replace("base: example.com", "bsae: example.com", StringComparison.Ordinal);

        var problems = Assert.Throws<SettingsException>(() => AnyStack.Load(yaml)).Problems;

        Assert.Equal(
            ["infra:admin.email", "infra:domain.base", "infra:domain.bsae", "infra:nodes[0].size.cpu"],
            problems.Select(problem => problem.Key));
    }

    [Fact]
    public void Message_lists_each_problem_on_its_own_line()
    {
        var yaml = AnyStack.With("email: ops@example.com", "email: ops")
            .Replace("cpu: 4", "cpu: 0", StringComparison.Ordinal);

        var message = Assert.Throws<SettingsException>(() => AnyStack.Load(yaml)).Message;

        Assert.Equal("""
            stack staging has 2 invalid settings:
              infra:admin.email: cannot be `ops`; write a mail address such as ops@example.com
              infra:nodes[0].size.cpu: cannot be 0; write a whole number from 1 to 1024
            """, message);
    }

    [Fact]
    public void Encrypted_secret_is_accepted_and_never_printed()
    {
        var settings = AnyStack.Load(AnyStack.And("infra:ssh: { privateKey: { secure: \"v1:abc\" } }"));

        Assert.Equal("[secret]", settings.Ssh.PrivateKey!.ToString());
        Assert.DoesNotContain("secret of", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_other_namespaces_are_ignored() =>
        Assert.NotNull(AnyStack.Load(AnyStack.And("pulumi:disable-default-providers: [\"*\"]")));

    [Theory]
    [InlineData("dev")]
    [InlineData("ci")]
    [InlineData("test")]
    [InlineData("staging")]
    [InlineData("prod")]
    public void Stack_of_the_repository_has_valid_settings(string stack) =>
        Assert.NotNull(PlatformSettings.Load(stack, Stacks.Project.Stack(stack).ToConfig(key => key)));
}
