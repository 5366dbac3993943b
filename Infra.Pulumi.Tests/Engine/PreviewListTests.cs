using Infra.Engine;
using Infra.Planning;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;

namespace Infra.Tests.Engine;

public sealed class PreviewListTests
{
    private const string Redis = "urn:pulumi:dev::infra::infra:data:Redis::redis";

    [Fact]
    public void Deletions_are_first_and_few_changes_are_all_named()
    {
        var progress = Seen(("create", "a"), ("delete", "b"), ("same", "c"), ("replace", "d"));

        Assert.Equal(
            ["  to delete    b (any:of:Kind)", "  to replace   d (any:of:Kind)", "  to create    a (any:of:Kind)"],
            PreviewList.Lines(progress));
    }

    [Fact]
    public void Many_changes_are_counted_by_component()
    {
        var progress = Seen([
            ("delete", "b"),
            .. Enumerable.Range(0, 30).Select(number => ("create", $"x{number}")),
            .. Enumerable.Range(30, 20).Select(number => ("update", $"x{number}"))]);

        Assert.Equal(["  to delete    b (any:of:Kind)", "  redis (infra:data:Redis): 30 to create, 20 to update"],
            PreviewList.Lines(progress));
    }

    private static Progress Seen(params (string Operation, string Name)[] steps)
    {
        var progress = new Progress(steps.Select(step => new PlannedResource
        {
            Urn = Urn(step.Name),
            Type = "any:of:Kind",
            Name = step.Name,
            Parent = Redis,
            Inputs = new Dictionary<string, object>(),
        }));
        foreach (var (operation, name) in steps)
        {
            progress.OnEvent(new LocalSerializer().DeserializeJson<EngineEvent>(
                $$$"""{"sequence":1,"timestamp":1,"resOutputsEvent":{"metadata":{"op":"{{{operation}}}","urn":"{{{Urn(name)}}}","type":"t","provider":""},"status":0,"steps":0}}"""));
        }

        return progress;
    }

    private static string Urn(string name) => $"urn:pulumi:dev::infra::infra:data:Redis$any:of:Kind::{name}";
}
