using System.Runtime.Versioning;

namespace Infra.Tests.Engine;

/// <summary>Runs `infra restore` from the command line to a fake cluster, with the outputs of a recorded session.</summary>
[Collection("TakesTurns")]
[UnsupportedOSPlatform("windows")]
public sealed class RestoreTests
{
    private const string Kubectl = """
        #!/usr/bin/env bash
        case $3-$4 in
            get-cronjob) echo '{"spec":{"jobTemplate":{"spec":{"template":{"spec":{"initContainers":[{"env":[]}],"containers":[{"env":[]}]}}}}}}' ;;
            get-job) [[ ! -e $0.created ]] || echo '{"status":{"conditions":[{"type":"Complete","status":"True"}]}}' ;;
            create-*) cat >"$0.created" ;;
            logs-*) [[ $6 != restore ]] || echo 'shop: restored' ;;
        esac
        """;

    [Theory]
    [InlineData("restore dev --yes",
        "started in the cluster; it continues if this command is stopped\nshop: restored\ndev now has the data of dev\n",
            "\"value\":\"\"")]
    [InlineData("restore dev --yes --snapshot 1a2b",
        "started in the cluster; it continues if this command is stopped\nshop: restored\ndev now has the data of dev\n",
            "\"value\":\"1a2b\"")]
    [InlineData("restore dev --list", "started in the cluster; it continues if this command is stopped\nshop: restored\n",
        "\"value\":\"list\"")]
    public async Task Restore_job_is_started_and_followed(string line, string expected, string told)
    {
        using var recorded = Recorded.Session("outputs");
        var stack = Path.Combine(recorded.Folder, "stacks", "Pulumi.dev.yaml");
        await File.AppendAllTextAsync(
            stack, "  infra:backups: { enabled: true }\n  infra:objectStore: { kind: s3, prefix: any "
                + "}\n  infra:postgres: { databases: [shop] }\n");
        var kubectl = Path.Combine(recorded.Folder, "programs", "kubectl");
        await File.WriteAllTextAsync(kubectl, Kubectl);
        File.SetUnixFileMode(kubectl, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var (code, output, error) = await recorded.Run(line);

        Assert.Equal((0, expected), (code, output
            + error.Replace("infra: created Pulumi.dev.yaml from its template in stacks/; git ignores it\n", "",
                StringComparison.Ordinal)));
        Assert.Contains(told, await File.ReadAllTextAsync($"{kubectl}.created"), StringComparison.Ordinal);
    }
}
