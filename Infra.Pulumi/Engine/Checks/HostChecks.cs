using System.Globalization;
using Infra.Settings;

namespace Infra.Engine.Checks;

/// <summary>The hosts: whether sshd answers, with the key that is pinned, and lets this person in.</summary>
internal static class HostChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(PlatformSettings settings) =>
        settings.Cluster.Host == ClusterHost.Nodes && Tools.Find("ssh-keyscan") is not null
            ? [.. await Task.WhenAll(settings.Nodes.Select(node => OneAsync(node, settings.Ssh)))]
            : [];

    private static async Task<CheckResult> OneAsync(NodeSettings node, SshSettings ssh)
    {
        var subject = $"host {node.Name}";
        var port = node.SshPort.ToString(CultureInfo.InvariantCulture);
        var pinned = node.HostKey.Text.Split(' ');
        var (_, output, _) = await Tools.RunAsync("ssh-keyscan", ["-T", "5", "-p", port, node.Address.Text], atMost: Patience);

        // "203.0.113.10 ssh-ed25519 AAAA…" a line, comments beginning with #.
        var keys = output.Split('\n').Where(line => !line.StartsWith('#')).Select(line => line.Split(' ')).Where(words => words.Length >= 3).ToList();
        var same = keys.FirstOrDefault(words => words[1] == pinned[0]);
        return keys.Count == 0
                ? CheckResult.Wrong(subject, $"no sshd answers at {node.Address}:{port}", "check that the machine runs, its address and its firewall")
            : same is null
                ? CheckResult.Wrong(subject, $"has no {pinned[0]} key", $"pin one that it has: {string.Join(", ", keys.Select(words => words[1]))}")
            : same[2] != pinned[1]
                ? CheckResult.Wrong(subject, "shows another host key than the one that is pinned",
                    "somebody may stand in between: compare it on the machine's console, and only then pin the new one")
            : ssh.PrivateKey is not null ? CheckResult.Fine(subject, "answers with the pinned key; the login key is encrypted in the stack's file")
            : await LoginAsync(subject, node, ssh, port);
    }

    private static async Task<CheckResult> LoginAsync(string subject, NodeSettings node, SshSettings ssh, string port)
    {
        var known = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(known, $"[{node.Address}]:{port} {node.HostKey}\n{node.Address} {node.HostKey}\n");
            var (code, _, error) = await Tools.RunAsync(
                "ssh",
                ["-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", $"UserKnownHostsFile={known}", "-o", "ConnectTimeout=5",
                    "-p", port, $"{ssh.User}@{node.Address}", ssh.User == "root" ? "true" : "sudo -n true"],
                atMost: Patience);
            return code == 0
                ? CheckResult.Fine(subject, $"answers with the pinned key and lets {ssh.User} in")
                : CheckResult.Wrong(subject, $"does not let {ssh.User} in ({Scrub.Text(error.Trim().Split('\n')[^1])})",
                    "add your key to the SSH agent (`ssh-add`) and to the host's authorized_keys; others than root need sudo without a password");
        }
        finally
        {
            File.Delete(known);
        }
    }
}
