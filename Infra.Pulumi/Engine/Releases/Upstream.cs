using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Settings;

namespace Infra.Engine.Releases;

/// <summary>Compares the catalogue with the upstream releases. Needs no account.</summary>
public sealed partial class Upstream(HttpClient web)
{
    private const int MaxPages = 40;

    /// <summary>One line for each newer version, missing version and failed lookup.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(IEnumerable<PinnedRelease> pins, int atOnce = 8)
    {
        using var turn = new SemaphoreSlim(atOnce);
        var lines = await Task.WhenAll(pins.Select(async pin =>
        {
            await turn.WaitAsync();
            try
            {
                return await CheckAsync(pin);
            }
            finally
            {
                turn.Release();
            }
        }));
        return [.. lines.OfType<string>()];
    }

    private async Task<string?> CheckAsync(PinnedRelease pin)
    {
        try
        {
            var versions = await VersionsAsync(pin.Source);
            var newest = VersionPattern.Latest(pin.Version, versions);
            return !versions.Contains(pin.Version) && !versions.Contains($"v{pin.Version}") && pin.Source is not GitHubReleases
                ? $"{pin.Name} {pin.Version} is no longer available{(newest == pin.Version ? "" : $"; use {newest}")}"
                : newest == pin.Version ? null : $"{pin.Name} {pin.Version}: {newest} is available";
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException
            or JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return $"{pin.Name}: lookup failed ({problem.Message.Split('\n')[0]})";
        }
    }

    private async Task<IReadOnlyList<string>> VersionsAsync(ReleaseSource source) => source switch
    {
        HelmIndex index => await ChartVersionsAsync(index),
        RegistryTags tags => await TagsAsync(tags),
        GitHubReleases releases => await ReleasesAsync(releases),
        _ => throw new InvalidOperationException($"{source} is not supported"),
    };

    private async Task<IReadOnlyList<string>> ChartVersionsAsync(HelmIndex index)
    {
        using var text = new StringReader(await web.GetStringAsync(new Uri($"{index.Url.TrimEnd('/')}/index.yaml")));
        return YamlText.Read(text, "index.yaml")?["entries"]?[index.Chart] is JsonArray entries
            ? [.. entries.Select(entry => entry?["version"]?.ToString()).OfType<string>()]
            : throw new FormatException($"{index.Url} has no chart {index.Chart}");
    }

    private async Task<IReadOnlyList<string>> ReleasesAsync(GitHubReleases releases)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"https://api.github.com/repos/{releases.Repository}/releases?per_page=100");
        request.Headers.UserAgent.ParseAdd("Infra.Pulumi");
        using var answer = (await web.SendAsync(request)).EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. json.RootElement.EnumerateArray().Where(release => !release.GetProperty("prerelease").GetBoolean())
            .Select(release => release.GetProperty("tag_name").GetString()!)];
    }

    private async Task<IReadOnlyList<string>> TagsAsync(RegistryTags tags)
    {
        var host = tags.Registry == "docker.io" ? "registry-1.docker.io" : tags.Registry;
        var all = new List<string>();
        string? token = null;
        var next = $"/v2/{tags.Repository}/tags/list?n=1000";
        for (var page = 0; page < MaxPages && next is not null; page++)
        {
            using var answer = await GetAsync(host, next, token);
            if (answer.StatusCode == HttpStatusCode.Unauthorized && token is null)
            {
                token = await TokenAsync(answer, tags.Repository);
                continue;
            }

            using var json = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
            all.AddRange(json.RootElement.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!));
            next = answer.Headers.TryGetValues("Link", out var links)
                && NextPage().Match(string.Join(',', links)) is { Success: true } link ? link.Groups[1].Value : null;
        }

        return all;
    }

    private Task<HttpResponseMessage> GetAsync(string host, string path, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"https://{host}{path}");
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        return web.SendAsync(request);
    }

    /// <summary>An anonymous token from the address in the challenge: `Bearer realm="https://…/token",service="…"`.</summary>
    private async Task<string> TokenAsync(HttpResponseMessage refusal, string repository)
    {
        var parts = Parts().Matches(refusal.Headers.WwwAuthenticate.ToString()).DistinctBy(part => part.Groups[1].Value)
            .ToDictionary(part => part.Groups[1].Value, part => part.Groups[2].Value);
        if (!parts.TryGetValue("realm", out var realm) || !realm.StartsWith("https://", StringComparison.Ordinal))
        {
            throw new FormatException("the registry offers no token service");
        }

        var service = Uri.EscapeDataString(parts.GetValueOrDefault("service", ""));
        var url = $"{realm}?service={service}&scope={Uri.EscapeDataString($"repository:{repository}:pull")}";
        using var json = JsonDocument.Parse(await web.GetStringAsync(new Uri(url)));
        return (json.RootElement.TryGetProperty("token", out var token) ? token : json.RootElement.GetProperty("access_token"))
            .GetString()!;
    }

    [GeneratedRegex("<(/[^>]+)>; *rel=\"next\"")]
    private static partial Regex NextPage();

    [GeneratedRegex("(\\w+)=\"([^\"]*)\"")]
    private static partial Regex Parts();
}
