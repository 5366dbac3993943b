using System.Text.Json.Nodes;
using Infra.Backups;

namespace Infra.Engine;

/// <summary>Starts the prepared restore of a cluster, or joins a running one, and follows it to its end.</summary>
public sealed class Restoration
{
    /// <summary>In place of a dump: lists the dumps and changes nothing.</summary>
    public const string List = "list";

    private const string Variable = "SNAPSHOT";
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly Kubectl _kubectl;
    private readonly string _name;
    private readonly Action<string> _write;
    private readonly Dictionary<string, int> _linesWritten = [];

    private readonly Interruption _interruption;

    private Restoration(Kubectl kubectl, string name, Action<string> write, Interruption interruption) =>
        (_kubectl, _name, _write, _interruption) = (kubectl, name, write, interruption);

    /// <param name="name">One of <see cref="RestoreJobs"/>.</param>
    /// <param name="snapshot">The dump; null for the latest, <see cref="List"/> to list them.</param>
    /// <param name="write">Receives each line as it is printed.</param>
    public static async Task RunAsync(string kubeconfig, string name, string? snapshot, Action<string> write,
        Interruption interruption)
    {
        using var kubectl = await Kubectl.OpenAsync(kubeconfig, "starts the restore in the cluster");
        var restoration = new Restoration(kubectl, name, write, interruption);
        await restoration.StartAsync(snapshot);
        if (!await restoration.FollowAsync())
        {
            throw new EngineError("the restore failed; databases that were not swapped yet are unchanged",
                "fix the cause above and retry: docs/runbooks/backups.md");
        }
    }

    /// <summary>The job of a suspended CronJob, for one dump.</summary>
    internal static string JobFor(JsonNode cronJob, string name, string snapshot)
    {
        var spec = cronJob["spec"]!["jobTemplate"]!["spec"]!.DeepClone();
        var pod = spec["template"]!["spec"]!;
        foreach (var container in pod["initContainers"]!.AsArray().Concat(pod["containers"]!.AsArray()))
        {
            container!["env"]!.AsArray().Add(new JsonObject { ["name"] = Variable, ["value"] = snapshot });
        }

        return new JsonObject
        {
            ["apiVersion"] = "batch/v1",
            ["kind"] = "Job",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = RestoreJobs.Namespace },
            ["spec"] = spec,
        }.ToJsonString();
    }

    private async Task StartAsync(string? snapshot)
    {
        if (await GetAsync("job", _name) is { } last)
        {
            if (ResultOf(last) is null)
            {
                if (SnapshotOf(last) is var other && other != (snapshot ?? ""))
                {
                    var running = other == List ? "a list of the dumps" : other.Length == 0 ? "a restore of the latest dump"
                        : $"a restore of dump {other}";
                    throw new EngineError($"{running} is running", "retry when it has ended");
                }

                _write("a restore is already running: following it");
                return;
            }

            await KubectlAsync(["delete", "job", _name, "--wait"]);
        }

        var cronJob = await GetAsync("cronjob", _name)
            ?? throw new EngineError($"the cluster has no {_name}", "run `./infra up` first, to apply the backup settings");
        await KubectlAsync(["create", "-f", "-"], JobFor(cronJob, _name, snapshot ?? ""));
        _write("started in the cluster; it continues if this command is stopped");
    }

    private async Task<bool> FollowAsync()
    {
        while (true)
        {
            var job = await GetAsync("job", _name) ?? throw new EngineError("the job of the restore was removed", "retry");
            await WriteLogsAsync();
            if (ResultOf(job) is { } well)
            {
                return well;
            }

            if (_interruption.Count > 0)
            {
                throw new EngineError("the restore continues in the cluster", "run the same command again to follow it");
            }

            await Task.Delay(PollInterval);
        }
    }

    // A container that has not started yet has no log, and kubectl fails.
    private async Task WriteLogsAsync()
    {
        foreach (var step in new[] { "fetch", "restore" })
        {
            var (code, output, _) = await _kubectl.RunAsync(
                ["--namespace", RestoreJobs.Namespace, "logs", $"job/{_name}", "--container", step]);
            var lines = code == 0 ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
            foreach (var line in lines.Skip(_linesWritten.GetValueOrDefault(step)))
            {
                _write(Redactor.Redact(line));
            }

            _linesWritten[step] = Math.Max(lines.Length, _linesWritten.GetValueOrDefault(step));
        }
    }

    private static bool? ResultOf(JsonNode job) => job["status"]?["conditions"]?.AsArray()
        .Where(condition => (string?)condition!["status"] == "True")
        .Select(condition => (string?)condition!["type"] switch { "Complete" => true, "Failed" => (bool?)false, _ => null })
        .FirstOrDefault(end => end is not null);

    private static string SnapshotOf(JsonNode job) => job["spec"]?["template"]?["spec"]?["containers"]?[0]?["env"]?.AsArray()
        .FirstOrDefault(variable => (string?)variable!["name"] == Variable)?["value"]?.ToString() ?? "";

    private async Task<JsonNode?> GetAsync(string kind, string name)
    {
        var output = await KubectlAsync(["get", kind, name, "--ignore-not-found", "--output", "json"]);
        return output.Length == 0 ? null : JsonNode.Parse(output);
    }

    private async Task<string> KubectlAsync(IEnumerable<string> arguments, string? input = null)
    {
        var (code, output, error) = await _kubectl.RunAsync(["--namespace", RestoreJobs.Namespace, .. arguments], input);
        return code == 0 ? output.Trim()
            : throw new EngineError($"kubectl failed ({Redactor.Redact(error.Trim().Split('\n')[^1])})",
            "retry: a started restore continues, and the command joins it");
    }
}
