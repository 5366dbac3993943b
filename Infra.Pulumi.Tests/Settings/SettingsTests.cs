using Infra.Settings;

namespace Infra.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void A_profile_sets_what_the_stack_does_not()
    {
        var settings = AnyStack.Settings;

        Assert.Equal(EdgeMode.Proxied, settings.Edge.Mode);
        Assert.Equal("staging", settings.Domain.Prefix!.Text);
    }

    [Fact]
    public void A_stack_overrides_its_profile()
    {
        var settings = AnyStack.Load(AnyStack.With("internal: example.net", "internal: example.net\n    prefix: rehearsal"));

        Assert.Equal("rehearsal", settings.Domain.Prefix!.Text);
    }

    [Fact]
    public void A_pull_requests_stack_has_its_own_name_in_its_hosts()
    {
        var yaml = AnyStack.With("environment: staging", "environment: test")
            .Replace(AnyStack.Text[AnyStack.Text.IndexOf("  infra:nodes", StringComparison.Ordinal)..AnyStack.Text.IndexOf("  infra:edge", StringComparison.Ordinal)], "", StringComparison.Ordinal);

        var settings = AnyStack.Load(yaml, "test-pr-7");

        Assert.Equal("home-test-pr-7.example.net", settings.Domain.HostName(HostZone.Internal, "home"));
    }

    [Fact]
    public void All_problems_come_at_once_and_sorted_by_key()
    {
        var yaml = AnyStack.With("email: ops@example.com", "email: ops").Replace("cpu: 4", "cpu: 0", StringComparison.Ordinal)
            .Replace("base: example.com", "bsae: example.com", StringComparison.Ordinal);

        var problems = Assert.Throws<SettingsException>(() => AnyStack.Load(yaml)).Problems;

        Assert.Equal(["infra:admin.email", "infra:domain.base", "infra:domain.bsae", "infra:nodes[0].size.cpu"], problems.Select(p => p.Key));
    }

    [Fact]
    public void The_message_lists_every_problem_on_a_line_of_its_own()
    {
        var yaml = AnyStack.With("email: ops@example.com", "email: ops").Replace("cpu: 4", "cpu: 0", StringComparison.Ordinal);

        var message = Assert.Throws<SettingsException>(() => AnyStack.Load(yaml)).Message;

        Assert.Equal("""
            stack staging has 2 settings to mend:
              infra:admin.email: cannot be `ops`; write a mail address such as ops@example.com
              infra:nodes[0].size.cpu: cannot be 0; write the number of virtual processors, at least 1
            """, message);
    }

    [Fact]
    public void An_encrypted_secret_is_accepted_and_never_printed()
    {
        var settings = AnyStack.Load(AnyStack.And("infra:ssh: { privateKey: { secure: \"v1:abc\" } }"));

        Assert.Equal("[secret]", settings.Ssh.PrivateKey!.ToString());
        Assert.DoesNotContain("secret of", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_other_namespaces_are_left_alone() =>
        Assert.NotNull(AnyStack.Load(AnyStack.And("pulumi:disable-default-providers: [\"*\"]")));

    [Theory]
    [InlineData("dev")]
    [InlineData("ci")]
    [InlineData("test")]
    [InlineData("staging")]
    [InlineData("prod")]
    public void Every_stack_of_the_repository_has_sound_settings(string stack) =>
        Assert.NotNull(PlatformSettings.Load(stack, Stacks.Project.Stack(stack).ToConfig(key => key)));
}
