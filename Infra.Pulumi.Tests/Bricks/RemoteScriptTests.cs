using Infra.Bricks;
using Infra.Planning;
using Pulumi;

namespace Infra.Tests.Bricks;

public sealed class RemoteScriptTests
{
    private static readonly Machine AnyMachine = new()
    {
        Name = "one",
        Address = "203.0.113.10",
        HostKey = "ssh-ed25519 AAAA",
        PrivateKey = Output.CreateSecret(Marker.Secret("key")),
    };

    private static readonly RemoteScriptArgs AnyArgs = new()
    {
        Machine = AnyMachine,
        Script = "kubeconfig-read.sh",
        Parameters = new Dictionary<string, Input<string>> { ["KUBECONFIG_PATH"] = "/a path" },
    };

    [Fact]
    public async Task It_connects_only_to_the_host_that_it_knows()
    {
        var engine = await FakeEngine.Declare(() => _ = new RemoteScript("script", AnyArgs));

        var connection = (IReadOnlyDictionary<string, object>)engine.InputsOf("script-run")["connection"];
        Assert.Equal(("203.0.113.10", "ssh-ed25519 AAAA"), (connection["host"], connection["hostKey"]));
    }

    [Fact]
    public async Task Without_a_pinned_key_there_is_no_connecting()
    {
        var refusal = await Assert.ThrowsAsync<RunException>(() =>
            FakeEngine.Declare(() => _ = new RemoteScript("script", AnyArgs with { Machine = AnyMachine with { HostKey = null } })));

        Assert.Contains("one has no pinned host key", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_stands_in_the_plan_as_it_was_written()
    {
        var engine = await FakeEngine.Declare(() => _ = new RemoteScript("script", AnyArgs));

        var create = (string)engine.InputsOf("script-run")["create"];
        Assert.Contains(ScriptText.Read("kubeconfig-read.sh").TrimEnd(), create, StringComparison.Ordinal);
        Assert.Contains("KUBECONFIG_PATH='/a path'", create, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_travels_on_standard_input_alone()
    {
        var engine = await FakeEngine.Declare(() =>
            _ = new RemoteScript("script", AnyArgs with { Stdin = Output.CreateSecret(Marker.Secret("token")) }));

        Assert.True(Marker.IsSecret((string)engine.InputsOf("script-run")["stdin"]));
        Assert.False(Marker.IsSecret((string)engine.InputsOf("script-run")["create"]));
    }

    [Fact]
    public async Task What_it_prints_counts_as_a_secret()
    {
        var engine = await FakeEngine.Declare(() =>
            _ = new RemoteScript("second", AnyArgs with { Stdin = new RemoteScript("first", AnyArgs).Stdout }));

        Assert.True(Marker.IsSecret((string)engine.InputsOf("second-run")["stdin"]));
    }

    [Fact]
    public async Task Without_an_address_it_runs_here()
    {
        var engine = await FakeEngine.Declare(() => _ = new RemoteScript("script", AnyArgs with { Machine = Machine.Local("here") }));

        Assert.Equal("command:local:Command", engine["script-run"].Type);
    }

    [Fact]
    public async Task It_may_only_have_something_to_undo()
    {
        var engine = await FakeEngine.Declare(() =>
            _ = new RemoteScript("script", AnyArgs with { Script = null, DeleteScript = "kubeconfig-read.sh" }));

        Assert.DoesNotContain("create", engine.InputsOf("script-run").Keys);
        Assert.Contains("KUBECONFIG_PATH", (string)engine.InputsOf("script-run")["delete"], StringComparison.Ordinal);
    }
}
