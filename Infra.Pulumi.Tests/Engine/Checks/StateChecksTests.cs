using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Infra.Engine;
using Infra.Engine.Checks;
using Infra.Tests.Settings;

namespace Infra.Tests.Engine.Checks;

[Collection("TakesTurns")]
public sealed class StateChecksTests : IDisposable
{
    private const string Url = "s3://bucket/sub?endpoint=https://0.r2.cloudflarestorage.com&region=auto&use_path_style=true";

    private readonly ConcurrentDictionary<string, byte[]> _objects = [];

    public StateChecksTests()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "id");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "hush-hush");
    }

    [Fact]
    public async Task Working_bucket_passes_and_is_left_empty()
    {
        var result = await Try(Bucket());

        Assert.Equal((CheckStatus.Ok, $"{Url} (infra:state.url) is readable, writable and lockable"),
            (result.Status, result.Message));
        Assert.Empty(_objects);
    }

    [Theory]
    [InlineData("PUT", HttpStatusCode.Forbidden, "AccessDenied", "cannot be written (403 AccessDenied)",
        "grant the token `Object Read & Write` on that bucket, or use another one")]
    [InlineData("PUT", HttpStatusCode.NotFound, "NoSuchBucket", "cannot be written (404 NoSuchBucket)",
        "create the bucket, or correct its name in infra:state.url")]
    [InlineData("DELETE", HttpStatusCode.Forbidden, "AccessDenied", "cannot be deleted from (403 AccessDenied)",
        "grant the token `Object Read & Write` on that bucket, or use another one")]
    public async Task Rejected_bucket_operation_has_a_remedy(
        string method, HttpStatusCode status, string code, string found, string remedy)
    {
        var result = await Try(Bucket(method, status, code));

        Assert.Equal((CheckStatus.Error, $"{Url} (infra:state.url) {found}", remedy),
            (result.Status, result.Message, result.Remedy));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", null);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", null);
    }

    private static Task<CheckResult> Try(AnyWeb web) =>
        StateChecks.RunAsync(new StateStore(Url, "infra:state.url", false), AnyStack.Read(AnyStack.Text), web.Client);

    private AnyWeb Bucket(string? refused = null, HttpStatusCode status = HttpStatusCode.OK, string code = "") => new(request =>
    {
        var key = string.Concat(request.RequestUri!.Segments.Skip(2));
        return request.Method.Method == refused ? (status, Encoding.UTF8.GetBytes($"<Error><Code>{code}</Code></Error>"))
            : request.Method.Method switch
            {
                "PUT" => Put(key, request),
                "DELETE" => (_objects.TryRemove(key, out _) ? HttpStatusCode.NoContent : HttpStatusCode.NotFound, []),
                _ when request.RequestUri.Query.Length > 0 =>
                    (HttpStatusCode.OK, Encoding.UTF8.GetBytes(string.Concat(_objects.Keys.Select(name => $"<Key>{name}</Key>")))),
                _ => (HttpStatusCode.OK, _objects[key]),
            };
    });

    private (HttpStatusCode, byte[]) Put(string key, HttpRequestMessage request)
    {
        var buffer = new MemoryStream();
        request.Content!.CopyTo(buffer, null, CancellationToken.None);
        _objects[key] = buffer.ToArray();
        return (HttpStatusCode.OK, []);
    }
}
