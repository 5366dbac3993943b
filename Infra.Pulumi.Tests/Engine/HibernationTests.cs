using System.Globalization;
using System.Runtime.Versioning;
using Infra.Engine;
using Infra.Tests.Cli;

namespace Infra.Tests.Engine;

/// <summary>Runs the script against a fake kubectl that keeps its objects in a file.</summary>
[Collection("TakesTurns")]
[UnsupportedOSPlatform("windows")]
public sealed class HibernationTests : IDisposable
{
    private const string Kubectl = """
        #!/usr/bin/env bash
        # objects: a line each "NAMESPACE KIND NAME REPLICAS REMEMBERED"
        state=$(dirname "$0")/objects
        if [[ $1 == get ]]; then grep -q "^$3 " "$state"; exit; fi
        namespace=$2 verb=$3
        case $verb in
            get) awk -v n="$namespace" -v k="$4" '$1==n && $2==k {print $3, $4, $5}' "$state" ;;
            scale) sed -i -E "s/^($namespace $4 $5) [0-9]+/\1 $7/" "$state" ;;
            annotate)
                if [[ $4 == --overwrite ]]; then sed -i -E "s/^($namespace $5 $6 [0-9]+) .*/\1 ${7#*=}/" "$state"
                else sed -i -E "s/^($namespace $4 $5 [0-9]+) .*/\1 -/" "$state"; fi ;;
        esac
        """;

    private static readonly string[] Namespaces = ["kubero", "apps", "shop-production", "observability"];

    private readonly AnyProject _folder = new();
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public HibernationTests()
    {
        _folder.Write("bin/kubectl", Kubectl);
        File.SetUnixFileMode(Path.Combine(_folder.Folder, "bin/kubectl"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable("PATH", $"{_folder.Folder}/bin:{_path}");
    }

    [Fact]
    public async Task Wake_restores_the_replicas_from_before_sleep()
    {
        var before = Objects("shop-production deployment shop 3 -", "shop-production statefulset queue 1 -",
            "apps deployment off 0 -", "observability deployment ui 2 -");

        await Hibernation.RunAsync("any", Namespaces, wake: false);
        var asleep = Now();
        var lines = await Hibernation.RunAsync("any", Namespaces, wake: true);

        Assert.Equal(["0", "0", "0", "0"], asleep.Select(line => line.Split(' ')[3]));
        Assert.Equal(before, Now());
        Assert.Contains("shop-production/shop scaled from 0 to 3", lines);
    }

    [Fact]
    public async Task Data_and_platform_never_sleep()
    {
        var before = Objects("data statefulset postgres 1 -", "platform statefulset vault 1 -",
            "observability statefulset clickhouse 1 -");

        Assert.Empty(await Hibernation.RunAsync("any", Namespaces, wake: false));
        Assert.Equal(before, Now());
    }

    [Fact]
    public async Task Interrupted_sleep_can_be_repeated()
    {
        Objects("apps deployment shop 3 3", "apps deployment blog 2 -");

        await Hibernation.RunAsync("any", Namespaces, wake: false);
        await Hibernation.RunAsync("any", Namespaces, wake: false);

        Assert.Equal(["apps deployment shop 0 3", "apps deployment blog 0 2"], Now());
    }

    [Theory]
    [InlineData(false, "the cluster could not be put to sleep")]
    [InlineData(true, "the cluster could not be woken")]
    public async Task Unreachable_cluster_is_an_error(bool wake, string wrong)
    {
        _folder.Write("bin/kubectl", "#!/bin/sh\necho 'Unable to connect to the server: i/o timeout' >&2; exit 1\n");

        var error = await Assert.ThrowsAsync<EngineError>(() => Hibernation.RunAsync("any", Namespaces, wake));

        Assert.Equal($"{wrong} (Unable to connect to the server: i/o timeout); run the same again: completed steps are kept",
            error.Message);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        _folder.Dispose();
    }

    private string[] Objects(params string[] lines)
    {
        _folder.Write("bin/objects", string.Create(CultureInfo.InvariantCulture, $"{string.Join('\n', lines)}\n"));
        return lines;
    }

    private string[] Now() =>
        File.ReadAllText(Path.Combine(_folder.Folder, "bin/objects")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
