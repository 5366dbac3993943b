using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Infra.Backups;
using Infra.Engine;
using Infra.Tests.Cli;

namespace Infra.Tests.Engine;

/// <summary>Runs the restore against a fake kubectl that keeps its objects in files.</summary>
[Collection("TakesTurns")]
[UnsupportedOSPlatform("windows")]
public sealed class RestorationTests : IDisposable
{
    private const string Kubectl = """
        #!/usr/bin/env bash
        # cronjob, job: what is there; end: how a job that is created ends; log-STEP: what a step says
        cd "$(dirname "$0")" && shift 2
        case $1 in
            get) [[ ! -e $2 ]] || cat "$2" ;;
            delete) rm job; echo deleted >>done ;;
            create) cat >created; echo created >>done; cp end job ;;
            logs) cat "log-$4" ;;
        esac
        """;

    private const string CronJob = """
        {"spec":{"jobTemplate":{"spec":{"backoffLimit":0,"template":{"spec":{
          "initContainers":[{"name":"fetch","env":[]}],"containers":[{"name":"restore","env":[{"name":"PGHOST","value":"db"}]}]}}}}}}
        """;

    private const string Complete =
        """{"status":{"conditions":[{"type":"SuccessCriteriaMet","status":"True"},{"type":"Complete","status":"True"}]}}""";
    private const string Failed = """{"status":{"conditions":[{"type":"Failed","status":"True"}]}}""";
    private const string UnderWay = """{"status":{"active":1}}""";

    private readonly AnyProject _folder = new();
    private readonly List<string> _said = [];
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public RestorationTests()
    {
        _folder.Write("bin/kubectl", Kubectl);
        File.SetUnixFileMode(Path.Combine(_folder.Folder, "bin/kubectl"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable("PATH", $"{_folder.Folder}/bin:{_path}");
        _folder.Write("bin/cronjob", CronJob);
        _folder.Write("bin/log-fetch", "postgres: fetched snapshot 1a2b\n");
        _folder.Write("bin/log-restore", "shop: restored\n");
        _folder.Write("bin/end", Complete);
    }

    [Fact]
    public async Task Log_lines_are_written_as_they_appear()
    {
        await Run();

        Assert.Equal(["started in the cluster; it continues if this command is stopped", "postgres: fetched snapshot 1a2b",
            "shop: restored"], _said);
    }

    [Fact]
    public async Task Every_container_gets_the_snapshot()
    {
        await Run("1a2b");

        var pod = JsonNode.Parse(_folder.Read("bin/created"))!["spec"]!["template"]!["spec"]!;
        Assert.Equal(
            """[{"name":"SNAPSHOT","value":"1a2b"}] [{"name":"PGHOST","value":"db"},{"name":"SNAPSHOT","value":"1a2b"}]""",
            $"{pod["initContainers"]![0]!["env"]!.ToJsonString()} {pod["containers"]![0]!["env"]!.ToJsonString()}");
    }

    [Fact]
    public async Task Failed_job_is_replaced()
    {
        _folder.Write("bin/job", Failed);

        await Run();

        Assert.Equal("deleted\ncreated\n", _folder.Read("bin/done"));
    }

    [Fact]
    public async Task Running_job_is_joined()
    {
        _folder.Write("bin/job", UnderWay);

        var following = Run();
        while (!_said.Contains("shop: restored"))
        {
            await Task.Delay(10);
        }

        _folder.Write("bin/job", Complete);
        await following;

        Assert.Equal("a restore is already running: following it", _said[0]);
        Assert.False(File.Exists(Path.Combine(_folder.Folder, "bin/done")));
    }

    [Theory]
    [InlineData(null, "1a2b", "a restore of dump 1a2b")]
    [InlineData("1a2b", "list", "a list of the dumps")]
    [InlineData("list", "", "a restore of the latest dump")]
    public async Task Running_job_of_another_snapshot_is_an_error(string? asked, string running, string what)
    {
        _folder.Write("bin/job", Restoration.JobFor(JsonNode.Parse(CronJob)!, "any", running));

        var failure = await Assert.ThrowsAsync<EngineError>(() => Run(asked));

        Assert.Equal($"{what} is running; retry when it has ended", failure.Message);
    }

    [Fact]
    public async Task Failed_job_fails_the_command()
    {
        _folder.Write("bin/end", Failed);

        var failure = await Assert.ThrowsAsync<EngineError>(() => Run());

        Assert.Equal(
            "the restore failed; databases that were not swapped yet are unchanged; fix the cause above and retry: "
                + "docs/runbooks/backups.md", failure.Message);
        Assert.Equal("shop: restored", _said[^1]);
    }

    [Fact]
    public async Task Interruption_leaves_the_job_running()
    {
        _folder.Write("bin/end", UnderWay);
        using var interruption = Interruption.Watch();
        interruption.Request();

        var failure = await Assert.ThrowsAsync<EngineError>(
            () => Restoration.RunAsync("any", RestoreJobs.Other, null, _said.Add, interruption));

        Assert.Equal("the restore continues in the cluster; run the same command again to follow it", failure.Message);
    }

    [Fact]
    public async Task Missing_cron_job_is_an_error()
    {
        File.Delete(Path.Combine(_folder.Folder, "bin/cronjob"));

        var failure = await Assert.ThrowsAsync<EngineError>(() => Run());

        Assert.Equal("the cluster has no backups-restore-other; run `./infra up` first, to apply the backup settings",
            failure.Message);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        _folder.Dispose();
    }

    private async Task Run(string? snapshot = null)
    {
        using var interruption = Interruption.Watch();
        await Restoration.RunAsync("any", RestoreJobs.Other, snapshot, _said.Add, interruption);
    }
}
