using System.Text.Json;
using Infra.Settings;

namespace Infra.Cli.Ci;

/// <summary>The workflow run of this process.</summary>
internal sealed record WorkflowRun(string Repository, string Token, string ApiUrl, string ServerUrl, string Id,
    string EventPath, string? OutputPath)
{
    public string Url => $"{ServerUrl}/{Repository}/actions/runs/{Id}";

    public static WorkflowRun FromEnvironment() => new(
        Required("GITHUB_REPOSITORY"), Required("GITHUB_TOKEN"), Required("GITHUB_API_URL"), Required("GITHUB_SERVER_URL"),
            Required("GITHUB_RUN_ID"), Required("GITHUB_EVENT_PATH"),
        Environment.GetEnvironmentVariable("GITHUB_OUTPUT"));

    public JsonElement Event()
    {
        try
        {
            return JsonDocument.Parse(FileText.Read(EventPath)).RootElement;
        }
        catch (JsonException problem)
        {
            throw new UserError($"GITHUB_EVENT_PATH is not valid JSON ({problem.Message})",
                "run this command inside GitHub Actions");
        }
    }

    /// <summary>Sets a step output. A line break would start another output, so control characters are rejected.</summary>
    public void SetOutput(string name, string value)
    {
        if (value.Any(char.IsControl))
        {
            throw new UserError($"the output {name} has control characters", "remove them");
        }

        File.AppendAllText(OutputPath ?? throw Missing("GITHUB_OUTPUT"), $"{name}={value}\n");
    }

    private static string Required(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : throw Missing(variable);

    private static UserError Missing(string variable) =>
        new($"{variable} is not set",
            "run this command inside GitHub Actions, and pass GITHUB_TOKEN from `github.token` to its step");
}
