using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Tests.Cluster;

/// <summary>
/// Serves releases of the stand-in inside the lab, at /VERSION/k3s. /short/VERSION ends early, /other/VERSION has other content,
/// /slow/VERSION is slow.
/// </summary>
internal sealed class Releases : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Any, 0);

    public Releases()
    {
        _listener.Start();
        _ = Accept();
    }

    public static byte[] Binary(string version) => Encoding.UTF8.GetBytes(
        Hosts.Text("standin.py").Replace("'v0.0.0'", $"'{version}'", StringComparison.Ordinal));

    /// <summary>An installation of that version from this server; what: short, other or slow.</summary>
    public Call Install(string version = Call.Old, string what = "")
    {
        var sum = Convert.ToHexStringLower(SHA256.HashData(Binary(version)));
        return Call.Install.With(("K3S_VERSION", version), ("SHA256_AMD64", sum), ("SHA256_ARM64", sum), ("DOWNLOAD_URL", Url(what, version)));
    }

    public void Dispose() => _listener.Dispose();

    private string Url(string what, string version) =>
        string.Create(CultureInfo.InvariantCulture, $"http://198.18.7.2:{((IPEndPoint)_listener.LocalEndpoint).Port}/{(what == "" ? "" : $"{what}/")}{version}");

    private async Task Accept()
    {
        while (true)
        {
            _ = Answer(await _listener.AcceptTcpClientAsync());
        }
    }

    private static async Task Answer(TcpClient client)
    {
        using var _ = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        var path = (await reader.ReadLineAsync())!.Split(' ')[1].Split('/');
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        var (what, body) = (path[1], Binary(path[^2]));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n")));
        for (var sent = 0; sent < (what == "short" ? body.Length / 2 : body.Length); sent += 1000)
        {
            await stream.WriteAsync(what == "other" ? new byte[Math.Min(1000, body.Length - sent)] : body.AsMemory(sent, Math.Min(1000, body.Length - sent)));
            await Task.Delay(what == "slow" ? 200 : 0);
        }
    }
}
