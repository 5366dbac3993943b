using Infra.Cli;
using Infra.Settings;

namespace Infra.Tests;

public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Stacks.Project.Folder, "README.md"));

    [Fact]
    public async Task The_plan_in_it_is_the_plan() =>
        Assert.True(DocsCommand.WithPlan(Readme, await Stacks.Plan("staging")) == Readme, "run `./infra docs`");

    [Fact]
    public async Task Readme_without_a_place_for_the_plan_is_an_error()
    {
        var plan = await Stacks.Plan("staging");

        var error = Assert.Throws<UserError>(() => DocsCommand.WithPlan("# Title\n", plan));

        Assert.Equal("README.md has no place for the plan; add the lines <!-- plan --> and <!-- /plan -->", error.Message);
    }

    [Fact]
    public void What_it_points_to_is_there()
    {
        var targets = System.Text.RegularExpressions.Regex.Matches(Readme, @"\]\((?!http)([^)#]+)\)").Select(match => match.Groups[1].Value);

        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(Stacks.Project.Folder, target)), target));
    }
}
