using Infra.Cli;
using Infra.Engine;
using Infra.Planning;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;

namespace Infra.Tests.Engine;

public sealed class ProgressTreeTests
{
    private const string Stack = "urn:pulumi:dev::infra::pulumi:pulumi:Stack::infra-dev";
    private const string Data = "urn:pulumi:dev::infra::infra:data:Redis::redis";
    private const string Release = "urn:pulumi:dev::infra::infra:data:Redis$kubernetes:helm.sh/v3:Release::redis-server";
    private const string Gate = "urn:pulumi:dev::infra::infra:platform:Gate::gate";
    private const string Proxy = "urn:pulumi:dev::infra::infra:platform:Gate$kubernetes:helm.sh/v3:Release::proxy";

    [Fact]
    public void Tree_shows_running_and_waiting_steps()
    {
        var progress = Planned();

        progress.OnEvent(Event("resourcePreEvent", Data, "create"));
        progress.OnEvent(Event("resourcePreEvent", Release, "create"));

        Assert.Equal(
            """
            up dev 0s  0 done, 2 running, 2 waiting
            ├── ● redis Redis 0 of 2
            │   └── ● redis-server Release creating 0s
            └── ○ gate Gate  waits for redis

            """, Draw(progress));
    }

    [Fact]
    public void Failed_groups_are_first_and_finished_ones_last()
    {
        var progress = Planned();

        progress.OnEvent(Event("resOutputsEvent", Data, "create"));
        progress.OnEvent(Event("resOutputsEvent", Release, "create"));
        progress.OnEvent(Event("resOpFailedEvent", Proxy, "create"));

        Assert.Equal(
            """
            up dev 0s  2 done, 0 running, 1 waiting, 1 failed
            ├── ● gate Gate 0 of 2
            │   └── ✗ proxy Release failed
            └── ✓ redis Redis 2 resources

            """, Draw(progress));
    }

    [Fact]
    public void Tree_shows_the_activity_before_the_first_resource()
    {
        var progress = Planned();

        progress.OnEvent(new LocalSerializer().DeserializeJson<EngineEvent>(
            """{"sequence":0,"timestamp":1,"diagnosticEvent":{"message":"running 'dotnet build'\n","color":"never","severity":"info","ephemeral":true}}"""));

        Assert.Equal("up dev 0s  building the program\n", Draw(progress).Split('\n')[0] + "\n");
    }

    [Fact]
    public void Started_group_keeps_its_place_while_it_waits()
    {
        var progress = Planned();

        progress.OnEvent(Event("resOutputsEvent", Gate, "create"));

        Assert.Equal(
            """
            up dev 0s  1 done, 0 running, 3 waiting
            ├── ● gate Gate 1 of 2  waits for redis
            └── ○ redis Redis

            """, Draw(progress));
    }

    [Theory]
    [InlineData(3, "├── ● 1 running\n└── ○ 1 waiting\n")]
    [InlineData(5, "├── ● redis Redis 0 of 2\n│   └── ● redis-server Release creating 0s\n└── ○ gate Gate  waits for redis\n")]
    public void Steps_that_do_not_fit_are_counted(int rows, string expected)
    {
        var progress = Planned();
        progress.OnEvent(Event("resourcePreEvent", Release, "create"));

        Assert.EndsWith(expected, Draw(progress, rows), StringComparison.Ordinal);
    }

    [Fact]
    public void First_of_many_running_steps_are_named()
    {
        string[] urns = [.. Enumerable.Range(0, 9).Select(number => $"{Release}{number}")];
        var progress = new Progress([Any(Data, Stack), .. urns.Select(urn => Any(urn, Data))]);
        urns.ToList().ForEach(urn => progress.OnEvent(Event("resourcePreEvent", urn, "create")));

        Assert.EndsWith("s\n└── ● redis Redis 0 of 10\n    ├── ● redis-server0 Release creating 0s\n    └── 8 more\n",
            $"s\n{Draw(progress, 5).Split('\n', 2)[1]}", StringComparison.Ordinal);
    }

    private static Progress Planned() => new(
    [
        Any(Data, Stack), Any(Release, Data), Any(Gate, Stack), Any(Proxy, Gate) with { DependsOn = [Release] },
    ]);

    private static PlannedResource Any(string urn, string parent) =>
        new() { Urn = urn, Type = "any", Name = "any", Parent = parent, Inputs = new Dictionary<string, object>() };

    private static EngineEvent Event(string kind, string urn, string operation) =>
        new LocalSerializer().DeserializeJson<EngineEvent>(
        $$$"""{"sequence":1,"timestamp":1,"{{{kind}}}":{"metadata":{"op":"{{{operation}}}","urn":"{{{urn}}}","type":"t","provider":""},"status":0,"steps":0}}""");

    private static string Draw(Progress progress, int rows = 30)
    {
        var text = new StringWriter();
        Shell.PlainConsole(text).Write(ProgressTree.Draw("up dev", progress, rows));
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }
}
