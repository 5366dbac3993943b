using System.Text.Json;
using Infra.Settings;

namespace Infra.Cli.Ci;

/// <summary>The run of a workflow that the command is called in.</summary>
internal sealed record Run(string Repository, string Token, string ApiUrl, string ServerUrl, string Id, string EventPath, string? OutputPath)
{
    public string Url => $"{ServerUrl}/{Repository}/actions/runs/{Id}";

    public static Run OfThisProcess() => new(
        Need("GITHUB_REPOSITORY"), Need("GITHUB_TOKEN"), Need("GITHUB_API_URL"), Need("GITHUB_SERVER_URL"), Need("GITHUB_RUN_ID"), Need("GITHUB_EVENT_PATH"),
        Environment.GetEnvironmentVariable("GITHUB_OUTPUT"));

    public JsonElement Event()
    {
        try
        {
            return JsonDocument.Parse(FileText.Read(EventPath)).RootElement;
        }
        catch (JsonException problem)
        {
            throw new UserError($"GITHUB_EVENT_PATH holds no event ({problem.Message})", "this command runs inside GitHub Actions");
        }
    }

    /// <summary>Hands a value to the next steps. Nothing that a stranger wrote comes here unchecked: a line break would start another value.</summary>
    public void Hand(string name, string value)
    {
        if (value.Any(char.IsControl))
        {
            throw new UserError($"the value of {name} has control characters", "this cannot be handed on");
        }

        File.AppendAllText(OutputPath ?? throw Missing("GITHUB_OUTPUT"), $"{name}={value}\n");
    }

    private static string Need(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : throw Missing(variable);

    private static UserError Missing(string variable) => new($"{variable} is not set", "this command runs inside GitHub Actions; give its step GITHUB_TOKEN from `github.token`");
}
