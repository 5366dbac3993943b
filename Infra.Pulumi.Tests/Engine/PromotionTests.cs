using Infra.Engine;
using Infra.Tests.Cli;

namespace Infra.Tests.Engine;

[Collection("TakesTurns")]
public sealed class PromotionTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [Fact]
    public async Task Promotion_file_round_trips()
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
    public void Invalid_promotion_file_allows_nothing()
    {
        using var folder = new AnyProject();
        folder.Write("stacks/promoted.prod.yaml", $"from: staging\ncommit: \"{Commit}\"\nversions: all\n");

        Assert.Empty(Promotion.Read(Infra.Settings.Project.Find(folder.Folder), "prod")!.Versions);
    }

    [Fact]
    public async Task Plan_that_staging_ran_has_no_untested_versions()
    {
        var plan = await Stacks.Plan("staging");

        Assert.Empty(new Promotion("staging", Commit, Promotion.VersionsOf(plan)).UntestedVersions(plan));
    }

    [Fact]
    public async Task Untested_service_is_listed_with_both_versions()
    {
        var plan = await Stacks.Plan("staging");
        var versions = new Dictionary<string, string>(Promotion.VersionsOf(plan)) { ["k3s"] = "v1.0.0+k3s1" };
        versions.Remove("dashboard");

        var untried = new Promotion("staging", Commit, versions).UntestedVersions(plan).ToList();

        Assert.Equal(["dashboard 0.45.0 never ran in staging", "k3s is v1.36.4+k3s1, staging ran v1.0.0+k3s1"], untried);
    }

    [Fact]
    public async Task Prod_with_staging_needs_a_promotion()
    {
        using var repository = AnyRepository.With("first-up");

        var (code, _, error) = await repository.Run("up prod");

        Assert.Equal((1, "infra: prod runs only what staging ran, and nothing was promoted yet; run `./infra up staging`, "
            + "then `./infra promote staging prod`; or pass --unpromoted\n"), (code, error));
    }

    [Fact]
    public async Task Prod_without_staging_needs_no_promotion()
    {
        using var repository = AnyRepository.With("first-up");
        File.Delete(Path.Combine(repository.Folder, "Pulumi.staging.yaml"));

        Assert.Null(await Promotion.FindProblemAsync(repository.Project, await repository.Plan("prod")));
    }

    [Fact]
    public async Task Promote_commits_what_staging_ran_and_allows_prod()
    {
        using var repository = AnyRepository.With("promote");
        var commit = repository.Git("rev-parse HEAD");

        var (code, output, _) = await repository.Run("promote staging prod");

        Assert.Equal((0, $"prod may run {commit[..7]}, which staging ran; next: git push, then ./infra up prod\n"),
            (code, output));
        Assert.Equal($"promote: staging {commit[..7]} to prod", repository.Git("log -1 --format=%s"));
        Assert.Equal("stacks/promoted.prod.yaml", repository.Git("show --name-only --format="));
        Assert.Equal("", repository.Git("status --porcelain"));
        Assert.Null(await Promotion.FindProblemAsync(repository.Project, await repository.Plan("prod")));
    }

    [Theory]
    [InlineData("Infra.Pulumi/Program.cs")]
    [InlineData("Infra.Pulumi/New.cs")]
    public async Task Prod_rejects_a_program_that_staging_never_ran(string file)
    {
        using var repository = AnyRepository.With("promote");
        await repository.Run("promote staging prod");

        repository.Write(file, "// another");
        var (code, _, error) = await repository.Run("up prod");

        Assert.Equal(
            (1, $"infra: the program differs from what staging ran ({file}); run `./infra up "
                + $"staging` with it, then `./infra promote staging prod`; "
            + "or pass --unpromoted\n"), (code, error));
    }

    [Fact]
    public async Task Prod_rejects_a_version_that_staging_never_ran()
    {
        using var repository = AnyRepository.With("promote");
        await repository.Run("promote staging prod");
        var path = Promotion.PathOf(repository.Project, "prod");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path))
            .Replace("vault: \"", "vault: \"0", StringComparison.Ordinal));

        var (code, _, error) = await repository.Run("up prod");

        Assert.Equal(1, code);
        Assert.Matches(
            "^infra: vault is ([0-9.]+), staging ran 0\\1; run `./infra promote staging prod` once "
                + "staging has run it; or pass --unpromoted", error);
    }

    [Fact]
    public async Task Clone_without_the_commit_explains_how_to_fetch_it()
    {
        using var repository = AnyRepository.With("promote");
        new Promotion("staging", Commit, new Dictionary<string, string>()).Write(repository.Project, "prod");

        var (code, _, error) = await repository.Run("up prod");

        Assert.Equal(
            (1, "infra: commit 0123456 is not in this clone; run `git fetch --unshallow`, or fetch "
                + "from the remote that has it\n"), (code, error));
    }

    [Theory]
    [InlineData("promote-failed", "the last `up` of staging failed; run `./infra up staging` again")]
    [InlineData("promote-dirty", "staging ran uncommitted changes; commit them, and run `./infra up staging` again")]
    [InlineData("promote-never",
        "staging does not exist in file:///state (PULUMI_BACKEND_URL); create it with `./infra up staging`")]
    public async Task Promote_rejects_a_failed_dirty_or_missing_run(string session, string expected)
    {
        using var repository = AnyRepository.With(session);

        var (code, _, error) = await repository.Run("promote staging prod");

        Assert.Equal((1, $"infra: {expected}\n"), (code, error));
        Assert.Equal("work", repository.Git("log -1 --format=%s"));
    }

    [Fact]
    public async Task Promote_rejects_changes_since_the_run()
    {
        using var repository = AnyRepository.With("promote");
        var ran = repository.Git("rev-parse HEAD")[..7];
        repository.Write("Infra.Pulumi/Program.cs", "// another");
        repository.Git("commit -qam later");

        var (code, _, error) = await repository.Run("promote staging prod");

        Assert.Equal(
            (1, $"infra: staging ran {ran}, and Infra.Pulumi/Program.cs changed since; run `./infra "
                + $"up staging` with this commit first\n"), (code, error));
    }

    [Fact]
    public async Task Promote_rejects_uncommitted_changes()
    {
        using var repository = AnyRepository.With("promote");
        repository.Write("Infra.Pulumi/Program.cs", "// another");

        var (code, _, error) = await repository.Run("promote staging prod");

        Assert.Equal(
            (1, "infra: there are uncommitted changes (Infra.Pulumi/Program.cs); commit or stash "
                + "them: only a commit can be promoted\n"), (code, error));
    }
}
