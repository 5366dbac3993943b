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
    public async Task First_up_creates_the_stack_its_file_and_its_state()
    {
        using var recorded = Recorded.Session("first-up");

        var (code, output, error) = await recorded.Run("up dev");

        Assert.Equal((0, recorded.Calls), (code, recorded.Played));
        Assert.Equal("infra: created Pulumi.dev.yaml from its template in stacks/; git ignores it\n", error);
        Assert.StartsWith("up dev: the state is in file://FOLDER/.pulumi-state (a local folder)\n", output,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "up dev: 26 created in N s\n  kubeconfig  [secret]\n  urls.kapi  http://kapi.localhost\n"
            + "next: ./infra outputs dev kubeconfig --show-secrets >FILE   saves the kubeconfig of the cluster\n",
            output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_terminal_every_change_is_a_line()
    {
        using var recorded = Recorded.Session("first-up");

        var (_, output, _) = await recorded.Run("up dev");

        Assert.Contains("Ns created         dashboard-ingress (Ingress)\n", output, StringComparison.Ordinal);
        Assert.Equal(25, output.Split('\n').Count(line => line.Contains(" created  ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Passphrase_of_a_dev_stack_is_readable_by_its_owner_only()
    {
        using var recorded = Recorded.Session("first-up");

        await recorded.Run("up dev");

        var passphrase = Path.Combine(recorded.Folder, ".pulumi-state", "passphrase");
        Assert.Equal(48, (await File.ReadAllTextAsync(passphrase)).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(passphrase));
    }

    [Fact]
    public async Task Second_up_changes_nothing()
    {
        using var recorded = Recorded.Session("unchanged-up");

        var (code, output, _) = await recorded.Run("up dev");

        Assert.Equal(0, code);
        Assert.Contains("up dev: 26 unchanged in N s\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("created", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_without_changes_passes_expect_no_changes()
    {
        using var recorded = Recorded.Session("preview-unchanged");

        var (code, output, _) = await recorded.Run("preview dev --expect-no-changes");

        Assert.Equal((0, "preview dev: 26 unchanged in N s\n"), (code, output));
    }

    [Fact]
    public async Task Preview_file_lists_replaced_data_first()
    {
        using var recorded = Recorded.Session("preview-replacing");

        await recorded.Run("preview dev --output preview.json");

        var preview = SavedPreview.Read(Path.Combine(recorded.Folder, "preview.json"));
        Assert.StartsWith("2 to update, 6 to delete, 1 to replace, 94 unchanged in ", preview.Summary, StringComparison.Ordinal);
        Assert.Equal(
            ["replaces postgres: Data", "deletes redis: Data", "deletes redis-flows: Public"],
            preview.Changes.Take(3).Select(change => $"{ChangeText.Verb(change.Kind)} {change.Name}: {change.Risk}"));
        Assert.Equal(7, preview.Changes.Count);
    }

    [Fact]
    public async Task Failed_preview_writes_its_reason()
    {
        using var recorded = Recorded.Session("wrong-passphrase");

        var (code, _, error) = await recorded.Run("preview staging --output preview.json");

        Assert.Equal(1, code);
        Assert.Equal(error, $"infra: {SavedPreview.Read(Path.Combine(recorded.Folder, "preview.json")).Problem}\n");
    }

    [Fact]
    public async Task Ctrl_C_stops_the_engine_and_explains_how_to_continue()
    {
        using var recorded = Recorded.Session("interrupted-up").With("PLAY_UNTIL", "20");
        using var interruption = new Interruption();
        var stack = await EngineStack.OpenAsync(recorded.Project, "dev", interruption);
        var progress = new Progress([]);
        progress.StepChanged += _ => Once(interruption);

        var error = await Assert.ThrowsAsync<EngineError>(() => stack.UpAsync(progress, []));

        Assert.Matches(
            "^up dev was stopped after \\d+ changed resources; the changes are recorded; run `./infra up dev` to continue$",
                error.Message);
    }

    [Fact]
    public async Task Program_waits_for_the_engine_after_Ctrl_C()
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
        Assert.Matches(
            "infra: up dev was stopped after \\d+ changed resources; the changes are recorded; run "
                + "`./infra up dev` to continue\n$", said);
    }

    [Fact]
    public async Task Ctrl_C_between_two_engine_calls_stops_the_run()
    {
        using var recorded = Recorded.Session("first-up");
        using var interruption = new Interruption();
        var stack = await EngineStack.OpenAsync(recorded.Project, "dev", interruption);
        interruption.Request();

        var error = await Assert.ThrowsAsync<EngineError>(() => stack.UpAsync(new Progress([]), []));

        Assert.Equal("up dev was stopped before any change; run `./infra up dev` to start again", error.Message);
        Assert.Equal(1, recorded.Played);
    }

    [Fact]
    public async Task Plan_errors_block_up()
    {
        using var recorded = Recorded.Session("first-up");
        var template = Path.Combine(recorded.Folder, "stacks", "Pulumi.dev.yaml");
        await File.WriteAllTextAsync(template, (await File.ReadAllTextAsync(template))
            .Replace("memory: 8Gi", "memory: 512Mi", StringComparison.Ordinal));

        var (code, output, error) = await recorded.Run("up dev");

        Assert.Equal((1, ""), (code, output));
        Assert.EndsWith("nothing was changed; `./infra plan dev` shows the plan; pass --despite-findings to continue\n", error,
            StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(recorded.Folder, "played")));
    }

    private static void Once(Interruption interruption)
    {
        if (interruption.Count == 0)
        {
            interruption.Request();
        }
    }
}
