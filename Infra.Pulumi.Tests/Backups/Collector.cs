using System.Net;
using System.Net.Sockets;

namespace Infra.Tests.Backups;

/// <summary>Receives one request like a telemetry collector.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();

    public Collector()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}";
        socket.Stop();
        _listener.Prefixes.Add($"{Url}/v1/metrics/");
        _listener.Start();
        Told = TakeAsync();
    }

    public string Url { get; }

    public Task<string> Told { get; }

    public void Dispose() => _listener.Close();

    private async Task<string> TakeAsync()
    {
        var context = await _listener.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream);
        var text = await reader.ReadToEndAsync();
        context.Response.Close();
        return text;
    }
}
