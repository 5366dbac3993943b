using System.Diagnostics;
using System.Net;
using Infra.Bricks;

namespace Infra.Tests.Foundation;

/// <summary>The wait for a new key, against a stand-in for R2.</summary>
public sealed class R2ReadyTests
{
    [Fact]
    public async Task Wait_ends_once_the_signed_request_is_accepted()
    {
        using var r2 = Listen(out var address);
        var asked = r2.GetContextAsync();

        var run = Run(address, "KEYID:hush");
        var request = await asked;
        request.Response.Close();

        Assert.Equal((0, ""), await run);
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=KEYID/", request.Request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_key_is_reported() =>
        Assert.Equal((1, "error: standard input has no KEY:SECRET; correct the call\n"), await Run("http://127.0.0.1:9", ""));

    private static HttpListener Listen(out string address)
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        address = $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}";
        socket.Stop();
        var listener = new HttpListener { Prefixes = { $"{address}/" } };
        listener.Start();
        return listener;
    }

    private static async Task<(int Code, string Error)> Run(string endpoint, string stdin)
    {
        var start = new ProcessStartInfo("bash", ["-c", ScriptText.Read("r2-ready.sh")])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            Environment = { ["S3_ENDPOINT"] = endpoint },
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(stdin);
        process.StandardInput.Close();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }
}
