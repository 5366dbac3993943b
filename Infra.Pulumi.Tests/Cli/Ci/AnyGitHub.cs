using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Tests.Cli.Ci;

/// <summary>
/// A fake GitHub with one repository, `ann/infra`, to which only ann has write access. It answers our requests over HTTP
/// like the real one, and the variables of a workflow run point to it. Over 200 lines: one server.
/// </summary>
internal sealed class AnyGitHub : IDisposable
{
    public const string Repository = "ann/infra";
    public const string Bot = "github-actions[bot]";
    public const string Token = "hush-hush-github-token";

    public static readonly string Head = new('a', 40);
    public static readonly string Newer = new('b', 40);
    public static readonly string Tip = new('c', 40);

    private readonly HttpListener _server = new();
    private readonly AnyProject _project = new();
    private readonly Dictionary<string, string?> _before = [];
    private readonly Task _serving;

    public AnyGitHub()
    {
        var port = FreePort();
        _server.Prefixes.Add($"http://127.0.0.1:{port}/");
        _server.Start();
        _serving = ServeAsync();
        Set("GITHUB_API_URL", $"http://127.0.0.1:{port}");
        Set("GITHUB_SERVER_URL", "https://github.example");
        Set("GITHUB_REPOSITORY", Repository);
        Set("GITHUB_RUN_ID", "42");
        Set("GITHUB_TOKEN", Token);
        Set("GITHUB_EVENT_PATH", Path.Combine(_project.Folder, "event.json"));
        Set("GITHUB_OUTPUT", Path.Combine(_project.Folder, "output"));
    }

    /// <summary>Pull request 7 from a branch here, 8 from a fork, 9 merged.</summary>
    public List<JsonObject> PullRequests { get; } =
    [
        PullRequest(7, Head, Repository), PullRequest(8, Head, "eve/infra"), PullRequest(9, Head, Repository, merged: Tip),
    ];

    public List<JsonObject> Comments { get; } = [];

    public List<JsonObject> Issues { get; } = [];

    public string Folder => _project.Folder;

    /// <summary>The outputs of the step.</summary>
    public string Handed => File.Exists(Path.Combine(Folder, "output")) ? _project.Read("output") : "";

    public Task<(int Code, string Out, string Error)> Run(string line) => _project.Run(line.Split(' '));

    public string Commit() => _project.Commit();

    public void Write(string file, string text) => _project.Write(file, text);

    public void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    /// <summary>Writes an event from a recorded payload (Payloads/) with some changes; null removes a property.</summary>
    public void Happened(string recorded, JsonObject change, [CallerFilePath] string here = "")
    {
        var payload = JsonNode.Parse(
            File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Payloads", $"{recorded}.json")))!.AsObject();
        Merge(payload, change);
        Write("event.json", payload.ToJsonString());
    }

    public JsonObject Said(string body, string login = Bot)
    {
        var comment = new JsonObject
        {
            ["id"] = 100
            + Comments.Count,
            ["body"] = body,
            ["user"] = new JsonObject { ["login"] = login }
        };
        Comments.Add(comment);
        return comment;
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        _server.Stop();
        _serving.Wait();
        _server.Close();
        _project.Dispose();
    }

    public static JsonObject PullRequest(int number, string head, string? repository, string? merged = null) => new()
    {
        ["number"] = number,
        ["state"] = merged is null ? "open" : "closed",
        ["head"] = new JsonObject
        {
            ["sha"] = head,
            ["ref"] = "change",
            ["repo"] = repository is null ? null
            : new JsonObject { ["full_name"] = repository }
        },
        ["base"] = new JsonObject { ["ref"] = "main" },
        ["merged_at"] = merged is null ? null : "2026-11-21T10:00:00Z",
        ["merge_commit_sha"] = merged,
    };

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext asked;
            try
            {
                asked = await _server.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(asked.Request.InputStream);
            var text = await reader.ReadToEndAsync();
            var answer = asked.Request.Headers["Authorization"] == $"Bearer {Token}"
                ? Answer(asked.Request, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject())
                : null;
            asked.Response.StatusCode = answer is null ? 404 : 200;
            asked.Response.Close(JsonSerializer.SerializeToUtf8Bytes(answer ?? new JsonObject { ["message"] = "Not Found" }),
                willBlock: false);
        }
    }

    private JsonNode? Answer(HttpListenerRequest asked, JsonObject body) =>
        (asked.HttpMethod, asked.Url!.AbsolutePath[$"/repos/{Repository}/".Length..].Split('/')) switch
        {
            ("GET", ["pulls"]) => Page(asked, PullRequests.Where(pull => pull["state"]!.ToString() == "open"
                && (asked.QueryString["head"] is not { } head
                || head == $"{pull["head"]!["repo"]?["full_name"]?.ToString().Split('/')[0]}:{pull["head"]!["ref"]}"))),
            ("GET", ["pulls", var number]) =>
                PullRequests.FirstOrDefault(pull => pull["number"]!.ToString() == number)?.DeepClone(),
            ("GET", ["collaborators", "ann", "permission"]) => new JsonObject { ["permission"] = "admin" },
            ("GET", ["collaborators", "reader", "permission"]) => new JsonObject { ["permission"] = "read" },
            ("GET", ["branches", "main"]) => new JsonObject { ["commit"] = new JsonObject { ["sha"] = Tip } },
            ("GET", ["issues"]) => Page(asked, Issues.Where(issue => issue["state"]!.ToString() == "open")),
            ("POST", ["issues"]) =>
                Add(Issues, new()
                {
                    ["number"] = 50 + Issues.Count,
                    ["state"] = "open",
                    ["title"] = body["title"]!.ToString(),
                    ["body"] = body["body"]!.ToString(),
                    ["user"] = new JsonObject { ["login"] = Bot }
                }),
            ("PATCH", ["issues", "comments", var id]) =>
                Change(Comments.Single(comment => comment["id"]!.ToString() == id), body),
            ("PATCH", ["issues", var number]) => Change(Issues.Single(issue => issue["number"]!.ToString() == number), body),
            ("GET", ["issues", _, "comments"]) => Page(asked, Comments),
            ("POST", ["issues", _, "comments"]) => Said(body["body"]!.ToString()).DeepClone(),
            _ => null,
        };

    private static JsonArray Page(HttpListenerRequest asked, IEnumerable<JsonObject> all)
    {
        var (size, page) = (int.Parse(asked.QueryString["per_page"]!, null), int.Parse(asked.QueryString["page"]!, null));
        return [.. all.Skip((page - 1) * size).Take(size).Select(one => one.DeepClone())];
    }

    private static JsonNode Add(List<JsonObject> all, JsonObject one)
    {
        all.Add(one);
        return one.DeepClone();
    }

    private static JsonNode Change(JsonObject one, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            one[name] = value?.DeepClone();
        }

        return one.DeepClone();
    }

    private static void Merge(JsonObject below, JsonObject above)
    {
        foreach (var (name, value) in above)
        {
            if (value is null)
            {
                below.Remove(name);
            }
            else if (value is JsonObject upper && below[name] is JsonObject lower)
            {
                Merge(lower, upper);
            }
            else
            {
                below[name] = value.DeepClone();
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
