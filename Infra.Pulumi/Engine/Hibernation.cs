using Infra.Bricks;

namespace Infra.Engine;

/// <summary>Puts what may stop in a cluster to zero replicas, or brings it back as it was. Data and Vault stay as they are.</summary>
public static class Hibernation
{
    private const string Script = "hibernate.sh";

    /// <summary>Says a line for each that it changed.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string kubeconfig, IEnumerable<string> namespaces, bool wake)
    {
        using var kubectl = await Kubectl.OpenAsync(kubeconfig, "stops and starts what is in the cluster");
        var (code, output, error) = await Tools.RunAsync(
            "sh", ["-c", ScriptText.Read(Script)],
            [("MODE", wake ? "wake" : "sleep"), ("NAMESPACES", string.Join(' ', namespaces)), ("KUBECONFIG", kubectl.Kubeconfig)],
            atMost: TimeSpan.FromMinutes(5));
        return code == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new EngineError($"the cluster could not be {(wake ? "woken" : "put to sleep")} ({Scrub.Text(error.Trim().Split('\n')[^1])})",
                "it may be run again at any time: what is done stays done");
    }
}
