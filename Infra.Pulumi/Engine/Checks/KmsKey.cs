using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;

namespace Infra.Engine.Checks;

/// <summary>The key of an address such as awskms://alias/NAME?region=…, with the operations that a check needs.</summary>
internal sealed partial class KmsKey
{
    private const string Scheme = "awskms://";

    private readonly HttpClient _web;
    private readonly AwsSignature _signature;
    private readonly Uri _endpoint;
    private readonly string _id;

    private KmsKey(HttpClient web, AwsSignature signature, Uri endpoint, string id)
    {
        _web = web;
        _signature = signature;
        _endpoint = endpoint;
        _id = id;
    }

    public static bool IsProvider(string provider) => provider.StartsWith(Scheme, StringComparison.Ordinal);

    public static string? ProfileOf(string provider) => Options(provider)["profile"];

    /// <summary>Null without credentials.</summary>
    public static KmsKey? Open(string provider, HttpClient web)
    {
        var id = provider[Scheme.Length..].Split('?')[0].TrimStart('/');
        var region = Options(provider)["region"] ?? RegionInArn().Match(id) switch
        {
            { Success: true } arn => arn.Groups[1].Value,
            _ => Environment.GetEnvironmentVariable("AWS_REGION") ?? "us-east-1",
        };
        var endpoint = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_KMS")
            ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL")
            ?? $"https://kms.{region}.amazonaws.com";
        return AwsCredentials.Find(ProfileOf(provider)) is { } credentials
            ? new(web, new(credentials, region, "kms"), new Uri($"{endpoint.TrimEnd('/')}/"), id)
            : null;
    }

    /// <summary>Encrypts and decrypts, as a run does with the stack's own key.</summary>
    public async Task<bool> RoundTripsAsync()
    {
        var plain = Convert.ToBase64String("infra"u8);
        var sealedText = (await CallAsync("Encrypt", new() { ["KeyId"] = _id, ["Plaintext"] = plain }))
            .GetProperty("CiphertextBlob").GetString()!;
        return (await CallAsync("Decrypt", new() { ["KeyId"] = _id, ["CiphertextBlob"] = sealedText })).GetProperty("Plaintext")
            .GetString() == plain;
    }

    private async Task<JsonElement> CallAsync(string action, Dictionary<string, string> asked)
    {
        var body = Encoding.UTF8.GetBytes(
            $"{{{string.Join(',', asked.Select(pair => $"\"{pair.Key}\":\"{JsonEncodedText.Encode(pair.Value)}\""))}}}");
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("x-amz-target", $"TrentService.{action}");
        _signature.Sign(request, body, DateTimeOffset.UtcNow);
        using var response = await _web.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(answer)
            : throw new HttpRequestException(ErrorType().Match(answer) is { Success: true } type ? type.Groups[1].Value
            : $"{(int)response.StatusCode}");
    }

    private static System.Collections.Specialized.NameValueCollection Options(string provider) =>
        HttpUtility.ParseQueryString(provider.Split('?', 2) is [_, var query] ? query : "");

    // arn:aws:kms:eu-central-1:111122223333:key/…
    [GeneratedRegex("^arn:[^:]+:kms:([^:]+):")]
    private static partial Regex RegionInArn();

    // {"__type":"com.amazonaws.kms#NotFoundException",…
    [GeneratedRegex("\"__type\"\\s*:\\s*\"(?:[^\"#]*#)?([A-Za-z]+)")]
    private static partial Regex ErrorType();
}
