using Infra.Engine;
using Infra.Tests.Cli;

namespace Infra.Tests.Engine;

[Collection("TakesTurns")]
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
    public void A_promotion_that_somebody_spoilt_allows_nothing()
    {
        using var folder = new AnyProject();
        folder.Write("stacks/promoted.prod.yaml", $"from: staging\ncommit: \"{Commit}\"\nversions: all\n");

        Assert.Empty(Promotion.Read(Infra.Settings.Project.Find(folder.Folder), "prod")!.Versions);
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

    [Fact]
    public async Task A_prod_that_nothing_was_promoted_to_is_refused_where_there_is_a_staging()
    {
        using var repository = AnyRepository.With("first-up");

        var (code, _, error) = await repository.Run("up prod");

        Assert.Equal((1, "infra: prod takes only what staging ran, and nothing was promoted yet; `./infra promote staging prod` after "
            + "`./infra up staging` does that; --unpromoted goes ahead all the same\n"), (code, error));
    }

    [Fact]
    public async Task A_prod_without_a_staging_waits_for_nobody()
    {
        using var repository = AnyRepository.With("first-up");
        File.Delete(Path.Combine(repository.Folder, "Pulumi.staging.yaml"));

        Assert.Null(await Promotion.RefusalAsync(repository.Project, await repository.Plan("prod")));
    }

    [Fact]
    public async Task What_staging_ran_is_promoted_in_one_commit_and_prod_may_take_it()
    {
        using var repository = AnyRepository.With("promote");
        var commit = repository.Git("rev-parse HEAD");

        var (code, output, _) = await repository.Run("promote staging prod");

        Assert.Equal((0, $"prod may take {commit[..7]}, which staging ran; next: git push, then ./infra up prod\n"), (code, output));
        Assert.Equal($"promote: staging {commit[..7]} to prod", repository.Git("log -1 --format=%s"));
        Assert.Equal("stacks/promoted.prod.yaml", repository.Git("show --name-only --format="));
        Assert.Equal("", repository.Git("status --porcelain"));
        Assert.Null(await Promotion.RefusalAsync(repository.Project, await repository.Plan("prod")));
    }

    [Theory]
    [InlineData("Infra.Pulumi/Program.cs")]
    [InlineData("Infra.Pulumi/New.cs")]
    public async Task Then_prod_refuses_a_program_that_staging_never_ran(string file)
    {
        using var repository = AnyRepository.With("promote");
        await repository.Run("promote staging prod");

        repository.Write(file, "// another");
        var (code, _, error) = await repository.Run("up prod");

        Assert.Equal((1, $"infra: the program differs from what staging ran ({file}); `./infra up staging` with it, then `./infra promote staging prod`; "
            + "--unpromoted goes ahead all the same\n"), (code, error));
    }

    [Fact]
    public async Task Then_prod_refuses_a_version_that_staging_never_ran()
    {
        using var repository = AnyRepository.With("promote");
        await repository.Run("promote staging prod");
        var path = Promotion.PathOf(repository.Project, "prod");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("vault: \"", "vault: \"0", StringComparison.Ordinal));

        var (code, _, error) = await repository.Run("up prod");

        Assert.Equal(1, code);
        Assert.Matches("^infra: vault is ([0-9.]+), staging ran 0\\1; `./infra promote staging prod` once staging has run it; --unpromoted", error);
    }

    [Fact]
    public async Task A_clone_without_the_commit_says_how_to_get_it()
    {
        using var repository = AnyRepository.With("promote");
        new Promotion("staging", Commit, new Dictionary<string, string>()).Write(repository.Project, "prod");

        var (code, _, error) = await repository.Run("up prod");

        Assert.Equal((1, "infra: commit 0123456 is not in this clone; `git fetch --unshallow`, or `git fetch` from where it was pushed to\n"), (code, error));
    }

    [Theory]
    [InlineData("promote-failed", "the last `up` of staging did not succeed; `./infra up staging` until it does")]
    [InlineData("promote-dirty", "staging ran something that was not committed; commit what it should run, and `./infra up staging` with that")]
    [InlineData("promote-never", "staging has never been brought up here; `./infra up staging` does; its state was looked for in file:///state (PULUMI_BACKEND_URL)")]
    public async Task What_staging_did_not_run_is_not_promoted(string session, string expected)
    {
        using var repository = AnyRepository.With(session);

        var (code, _, error) = await repository.Run("promote staging prod");

        Assert.Equal((1, $"infra: {expected}\n"), (code, error));
        Assert.Equal("work", repository.Git("log -1 --format=%s"));
    }

    [Fact]
    public async Task What_changed_since_is_not_promoted()
    {
        using var repository = AnyRepository.With("promote");
        var ran = repository.Git("rev-parse HEAD")[..7];
        repository.Write("Infra.Pulumi/Program.cs", "// another");
        repository.Git("commit -qam later");

        var (code, _, error) = await repository.Run("promote staging prod");

        Assert.Equal((1, $"infra: staging ran {ran}, and Infra.Pulumi/Program.cs changed since; `./infra up staging` with this commit first\n"), (code, error));
    }

    [Fact]
    public async Task What_is_not_committed_is_not_promoted()
    {
        using var repository = AnyRepository.With("promote");
        repository.Write("Infra.Pulumi/Program.cs", "// another");

        var (code, _, error) = await repository.Run("promote staging prod");

        Assert.Equal((1, "infra: there are changes that are not committed (Infra.Pulumi/Program.cs); commit or stash them: what is promoted must be a commit\n"), (code, error));
    }
}
