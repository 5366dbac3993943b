using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Tests;

/// <summary>A server that answers as a model says, to run our scripts against. It cuts a connection where it is told to.</summary>
internal sealed class StandIn : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HttpListenerContext, string, (int Status, JsonNode Body)> _answer;
    private readonly List<string> _requests = [];

    public StandIn(Func<HttpListenerContext, string, (int Status, JsonNode Body)> answer)
    {
        _answer = answer;
        Url = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Url { get; }

    /// <summary>The request whose connection is cut, counted from 1, and whether the request still takes effect.</summary>
    public (int At, bool After)? Cut { get; set; }

    /// <summary>Method and address of each.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Counts from 1 again.</summary>
    public void Forget() => _requests.Clear();

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                Serve(await _listener.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Serve(HttpListenerContext context)
    {
        _requests.Add($"{context.Request.HttpMethod} {context.Request.RawUrl}");
        var isCut = Cut?.At == _requests.Count;
        if (isCut && !Cut!.Value.After)
        {
            Hang(context.Response);
            return;
        }

        using var reader = new StreamReader(context.Request.InputStream);
        var (status, body) = _answer(context, reader.ReadToEnd());
        if (isCut)
        {
            Hang(context.Response);
            return;
        }

        context.Response.StatusCode = status;
        context.Response.Close(status == 204 ? [] : Encoding.UTF8.GetBytes(body.ToJsonString()), willBlock: true);
    }

    // Promises more than it sends: Abort alone ends with a proper, empty answer.
    private static void Hang(HttpListenerResponse response)
    {
        response.ContentLength64 = 1000;
        response.OutputStream.Write("{"u8);
        response.Abort();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
