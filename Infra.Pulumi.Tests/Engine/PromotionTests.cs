using Infra.Engine;
using Infra.Tests.Cli;

namespace Infra.Tests.Engine;

public sealed class PromotionTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [Fact]
    public async Task A_promotion_is_a_file_that_reads_back_as_it_was_written()
    {
        using var folder = new AnyProject();
        var project = Infra.Settings.Project.Find(folder.Folder);
        var promotion = new Promotion("staging", Commit, Promotion.VersionsOf(await folder.PlanStaging()));

        promotion.Write(project, "prod");

        var read = Promotion.Read(project, "prod")!;
        Assert.Equal(("staging", Commit), (read.From, read.Commit));
        Assert.Equal(promotion.Versions, read.Versions);
    }

    [Fact]
    public async Task What_was_run_may_be_taken()
    {
        var plan = await Stacks.Plan("staging");

        Assert.Empty(new Promotion("staging", Commit, Promotion.VersionsOf(plan)).Untried(plan));
    }

    [Fact]
    public async Task What_was_not_run_is_named_with_both_versions()
    {
        var plan = await Stacks.Plan("staging");
        var versions = new Dictionary<string, string>(Promotion.VersionsOf(plan)) { ["k3s"] = "v1.0.0+k3s1" };
        versions.Remove("dashboard");

        var untried = new Promotion("staging", Commit, versions).Untried(plan).ToList();

        Assert.Equal(["dashboard 0.45.0 never ran in staging", "k3s is v1.36.4+k3s1, staging ran v1.0.0+k3s1"], untried);
    }
}
