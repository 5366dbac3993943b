using System.Net.Http.Headers;
using System.Text.Json;
using Infra.Settings;

namespace Infra.Engine.Checks;

/// <summary>
/// Checks that the Cloudflare token is valid and has the needed permissions, and that the zone IDs match the domains.
/// </summary>
internal static class CloudflareChecks
{
    private const string Api = "https://api.cloudflare.com/client/v4";
    private const string RequiredPermission = "#dns_records:edit";

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(PlatformSettings settings, HttpClient web)
    {
        if (settings.Edge.Mode != EdgeMode.Proxied)
        {
            return [];
        }

        if (Environment.GetEnvironmentVariable("CLOUDFLARE_API_TOKEN") is not { Length: > 0 } token)
        {
            return settings.Edge.ApiToken is null
                ? [CheckResult.Error("cloudflare", "the token is missing",
                    "set CLOUDFLARE_API_TOKEN, or set the secret infra:edge.apiToken")]
                : [CheckResult.Note("cloudflare", "the token is encrypted in the stack's file",
                    "set CLOUDFLARE_API_TOKEN to check it here")];
        }

        var results = new List<CheckResult> { await TokenAsync(web, token) };
        if (results[0].Status == CheckStatus.Ok)
        {
            results.Add(await ZoneAsync(web, token, settings.Edge.BaseZoneId!.Text, settings.Domain.Base.Text));
            results.Add(await ZoneAsync(web, token, settings.Edge.InternalZoneId!.Text, settings.Domain.Internal.Text));
        }

        return [.. results.Distinct()];
    }

    private static async Task<CheckResult> TokenAsync(HttpClient web, string token) =>
        await GetAsync(web, token, "/user/tokens/verify") switch
        {
            { Result: { } result } when result.GetProperty("status").GetString() == "active" =>
                CheckResult.Ok("cloudflare", "the token is valid"),
            { Result: { } result } =>
                CheckResult.Error("cloudflare", $"the token is {result.GetProperty("status").GetString()}", "create a new one"),
            var answer =>
                CheckResult.Error("cloudflare", $"Cloudflare rejects the token ({answer.Problem})",
                    "create one with Zone:Read and DNS:Edit on both zones"),
        };

    private static async Task<CheckResult> ZoneAsync(HttpClient web, string token, string id, string domain)
    {
        var subject = $"zone {domain}";
        var (answer, problem) = await GetAsync(web, token, $"/zones/{id}");
        if (answer is not { } zone)
        {
            return CheckResult.Error(subject, $"the token cannot read zone {id} ({problem})",
                "correct the zone ID, or grant the token Zone:Read on it");
        }

        var name = zone.GetProperty("name").GetString();
        var permissions = zone.TryGetProperty("permissions", out var list)
            ? list.EnumerateArray().Select(item => item.GetString()).ToList() : [];
        return name != domain ? CheckResult.Error(subject, $"zone {id} belongs to {name}", "set the ID of {domain} in infra:edge")
            : zone.GetProperty("status").GetString() is var status && status != "active"
                ? CheckResult.Error(subject, $"is {status}", "delegate the domain to Cloudflare's name servers at the registrar")
            : permissions.Count > 0 && !permissions.Contains(RequiredPermission)
            ? CheckResult.Error(subject, "the token cannot edit records", "grant it DNS:Edit on this zone")
            : CheckResult.Ok(subject, "is active, and the token can edit its records");
    }

    private static async Task<(JsonElement? Result, string Problem)> GetAsync(HttpClient web, string token, string path)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Api}{path}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await web.SendAsync(request);
            var json = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
            return json.GetProperty("success").GetBoolean() ? (json.GetProperty("result"), "")
                : (null, Redactor.Redact(json.GetProperty("errors").ToString()));
        }
        catch (Exception failure) when (
            failure is HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException)
        {
            return (null, Redactor.Redact(failure.Message));
        }
    }
}
