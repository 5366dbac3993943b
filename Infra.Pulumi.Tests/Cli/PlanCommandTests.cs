using System.Text.Json;

namespace Infra.Tests.Cli;

public sealed class PlanCommandTests
{
    [Fact]
    public async Task One_plan_is_an_object_and_several_are_a_list()
    {
        using var project = new AnyProject();
        project.Write("Pulumi.prod.yaml", Infra.Tests.Settings.AnyStack.With("environment: staging", "environment: prod"));

        var one = JsonDocument.Parse((await project.Run("plan", "staging", "--format", "json")).Out);
        var all = JsonDocument.Parse((await project.Run("plan", "--all", "--format", "json")).Out);

        Assert.Equal("staging", one.RootElement.GetProperty("stack").GetString());
        Assert.Equal(["staging", "prod"], all.RootElement.EnumerateArray().Select(plan => plan.GetProperty("stack").GetString()));
    }

    [Fact]
    public async Task Two_stacks_with_the_same_host_exit_with_1()
    {
        using var project = new AnyProject();
        project.Write("Pulumi.other.yaml", Infra.Tests.Settings.AnyStack.Text);

        var (code, output, _) = await project.Run("plan", "--all");

        Assert.Equal(1, code);
        Assert.Contains("staging-kapi.example.net also belongs to other; give the stacks different prefixes", output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stack_of_a_pull_request_is_planned_from_the_template()
    {
        using var project = new AnyProject();
        project.Write("stacks/Pulumi.test.yaml", File.ReadAllText(Stacks.Project.Stack("test").Path));

        var (code, output, _) = await project.Run("plan", "test-pr-12");

        Assert.Equal(0, code);
        Assert.Contains("not proxied: k3s-test-pr-12", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_file_equals_the_terminal_output()
    {
        using var project = new AnyProject();

        var (code, output, _) = await project.Run("plan", "staging", "--output", "plan.txt");

        Assert.Equal((0, ""), (code, output));
        Assert.Equal((await project.Run("plan", "staging")).Out, File.ReadAllText(Path.Combine(project.Folder, "plan.txt")));
    }

    [Fact]
    public async Task Help_lists_commands()
    {
        using var project = new AnyProject();

        var (code, output, _) = await project.Run();

        Assert.Equal(0, code);
        Assert.Contains("plan <stack>", output, StringComparison.Ordinal);
    }
}
