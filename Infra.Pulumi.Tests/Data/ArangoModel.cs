using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Tests.Data;

/// <summary>What ArangoDB does with databases and users: https://docs.arangodb.com/stable/develop/http-api/.</summary>
internal sealed class ArangoModel
{
    /// <summary>With what no shell and no configuration file takes as it is.</summary>
    public const string RootPassword = "a \"quoted\" \\ $HOME 'word'";

    public HashSet<string> Databases { get; } = ["_system"];

    /// <summary>Each user's password.</summary>
    public Dictionary<string, string> Passwords { get; } = new() { ["root"] = RootPassword };

    /// <summary>USER DATABASE to what the user may do there.</summary>
    public Dictionary<string, string> Grants { get; } = [];

    public (int Status, JsonNode Body) Answer(HttpListenerContext context, string body)
    {
        var credentials = Encoding.UTF8.GetString(Convert.FromBase64String(context.Request.Headers["Authorization"]?.Split(' ')[1] ?? "")).Split(':', 2);
        if (credentials is not ["root", var password] || password != Passwords["root"])
        {
            return (401, Error("not authorized to execute this request"));
        }

        var wanted = JsonNode.Parse(body)!;
        return (context.Request.HttpMethod, context.Request.Url!.AbsolutePath.Split('/')[1..]) switch
        {
            ("POST", ["_api", "database"]) => Databases.Add($"{wanted["name"]}") ? (201, Done()) : (409, Error("duplicate database name")),
            ("POST", ["_api", "user"]) => Passwords.TryAdd($"{wanted["user"]}", $"{wanted["passwd"]}") ? (201, Done()) : (409, Error("duplicate user")),
            ("PUT", ["_api", "user", var user]) => Replace(user, $"{wanted["passwd"]}"),
            ("PUT", ["_api", "user", var user, "database", var database]) => Grant(user, database, $"{wanted["grant"]}"),
            _ => (404, Error("unknown path")),
        };
    }

    private (int, JsonNode) Replace(string user, string password)
    {
        if (!Passwords.ContainsKey(user))
        {
            return (404, Error("user not found"));
        }

        Passwords[user] = password;
        return (200, Done());
    }

    private (int, JsonNode) Grant(string user, string database, string grant)
    {
        if (!Passwords.ContainsKey(user) || !Databases.Contains(database))
        {
            return (404, Error("user or database not found"));
        }

        Grants[$"{user} {database}"] = grant;
        return (200, Done());
    }

    private static JsonObject Done() => new() { ["error"] = false, ["result"] = true };

    private static JsonObject Error(string message) => new() { ["error"] = true, ["errorMessage"] = message };
}
