using Infra.Cli;

namespace Infra.Tests;

public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Stacks.Project.Folder, "README.md"));

    [Fact]
    public async Task The_plan_in_it_is_the_plan() =>
        Assert.True(DocsCommand.WithPlan(Readme, await Stacks.Plan("staging")) == Readme, "run `./infra docs`");

    [Fact]
    public void What_it_points_to_is_there()
    {
        var targets = System.Text.RegularExpressions.Regex.Matches(Readme, @"\]\((?!http)([^)#]+)\)").Select(match => match.Groups[1].Value);

        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(Stacks.Project.Folder, target)), target));
    }
}
