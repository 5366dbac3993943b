using System.Net;

namespace Infra.Tests.Engine;

/// <summary>A fake web server that records its requests.</summary>
internal sealed class AnyWeb(Func<HttpRequestMessage, (HttpStatusCode Status, byte[] Body)> answer) : HttpMessageHandler
{
    public List<HttpRequestMessage> Asked { get; } = [];

    /// <summary>A header for each response; ignored if its value is empty.</summary>
    public Func<HttpResponseMessage, (string Name, string Value)>? Headers { get; init; }

    public HttpClient Client => new(this, disposeHandler: false);

    public static AnyWeb Of(params (string Path, string Json)[] pages) => new(request =>
        pages.FirstOrDefault(
            page => request.RequestUri!.AbsolutePath.EndsWith(page.Path, StringComparison.Ordinal)) is { Json: { } json }
            ? (HttpStatusCode.OK, System.Text.Encoding.UTF8.GetBytes(json))
            : (HttpStatusCode.NotFound, []));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(request);
        var (status, body) = answer(request);
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body), RequestMessage = request };
        if (Headers?.Invoke(response) is { Value.Length: > 0 } header)
        {
            response.Headers.Add(header.Name, header.Value);
        }

        return Task.FromResult(response);
    }
}
