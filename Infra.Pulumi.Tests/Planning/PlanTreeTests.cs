using Infra.Cli;
using Infra.Planning;

namespace Infra.Tests.Planning;

public sealed class PlanTreeTests
{
    [Fact]
    public async Task Project_name_with_brackets_is_escaped()
    {
        var text = new StringWriter();

        PlanTree.Write(Shell.PlainConsole(text), await Stacks.Plan("staging") with { Project = "in[fra]" });

        Assert.StartsWith("in[fra]-staging ", text.ToString(), StringComparison.Ordinal);
    }
}
