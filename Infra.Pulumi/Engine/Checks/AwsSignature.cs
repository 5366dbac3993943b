using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Engine.Checks;

/// <summary>
/// Signs a request to S3 or another service of AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
/// </summary>
internal sealed record AwsSignature(AwsCredentials Credentials, string Region, string Service = "s3")
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    public void Sign(HttpRequestMessage request, byte[] body, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var digest = Hex(SHA256.HashData(body));
        request.Headers.Host = request.RequestUri!.Authority;
        request.Headers.Add("x-amz-content-sha256", digest);
        request.Headers.Add("x-amz-date", time);
        if (Credentials.SessionToken is { } token)
        {
            request.Headers.Add("x-amz-security-token", token);
        }

        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = request.Headers.Host };
        foreach (var (name, values) in request.Headers.Where(header => header.Key.StartsWith("x-amz-", StringComparison.Ordinal)))
        {
            headers[name] = values.Single();
        }

        var names = string.Join(';', headers.Keys);
        var canonical = string.Join('\n',
            request.Method.Method, request.RequestUri.AbsolutePath, Query(request.RequestUri),
            string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n")), names, digest);
        var scope = $"{time[..8]}/{Region}/{Service}/aws4_request";
        var text = string.Join('\n', Algorithm, time, scope, Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = Mac(Mac(Mac(Mac(Encoding.UTF8.GetBytes($"AWS4{Credentials.Secret}"), time[..8]), Region), Service),
            "aws4_request");
        request.Headers.TryAddWithoutValidation("Authorization",
            $"{Algorithm} Credential={Credentials.KeyId}/{scope}, SignedHeaders={names}, Signature={Hex(Mac(key, text))}");
    }

    private static string Query(Uri uri) =>
        string.Join('&', uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Order(StringComparer.Ordinal));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
