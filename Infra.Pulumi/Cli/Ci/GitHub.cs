using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Engine;

namespace Infra.Cli.Ci;

/// <summary>The GitHub API of one repository.</summary>
internal sealed class GitHub : IDisposable
{
    private const string BotLogin = "github-actions[bot]";
    private const int PageSize = 100;
    private const int MaxPages = 50;

    private readonly HttpClient _web = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string _repository;

    public GitHub(WorkflowRun run)
    {
        _repository = run.Repository;
        _web.BaseAddress = new($"{run.ApiUrl.TrimEnd('/')}/repos/{run.Repository}/");
        _web.DefaultRequestHeaders.UserAgent.ParseAdd("Infra.Pulumi");
        _web.DefaultRequestHeaders.Accept.ParseAdd("application/vnd.github+json");
        _web.DefaultRequestHeaders.Authorization = new("Bearer", run.Token);
    }

    public async Task<PullRequest> PullRequestAsync(int number) =>
        PullRequest.Of(await SendAsync(HttpMethod.Get, $"pulls/{number}"));

    public async Task<IReadOnlyList<PullRequest>> OpenPullRequestsAsync(string? head = null) =>
        [.. (await PagesAsync($"pulls?state=open{(head is null ? "" : $"&head={Uri.EscapeDataString(head)}")}"))
            .Select(PullRequest.Of)];

    /// <summary>Whether a user has write access. GitHub answers 404 for strangers.</summary>
    public async Task<bool> CanWriteAsync(string login)
    {
        var answer = await SendAsync(HttpMethod.Get, $"collaborators/{Uri.EscapeDataString(login)}/permission",
            allowNotFound: true);
        return answer.ValueKind == JsonValueKind.Object && answer.GetProperty("permission").GetString() is "admin" or "write";
    }

    public async Task<string> BranchHeadAsync(string branch) =>
        (await SendAsync(HttpMethod.Get, $"branches/{Uri.EscapeDataString(branch)}")).GetProperty("commit").GetProperty("sha")
            .GetString()!;

    /// <summary>The comments of our own workflows, oldest first. Other comments are ignored.</summary>
    public async Task<IReadOnlyList<Comment>> OurCommentsAsync(int number) =>
        [.. (await PagesAsync($"issues/{number}/comments?sort=created")).Where(IsOurs).Select(Comment.Of)];

    public async Task<Comment> AddCommentAsync(int number, string text) =>
        Comment.Of(await SendAsync(HttpMethod.Post, $"issues/{number}/comments", new { body = text }));

    public async Task<Comment> UpdateCommentAsync(long comment, string text) =>
        Comment.Of(await SendAsync(HttpMethod.Patch, $"issues/comments/{comment}", new { body = text }));

    /// <summary>Our open issue with this title, or null.</summary>
    public async Task<int?> FindIssueAsync(string title) =>
        (await PagesAsync("issues?state=open")).Where(IsOurs)
            .FirstOrDefault(issue => issue.GetProperty("title").GetString() == title) is { ValueKind: JsonValueKind.Object } found
            ? found.GetProperty("number").GetInt32()
            : null;

    public Task OpenIssueAsync(string title, string text) => SendAsync(HttpMethod.Post, "issues", new { title, body = text });

    public Task UpdateIssueAsync(int number, string text, bool isOpen) =>
        SendAsync(HttpMethod.Patch, $"issues/{number}", new { body = text, state = isOpen ? "open" : "closed" });

    public void Dispose() => _web.Dispose();

    private static bool IsOurs(JsonElement said) =>
        said.GetProperty("user") is { ValueKind: JsonValueKind.Object } author
            && author.GetProperty("login").GetString() == BotLogin;

    private async Task<IReadOnlyList<JsonElement>> PagesAsync(string path)
    {
        var all = new List<JsonElement>();
        for (var page = 1; page <= MaxPages; page++)
        {
            var items = (await SendAsync(HttpMethod.Get,
                $"{path}{(path.Contains('?') ? '&' : '?')}per_page={PageSize}&page={page}")).EnumerateArray().ToList();
            all.AddRange(items);
            if (items.Count < PageSize)
            {
                break;
            }
        }

        return all;
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null, bool allowNotFound = false)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var answer = await _web.SendAsync(request);
            if (allowNotFound && answer.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                return default;
            }

            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode
                ? JsonDocument.Parse(text).RootElement
                : throw new EngineError(
                    $"GitHub answered {(int)answer.StatusCode} to {method} {path.Split('?')[0]} of {_repository} "
                        + $"({ErrorMessage(text)})", Remedy((int)answer.StatusCode));
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException or JsonException)
        {
            throw new EngineError($"the request to GitHub about {_repository} failed ({problem.Message})", "run this job again");
        }
    }

    private static string ErrorMessage(string text)
    {
        try
        {
            return Redactor.Redact(JsonNode.Parse(text)?["message"]?.ToString() ?? "no reason given");
        }
        catch (JsonException)
        {
            return "no reason given";
        }
    }

    private static string Remedy(int status) => status switch
    {
        401 or 403 => "grant the job the permission in its `permissions:`",
        404 => "check that it exists, and that the job's `permissions:` include it",
        _ => "run this job again",
    };
}

/// <summary>A comment on an issue or pull request.</summary>
internal sealed record Comment(long Id, string Text)
{
    public static Comment Of(JsonElement json) =>
        new(json.GetProperty("id").GetInt64(), json.GetProperty("body").GetString() ?? "");
}
