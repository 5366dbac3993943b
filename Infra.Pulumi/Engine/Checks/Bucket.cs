using System.Web;

namespace Infra.Engine.Checks;

/// <summary>The bucket of a state address such as s3://BUCKET?endpoint=…, with the operations that a check needs.</summary>
internal sealed class Bucket
{
    private readonly HttpClient _web;
    private readonly AwsSignature _signature;
    private readonly Uri _root;

    private Bucket(HttpClient web, AwsSignature signature, Uri root)
    {
        _web = web;
        _signature = signature;
        _root = root;
    }

    /// <summary>Null without credentials.</summary>
    public static Bucket? Open(string url, HttpClient web)
    {
        var uri = new Uri(url);
        var options = HttpUtility.ParseQueryString(uri.Query);
        var region = options["region"] ?? Environment.GetEnvironmentVariable("AWS_REGION") ?? "us-east-1";
        var endpoint = options["endpoint"] ?? $"https://s3.{region}.amazonaws.com";
        endpoint = endpoint.Contains("://", StringComparison.Ordinal) ? endpoint : $"https://{endpoint}";
        return AwsCredentials.Find(options["profile"]) is { } credentials
            ? new(web, new(credentials, region), new($"{endpoint.TrimEnd('/')}/{uri.Host}{uri.AbsolutePath.TrimEnd('/')}/"))
            : null;
    }

    public Task WriteAsync(string key, byte[] content) => SendAsync(HttpMethod.Put, key, content);

    public async Task<byte[]> ReadAsync(string key) =>
        await (await SendAsync(HttpMethod.Get, key, [])).Content.ReadAsByteArrayAsync();

    public Task DeleteAsync(string key) => SendAsync(HttpMethod.Delete, key, []);

    public async Task<bool> IsListedAsync(string prefix, string key)
    {
        // Prefixes start at the bucket, not at the folder in the address.
        var bucket = new Uri(_root, $"/{_root.Segments[1].TrimEnd('/')}");
        var below = string.Concat(_root.Segments.Skip(2));
        var uri = new Uri($"{bucket}?list-type=2&prefix={Uri.EscapeDataString(below + prefix)}");
        var xml = await (await SendAsync(HttpMethod.Get, uri, [])).Content.ReadAsStringAsync();
        return xml.Contains($"<Key>{below}{key}</Key>", StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string key, byte[] content) =>
        SendAsync(method, new Uri(_root, key), content);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri uri, byte[] content)
    {
        using var request = new HttpRequestMessage(method, uri);
        if (content.Length > 0)
        {
            request.Content = new ByteArrayContent(content);
        }

        _signature.Sign(request, content, DateTimeOffset.UtcNow);
        var response = await _web.SendAsync(request);
        return response.IsSuccessStatusCode
            ? response
            : throw new HttpRequestException(
                $"{(int)response.StatusCode} {ErrorCode(await response.Content.ReadAsStringAsync())}".Trim());
    }

    // <Error><Code>NoSuchBucket</Code><Message>…
    private static string ErrorCode(string xml) =>
        xml.Split("<Code>") is [_, var rest, ..] ? rest.Split("</Code>")[0] : "";
}
