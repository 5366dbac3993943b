using System.Net.Http.Headers;
using System.Text.Json;
using Infra.Settings;

namespace Infra.Engine.Checks;

/// <summary>The Cloudflare token and the zones: whether it is valid, what it may do, and whether the zones are the right ones.</summary>
internal static class CloudflareChecks
{
    private const string Api = "https://api.cloudflare.com/client/v4";
    private const string Needed = "#dns_records:edit";

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(PlatformSettings settings, HttpClient web)
    {
        if (settings.Edge.Mode != EdgeMode.Proxied)
        {
            return [];
        }

        if (Environment.GetEnvironmentVariable("CLOUDFLARE_API_TOKEN") is not { Length: > 0 } token)
        {
            return settings.Edge.ApiToken is null
                ? [CheckResult.Wrong("cloudflare", "there is no token", "set CLOUDFLARE_API_TOKEN, or encrypt one as infra:edge.apiToken")]
                : [CheckResult.Mind("cloudflare", "the token is encrypted in the stack's file", "set CLOUDFLARE_API_TOKEN to have it tried here")];
        }

        var results = new List<CheckResult> { await TokenAsync(web, token) };
        if (results[0].Verdict == CheckVerdict.Fine)
        {
            results.Add(await ZoneAsync(web, token, settings.Edge.BaseZoneId!.Text, settings.Domain.Base.Text));
            results.Add(await ZoneAsync(web, token, settings.Edge.InternalZoneId!.Text, settings.Domain.Internal.Text));
        }

        return [.. results.Distinct()];
    }

    private static async Task<CheckResult> TokenAsync(HttpClient web, string token) => await AskAsync(web, token, "/user/tokens/verify") switch
    {
        { Result: { } result } when result.GetProperty("status").GetString() == "active" => CheckResult.Fine("cloudflare", "the token is valid"),
        { Result: { } result } => CheckResult.Wrong("cloudflare", $"the token is {result.GetProperty("status").GetString()}", "make a new one"),
        var answer => CheckResult.Wrong("cloudflare", $"the token is refused ({answer.Problem})", "make one with Zone:Read and DNS:Edit on both zones"),
    };

    private static async Task<CheckResult> ZoneAsync(HttpClient web, string token, string id, string domain)
    {
        var subject = $"zone {domain}";
        var (answer, problem) = await AskAsync(web, token, $"/zones/{id}");
        if (answer is not { } zone)
        {
            return CheckResult.Wrong(subject, $"the token cannot see zone {id} ({problem})", "correct the zone id, or give the token Zone:Read on it");
        }

        var name = zone.GetProperty("name").GetString();
        var permissions = zone.TryGetProperty("permissions", out var list) ? list.EnumerateArray().Select(item => item.GetString()).ToList() : [];
        return name != domain ? CheckResult.Wrong(subject, $"zone {id} is {name}", "put the id of the right zone into infra:edge")
            : zone.GetProperty("status").GetString() is var status && status != "active"
                ? CheckResult.Wrong(subject, $"is {status}", "let the registrar delegate the domain to the name servers that Cloudflare names")
            : permissions.Count > 0 && !permissions.Contains(Needed) ? CheckResult.Wrong(subject, "the token may not change records", "give it DNS:Edit on this zone")
            : CheckResult.Fine(subject, "is active, and the token may change its records");
    }

    private static async Task<(JsonElement? Result, string Problem)> AskAsync(HttpClient web, string token, string path)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Api}{path}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await web.SendAsync(request);
            var json = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
            return json.GetProperty("success").GetBoolean() ? (json.GetProperty("result"), "") : (null, Scrub.Text(json.GetProperty("errors").ToString()));
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException)
        {
            return (null, Scrub.Text(failure.Message));
        }
    }
}
