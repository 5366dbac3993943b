using System.Globalization;
using Infra.Settings;

namespace Infra.Engine.Checks;

/// <summary>Checks that sshd answers on each host with the pinned key and accepts the login.</summary>
internal static class HostChecks
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(PlatformSettings settings) =>
        settings.Cluster.Host == ClusterHost.Nodes && Tools.Find("ssh-keyscan") is not null
            ? [.. await Task.WhenAll(settings.Nodes.Select(node => CheckAsync(node, settings.Ssh)))]
            : [];

    private static async Task<CheckResult> CheckAsync(NodeSettings node, SshSettings ssh)
    {
        var subject = $"host {node.Name}";
        var port = node.SshPort.ToString(CultureInfo.InvariantCulture);
        var pinned = node.HostKey.Text.Split(' ');
        var (_, output, _) = await Tools.RunAsync("ssh-keyscan", ["-T", "5", "-p", port, node.Address.Text], timeout: Timeout);

        // "203.0.113.10 ssh-ed25519 AAAA…" a line, comments beginning with #.
        var keys = output.Split('\n').Where(line => !line.StartsWith('#')).Select(line => line.Split(' '))
            .Where(words => words.Length >= 3).ToList();
        var same = keys.FirstOrDefault(words => words[1] == pinned[0]);
        return keys.Count == 0
                ? CheckResult.Error(subject, $"no SSH server answers at {node.Address}:{port}",
                    "start the machine, or correct its address or firewall")
            : same is null
                ? CheckResult.Error(subject, $"has no {pinned[0]} key",
                    $"pin one of its keys:  {string.Join(", ", keys.Select(words => words[1]))}")
            : same[2] != pinned[1]
                ? CheckResult.Error(subject, "presents a different host key than the pinned one",
                    "compare the key on the machine's console before you pin the new one: this may be an attack")
            : ssh.PrivateKey is not null
            ? CheckResult.Ok(subject, "answers with the pinned key; the login key is encrypted in the stack's file")
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
                ["-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", $"UserKnownHostsFile={known}", "-o",
                    "ConnectTimeout=5",
                    "-p", port, $"{ssh.User}@{node.Address}", ssh.User == "root" ? "true" : "sudo -n true"],
                timeout: Timeout);
            return code == 0
                ? CheckResult.Ok(subject, $"answers with the pinned key and accepts {ssh.User}")
                : CheckResult.Error(subject, $"rejects {ssh.User} ({Redactor.Redact(error.Trim().Split('\n')[^1])})",
                    "add your key to the SSH agent (`ssh-add`) and to the host's authorized_keys; a "
                        + "user other than root needs passwordless sudo");
        }
        finally
        {
            File.Delete(known);
        }
    }
}
