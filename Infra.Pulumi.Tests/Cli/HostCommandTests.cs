using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Infra.Tests.Cli;

/// <summary>Runs against a real sshd on this machine.</summary>
public sealed class HostCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infra-sshd-").FullName;
    private readonly int _port = FreePort();
    private Process? _sshd;

    [SshdFact]
    public async Task New_key_with_the_right_fingerprint_is_pinned()
    {
        using var project = ProjectWithHost(key: null);
        var fingerprint = StartSshd();

        var (code, output, _) = await project.Run(
            "host", "trust", "127.0.0.1", "--port", $"{_port}", "--fingerprint", fingerprint);

        Assert.Equal(0, code);
        Assert.EndsWith($"wrote {fingerprint} into Pulumi.staging.yaml\n", output, StringComparison.Ordinal);
        Assert.Contains(PublicKey, project.Read("Pulumi.staging.yaml"), StringComparison.Ordinal);
    }

    [SshdFact]
    public async Task Known_key_changes_nothing()
    {
        StartSshd();
        using var project = ProjectWithHost(PublicKey);

        var (code, output, _) = await project.Run("host", "trust", "127.0.0.1", "--port", $"{_port}");

        Assert.Equal(0, code);
        Assert.EndsWith("Pulumi.staging.yaml already has that key\n", output, StringComparison.Ordinal);
    }

    [SshdFact]
    public async Task Changed_key_is_rejected_without_replace()
    {
        StartSshd();
        using var project = ProjectWithHost("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGV4YW1wbGUgaG9zdCBrZXksIG5vdCBhIHJlYWwgb25l");

        var (code, _, error) = await project.Run("host", "trust", "127.0.0.1", "--port", $"{_port}");

        Assert.Equal(
            (2, "infra: 127.0.0.1 presents a different key than the one in Pulumi.staging.yaml; pass "
                + "--replace if you rebuilt the host; "
            + "otherwise do not connect: this may be an attack\n"), (code, error));
    }

    [SshdFact]
    public async Task Wrong_fingerprint_writes_nothing()
    {
        StartSshd();
        using var project = ProjectWithHost(key: null);
        var before = project.Read("Pulumi.staging.yaml");

        var (code, _, _) = await project.Run("host", "trust", "127.0.0.1", "--port", $"{_port}", "--fingerprint", "SHA256:other");

        Assert.Equal((2, before), (code, project.Read("Pulumi.staging.yaml")));
    }

    [SshdFact]
    public async Task Unreachable_host_is_an_error()
    {
        using var project = ProjectWithHost(key: null);

        var (code, _, error) = await project.Run("host", "trust", "127.0.0.1", "--port", $"{_port}");

        Assert.Equal(
            (2, $"infra: no SSH server answers on 127.0.0.1 port {_port}; check the address, the "
                + $"port and that the host is running\n"), (code, error));
    }

    public void Dispose()
    {
        _sshd?.Kill();
        _sshd?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string PublicKey => string.Join(' ', File.ReadAllText(Path.Combine(_folder, "key.pub")).Split(' ')[..2]);

    private static AnyProject ProjectWithHost(string? key)
    {
        var project = new AnyProject();
        project.Write(
            "Pulumi.staging.yaml",
                $"config:\n  infra:nodes:\n    - name: one\n      address: "
                    + $"127.0.0.1\n{(key is null ? "" : $"      hostKey: {key}\n")}");
        return project;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string StartSshd()
    {
        var key = Path.Combine(_folder, "key");
        Process.Start("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]).WaitForExit();
        Directory.CreateDirectory("/run/sshd");
        _sshd = Process.Start(SshdFactAttribute.Sshd,
            ["-D", "-f", "/dev/null", "-h", key, "-p", $"{_port}", "-o", "ListenAddress=127.0.0.1", "-o", "PidFile=none"]);
        WaitForPort();
        using var print = Process.Start(new ProcessStartInfo("ssh-keygen", $"-lf {key}.pub") { RedirectStandardOutput = true })!;
        return print.StandardOutput.ReadToEnd().Split(' ')[1];
    }

    private void WaitForPort()
    {
        var deadline = DateTime.UtcNow.AddSeconds(10);
        while (DateTime.UtcNow < deadline)
        {
            try
            {
                using var _ = new TcpClient("127.0.0.1", _port);
                return;
            }
            catch (SocketException)
            {
                Thread.Yield();
            }
        }
    }
}

/// <summary>Skips the test without root and an installed sshd.</summary>
internal sealed class SshdFactAttribute : FactAttribute
{
    public const string Sshd = "/usr/sbin/sshd";

    public SshdFactAttribute()
    {
        if (!File.Exists(Sshd) || Environment.UserName != "root")
        {
            Skip = "needs root and an installed sshd (apt-get install openssh-server)";
        }
    }
}
