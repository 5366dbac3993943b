using Infra.Planning;

namespace Infra.Tests.Planning;

/// <summary>A plan in which every text from settings tries to inject markup.</summary>
internal static class HostilePlan
{
    public const string Text =
        "</code></details><script>alert(1)</script> `@eve` | \n\n# head\n[x](javascript:x) \" onload='x' &lt; fixes #1";

    public static async Task<Plan> Make()
    {
        var plan = await Stacks.Plan("staging");
        var stack = plan.Resources.Single(resource => resource.Parent is null);
        return plan with
        {
            Resources =
            [
                stack,
                new() { Urn = $"urn::{Text}", Type = $"a:b:{Text}", Name = Text, Parent = stack.Urn,
                    Inputs = new Dictionary<string, object> { [Text] = Text } },
            ],
            Services = [plan.Services[0] with { Name = Text, Hosts = [Text],
                Namespace = Text, Profile = plan.Services[0].Profile with { Backup = Text } }],
            Dns = [new(Text, "A", true)],
            Cost = new(Text, [new(Text, 1)]),
            Findings = [new(Text, Severity.Error, Text, Text, Text)],
        };
    }
}
