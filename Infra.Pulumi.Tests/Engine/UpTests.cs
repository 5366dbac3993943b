using System.Diagnostics;
using System.Runtime.Versioning;
using Infra.Engine;
using Infra.Planning.Reviews;

namespace Infra.Tests.Engine;

[Collection("TakesTurns")]
[UnsupportedOSPlatform("windows")]
public sealed class UpTests
{
    [Fact]
    public async Task A_first_up_makes_the_stack_its_file_and_its_state_and_asks_for_nothing()
    {
        using var recorded = Recorded.Session("first-up");

        var (code, output, error) = await recorded.Run("up dev");

        Assert.Equal((0, recorded.Calls), (code, recorded.Played));
        Assert.Equal("infra: made Pulumi.dev.yaml from its template in stacks/; it is this machine's own, git ignores it\n", error);
        Assert.StartsWith("up dev: the state is in file://FOLDER/.pulumi-state (a folder of this machine)\n", output, StringComparison.Ordinal);
        Assert.EndsWith(
            "up dev: 26 created in N s\n  kubeconfig  [secret]\n  urls.kapi  http://kapi.localhost\n"
            + "next: ./infra outputs dev kubeconfig --show-secrets >FILE   writes down the way to the cluster\n",
            output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_watches_every_change_is_a_line()
    {
        using var recorded = Recorded.Session("first-up");

        var (_, output, _) = await recorded.Run("up dev");

        Assert.Contains("Ns created         dashboard-ingress (Ingress)\n", output, StringComparison.Ordinal);
        Assert.Equal(25, output.Split('\n').Count(line => line.Contains(" created  ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_state_of_a_dev_stack_is_encrypted_with_a_passphrase_that_only_its_owner_reads()
    {
        using var recorded = Recorded.Session("first-up");

        await recorded.Run("up dev");

        var passphrase = Path.Combine(recorded.Folder, ".pulumi-state", "passphrase");
        Assert.Equal(48, (await File.ReadAllTextAsync(passphrase)).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(passphrase));
    }

    [Fact]
    public async Task A_second_up_changes_nothing()
    {
        using var recorded = Recorded.Session("unchanged-up");

        var (code, output, _) = await recorded.Run("up dev");

        Assert.Equal(0, code);
        Assert.Contains("up dev: 26 unchanged in N s\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("created", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_without_changes_fulfils_who_expects_none()
    {
        using var recorded = Recorded.Session("preview-unchanged");

        var (code, output, _) = await recorded.Run("preview dev --expect-no-changes");

        Assert.Equal((0, "preview dev: 26 unchanged in N s\n"), (code, output));
    }

    [Fact]
    public async Task A_preview_tells_other_programs_what_holds_data_and_is_replaced()
    {
        using var recorded = Recorded.Session("preview-replacing");

        await recorded.Run("preview dev --output preview.json");

        var preview = WrittenPreview.Read(Path.Combine(recorded.Folder, "preview.json"));
        Assert.StartsWith("2 to update, 6 to delete, 1 to replace, 94 unchanged in ", preview.Summary, StringComparison.Ordinal);
        Assert.Equal(
            ["replaces postgres: Data", "deletes redis: Data", "deletes redis-flows: Public"],
            preview.Changes.Take(3).Select(change => $"{ReviewWords.Doing(change.Kind)} {change.Name}: {change.Risk}"));
        Assert.Equal(7, preview.Changes.Count);
    }

    [Fact]
    public async Task A_preview_that_fails_leaves_the_reason_for_other_programs()
    {
        using var recorded = Recorded.Session("wrong-passphrase");

        var (code, _, error) = await recorded.Run("preview staging --output preview.json");

        Assert.Equal(1, code);
        Assert.Equal(error, $"infra: {WrittenPreview.Read(Path.Combine(recorded.Folder, "preview.json")).Problem}\n");
    }

    [Fact]
    public async Task Ctrl_C_reaches_the_engine_once_and_the_run_tells_how_to_go_on()
    {
        using var recorded = Recorded.Session("interrupted-up").With("PLAY_UNTIL", "20");
        using var interruption = new Interruption();
        var stack = await EngineStack.OpenAsync(recorded.Project, "dev", interruption);
        var progress = new Progress([]);
        progress.Changed += _ => Once(interruption);

        var error = await Assert.ThrowsAsync<EngineError>(() => stack.UpAsync(progress, []));

        Assert.Matches("^up dev was stopped after \\d+ resources were changed; what was done is recorded; `./infra up dev` goes on from there$", error.Message);
    }

    [Fact]
    public async Task The_program_outlives_Ctrl_C_until_the_engine_has_stopped()
    {
        using var recorded = Recorded.Session("interrupted-up").With("PLAY_UNTIL", "20").With("PLAY_LINGER", "2.2");
        using var program = recorded.Start("up dev");
        while (await program.StandardOutput.ReadLineAsync() is { } line && !line.Contains(" created ", StringComparison.Ordinal))
        {
        }

        using var kill = Process.Start("kill", ["-INT", $"{program.Id}"]);
        var said = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.Equal(1, program.ExitCode);
        Assert.Matches("infra: up dev was stopped after \\d+ resources were changed; what was done is recorded; `./infra up dev` goes on from there\n$", said);
    }

    [Fact]
    public async Task Ctrl_C_between_two_calls_of_the_engine_is_not_forgotten()
    {
        using var recorded = Recorded.Session("first-up");
        using var interruption = new Interruption();
        var stack = await EngineStack.OpenAsync(recorded.Project, "dev", interruption);
        interruption.Request();

        var error = await Assert.ThrowsAsync<EngineError>(() => stack.UpAsync(new Progress([]), []));

        Assert.Equal("up dev was stopped before anything was changed; `./infra up dev` begins anew", error.Message);
        Assert.Equal(1, recorded.Played);
    }

    [Fact]
    public async Task Plan_findings_keep_it_from_starting()
    {
        using var recorded = Recorded.Session("first-up");
        var template = Path.Combine(recorded.Folder, "stacks", "Pulumi.dev.yaml");
        await File.WriteAllTextAsync(template, (await File.ReadAllTextAsync(template)).Replace("memory: 8Gi", "memory: 512Mi", StringComparison.Ordinal));

        var (code, output, error) = await recorded.Run("up dev");

        Assert.Equal((1, ""), (code, output));
        Assert.EndsWith("nothing was changed; `./infra plan dev` shows the plan, --despite-findings goes ahead all the same\n", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(recorded.Folder, "played")));
    }

    private static void Once(Interruption interruption)
    {
        if (interruption.Times == 0)
        {
            interruption.Request();
        }
    }
}
