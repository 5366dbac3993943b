using System.Text.Json.Nodes;
using Infra.Backups;

namespace Infra.Engine;

/// <summary>Starts a restore that lies ready in a cluster, or joins the one that is under way, and follows it to its end.</summary>
public sealed class Restoration
{
    /// <summary>In place of a dump: tell which there are, and change nothing.</summary>
    public const string List = "list";

    private const string Variable = "SNAPSHOT";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Kubectl _kubectl;
    private readonly string _name;
    private readonly Action<string> _say;
    private readonly Dictionary<string, int> _said = [];

    private readonly Interruption _interruption;

    private Restoration(Kubectl kubectl, string name, Action<string> say, Interruption interruption) =>
        (_kubectl, _name, _say, _interruption) = (kubectl, name, say, interruption);

    /// <param name="name">One of <see cref="RestoreJobs"/>.</param>
    /// <param name="snapshot">Which dump; none means the newest, <see cref="List"/> changes nothing.</param>
    /// <param name="say">Takes each line as it comes.</param>
    public static async Task RunAsync(string kubeconfig, string name, string? snapshot, Action<string> say, Interruption interruption)
    {
        using var kubectl = await Kubectl.OpenAsync(kubeconfig, "starts the restore in the cluster");
        var restoration = new Restoration(kubectl, name, say, interruption);
        await restoration.StartAsync(snapshot);
        if (!await restoration.FollowAsync())
        {
            throw new EngineError("the restore failed; what was not swapped yet is as it was", "mend the cause above and run the same again: docs/runbooks/backups.md");
        }
    }

    /// <summary>The job that a suspended CronJob would make, for one dump.</summary>
    internal static string JobOf(JsonNode cronJob, string name, string snapshot)
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
            if (EndOf(last) is null)
            {
                if (DumpOf(last) is var other && other != (snapshot ?? ""))
                {
                    throw new EngineError($"{(other == List ? "a list of the dumps" : $"a restore of {(other.Length == 0 ? "the newest dump" : $"dump {other}")}")} is under way", "run this again when it has ended");
                }

                _say("a restore is under way already: following that one");
                return;
            }

            await DoAsync(["delete", "job", _name, "--wait"]);
        }

        var cronJob = await GetAsync("cronjob", _name)
            ?? throw new EngineError($"the cluster has no {_name}", "`./infra up` the stack first: the settings of its backups are not in the cluster yet");
        await DoAsync(["create", "-f", "-"], JobOf(cronJob, _name, snapshot ?? ""));
        _say("started in the cluster; it goes on when this command is stopped");
    }

    private async Task<bool> FollowAsync()
    {
        while (true)
        {
            var job = await GetAsync("job", _name) ?? throw new EngineError("somebody has removed the restore's job", "run the same again");
            await TellAsync();
            if (EndOf(job) is { } well)
            {
                return well;
            }

            if (_interruption.Times > 0)
            {
                throw new EngineError("the restore goes on in the cluster, unwatched", "run the same again to follow it");
            }

            await Task.Delay(Pause);
        }
    }

    // A container that has not begun yet has nothing to say, and answers with an error.
    private async Task TellAsync()
    {
        foreach (var step in new[] { "fetch", "restore" })
        {
            var (code, output, _) = await _kubectl.RunAsync(["--namespace", RestoreJobs.Namespace, "logs", $"job/{_name}", "--container", step]);
            var lines = code == 0 ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
            foreach (var line in lines.Skip(_said.GetValueOrDefault(step)))
            {
                _say(Scrub.Text(line));
            }

            _said[step] = Math.Max(lines.Length, _said.GetValueOrDefault(step));
        }
    }

    private static bool? EndOf(JsonNode job) => job["status"]?["conditions"]?.AsArray()
        .Where(condition => (string?)condition!["status"] == "True")
        .Select(condition => (string?)condition!["type"] switch { "Complete" => true, "Failed" => (bool?)false, _ => null })
        .FirstOrDefault(end => end is not null);

    private static string DumpOf(JsonNode job) => job["spec"]?["template"]?["spec"]?["containers"]?[0]?["env"]?.AsArray()
        .FirstOrDefault(variable => (string?)variable!["name"] == Variable)?["value"]?.ToString() ?? "";

    private async Task<JsonNode?> GetAsync(string kind, string name)
    {
        var output = await DoAsync(["get", kind, name, "--ignore-not-found", "--output", "json"]);
        return output.Length == 0 ? null : JsonNode.Parse(output);
    }

    private async Task<string> DoAsync(IEnumerable<string> arguments, string? input = null)
    {
        var (code, output, error) = await _kubectl.RunAsync(["--namespace", RestoreJobs.Namespace, .. arguments], input);
        return code == 0 ? output.Trim() : throw new EngineError($"the cluster does not do it ({Scrub.Text(error.Trim().Split('\n')[^1])})",
            "run the same again: a restore that was started goes on by itself, and is joined");
    }
}
