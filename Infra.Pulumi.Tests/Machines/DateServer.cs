using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infra.Tests.Machines;

/// <summary>A web server on this machine's address in the lab, with a clock offset.</summary>
internal sealed class DateServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Parse("198.18.7.2"), 0);

    public DateServer(TimeSpan ahead)
    {
        _listener.Start();
        _ = Serve(ahead);
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    public void Dispose() => _listener.Dispose();

    private async Task Serve(TimeSpan ahead)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await client.GetStream().ReadAtLeastAsync(new byte[4096], 16, throwOnEndOfStream: false);
                var answer = $"HTTP/1.1 404 Not Found\r\nDate: {DateTime.UtcNow + ahead:R}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            return;
        }
    }
}
