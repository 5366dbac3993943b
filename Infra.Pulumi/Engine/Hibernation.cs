using Infra.Bricks;

namespace Infra.Engine;

/// <summary>Scales the workloads of a cluster to zero, or restores them. Data and Vault keep running.</summary>
public static class Hibernation
{
    private const string Script = "hibernate.sh";

    /// <summary>Returns a line for each changed workload.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string kubeconfig, IEnumerable<string> namespaces, bool wake)
    {
        using var kubectl = await Kubectl.OpenAsync(kubeconfig, "scales the workloads in the cluster");
        var (code, output, error) = await Tools.RunAsync(
            "sh", ["-c", ScriptText.Read(Script)],
            [("MODE", wake ? "wake" : "sleep"), ("NAMESPACES", string.Join(' ', namespaces)), ("KUBECONFIG", kubectl.Kubeconfig)],
            timeout: TimeSpan.FromMinutes(5));
        return code == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new EngineError(
                $"the cluster could not be {(wake ? "woken" : "put to sleep")} ({Redactor.Redact(error.Trim().Split('\n')[^1])})",
                "run the same again: completed steps are kept");
    }
}
