using Infra.Planning;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Tests.Foundation;

[Collection("TakesTurns")]
public sealed class AmazonProviderTests : IDisposable
{
    [Fact]
    public async Task Amazon_has_variables_of_its_own_which_no_plan_shows()
    {
        Set("AKIAEXAMPLE", "hush-hush-secret");

        var json = await PlanOfTest();

        Assert.Matches("\"accessKey\": \\{\\s+\"secret\": true", json);
        Assert.DoesNotMatch("hush-hush-secret|AKIAEXAMPLE", json);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("AKIAEXAMPLE", null)]
    public async Task Without_both_it_logs_in_with_the_common_ones(string? key, string? secret)
    {
        Set(key, secret);

        Assert.DoesNotContain("\"accessKey\"", await PlanOfTest(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_stack_says_goes_before_what_the_environment_says()
    {
        Set("AKIAEXAMPLE", "hush-hush-secret");
        var said = new Dictionary<string, string> { ["infra:amazon"] = "said" };

        Assert.Same(said, new StackConfig(said, new HashSet<string>()).WithAmazon((_, value) => value).Values);
    }

    public void Dispose() => Set(null, null);

    private static async Task<string> PlanOfTest() => PlanJson.Write(await Planner.PlanAsync([Stacks.Project.Stack("test")]));

    private static void Set(string? key, string? secret)
    {
        Environment.SetEnvironmentVariable(AmazonSettings.KeyVariable, key);
        Environment.SetEnvironmentVariable(AmazonSettings.SecretVariable, secret);
    }
}
