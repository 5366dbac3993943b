using System.Net;
using System.Text.Json.Nodes;
using System.Web;

namespace Infra.Tests.Platform.Casdoors;

/// <summary>Casdoor's API for users, like its controllers: an error is an answer with status 200 and an error message.</summary>
internal sealed class CasdoorModel
{
    private const string Admin = "built-in/admin";
    private const string Session = "casdoor_session_id";
    private const int WrongTimesLimit = 5;

    private int _wrongTimes;

    /// <summary>By organisation and name. A new Casdoor has this user.</summary>
    public Dictionary<string, JsonObject> Users { get; } = new() { [Admin] = new() { ["owner"] = "built-in", ["name"] = "admin", ["password"] = "123" } };

    public string PasswordOf(string user) => $"{Users[user]["password"]}";

    public (int Status, JsonNode Body) Answer(HttpListenerContext context, string body) => (200, (context.Request.HttpMethod, context.Request.Url!.AbsolutePath) switch
    {
        ("GET", "/api/health") => Ok(),
        ("POST", "/api/login") => Login(JsonNode.Parse(body)!, context.Response),
        _ when context.Request.Cookies[Session]?.Value != "admin" => Error("Unauthorized operation"),
        ("GET", "/api/get-user") => Ok(Users.GetValueOrDefault(context.Request.QueryString["id"]!)?.DeepClone()),
        ("POST", "/api/add-user") => Add((JsonObject)JsonNode.Parse(body)!),
        ("POST", "/api/set-password") => SetPassword(HttpUtility.ParseQueryString(body)),
        _ => Error("no such thing"),
    });

    private JsonObject Login(JsonNode form, HttpListenerResponse response)
    {
        var user = $"{form["organization"]}/{form["username"]}";
        if (_wrongTimes >= WrongTimesLimit)
        {
            return Error("You have entered the wrong password or code too many times");
        }

        if ($"{form["application"]}" != "app-built-in" || user != Admin || $"{form["password"]}" != PasswordOf(user))
        {
            _wrongTimes++;
            return Error("password or code is incorrect");
        }

        _wrongTimes = 0;
        response.AppendHeader("Set-Cookie", $"{Session}=admin; Path=/; HttpOnly");
        return Ok(user);
    }

    private JsonObject Add(JsonObject user)
    {
        var id = $"{user["owner"]}/{user["name"]}";
        if (Users.ContainsKey(id))
        {
            return Error("UNIQUE constraint failed: user.owner, user.name");
        }

        Users[id] = user;
        return Ok("Affected");
    }

    private JsonObject SetPassword(System.Collections.Specialized.NameValueCollection form)
    {
        var user = $"{form["userOwner"]}/{form["userName"]}";
        if (form["oldPassword"] is { Length: > 0 } old && old != PasswordOf(user))
        {
            return Error("password or code is incorrect");
        }

        Users[user]["password"] = form["newPassword"];
        return Ok();
    }

    private static JsonObject Ok(JsonNode? data = null) => new() { ["status"] = "ok", ["msg"] = "", ["data"] = data };

    private static JsonObject Error(string message) => new() { ["status"] = "error", ["msg"] = message, ["data"] = null };
}
