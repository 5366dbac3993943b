using Infra.Planning;
using Infra.Planning.Reviews;

namespace Infra.Tests.Cli;

/// <summary>Runs in a real git repository. The program of its base is a script that writes the given plans.</summary>
[Collection("TakesTurns")]
public sealed class ReviewCommandTests : IDisposable
{
    private readonly AnyProject _project = new();

    [Fact]
    public async Task Change_is_compared_with_the_plan_of_the_base()
    {
        await BaseThatPlans(PlanJson.Write([await _project.PlanStaging()]));
        _project.Write("Pulumi.staging.yaml", _project.Read("Pulumi.staging.yaml")
            .Replace("203.0.113.10", "203.0.113.99", StringComparison.Ordinal));

        var (code, said, _) = await _project.Run("review", "--output", "out");

        Assert.Equal(0, code);
        Assert.Matches(
            "compared with [0-9a-f]{10} \\(main\\)\nstaging: [0-9]+ changed\n  changes  .*: public\n           [a-z.]+: "
                + ".*203.0.113.10.* → .*203.0.113.99", said);
        Assert.Equal(said, _project.Read("out/review.txt"));
        Assert.Contains(Review.Read(Path.Combine(_project.Folder, "out", "review.json")).Stacks[0].Changes,
            change => change.Risk == Risk.Public);
    }

    [Fact]
    public async Task Missing_git_is_an_error()
    {
        Commit("#!/bin/sh\n");
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", "/nowhere");

        var (code, _, error) = await _project.Run("review");

        Environment.SetEnvironmentVariable("PATH", path);
        Assert.Equal(1, code);
        Assert.Matches(@"^infra: git cannot be started \(.*\); install it, and add it to the PATH\n$", error);
    }

    [Fact]
    public async Task Plan_of_the_base_is_cached()
    {
        await BaseThatPlans(PlanJson.Write([await _project.PlanStaging()]));

        var (first, second) = (await _project.Run("review"), await _project.Run("review"));

        Assert.Matches("planning the base [0-9a-f]{7}; the result is cached", first.Error);
        Assert.Equal(("", first.Out), (second.Error, second.Out));
    }

    [Fact]
    public async Task Failed_plan_of_the_base_is_reported()
    {
        Commit("#!/bin/sh\necho 'infra: stack staging has 1 invalid setting' >&2; exit 2\n");

        var (code, said, _) = await _project.Run("review");

        Assert.Equal(0, code);
        Assert.Contains("nothing to compare: infra: stack staging has 1 invalid setting\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_settings_are_reported_in_the_review_file()
    {
        Commit("#!/bin/sh\n");
        _project.Write("Pulumi.staging.yaml", "config: { infra:environment: stagging }\n");

        var (code, _, error) = await _project.Run("review", "--output", "out");

        Assert.Equal(2, code);
        Assert.Contains(Review.Read(Path.Combine(_project.Folder, "out", "review.json")).Problem!, error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_base_is_an_error()
    {
        Commit("#!/bin/sh\n");

        var (code, _, error) = await _project.Run("review", "--base", "nowhere");

        Assert.Equal((1, "infra: git merge-base failed (fatal: Not a valid object name nowhere); fix that and retry\n"),
            (code, error));
    }

    public void Dispose() => _project.Dispose();

    private Task BaseThatPlans(string plans)
    {
        _project.Write("plans", plans);
        Commit("#!/bin/sh\n[ \"$1 $2 $3 $4 $5\" = 'plan --all --format json --output' ] || exit 9\ncp plans \"$6\"\n");
        return Task.CompletedTask;
    }

    private void Commit(string program)
    {
        _project.Write("infra", program);
        _project.Write(".gitignore", ".cache/\n/out/\n");
        File.SetUnixFileMode(Path.Combine(_project.Folder, "infra"), (UnixFileMode)0b111_101_101);
        _project.Commit();
    }
}
