using System.Text.Json;
using Infra.Engine;
using Infra.Planning.Reviews;

namespace Infra.Cli.Ci;

/// <summary>The result of a run with secrets, for the job that may write comments: its exit code and last output.</summary>
internal sealed record RunResult(string Title, int Code, IReadOnlyList<string> Lines)
{
    private const int MaxLines = 40;
    private const int MaxLineLength = 300;

    public bool Succeeded => Code == InfraCommand.Success;

    public static RunResult Of(string title, int code, string said) =>
        new(title, code, [.. Redactor.Redact(said).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)
            .TakeLast(MaxLines)]);

    public static RunResult Read(string path) =>
        Review.ReadFile<RunResult>(path, "result of a run", "write it with `./infra ci run`");

    public string ToJson() => JsonSerializer.Serialize(this, Review.JsonOptions) + "\n";

    /// <summary>The output as a code block that nothing in it can close.</summary>
    public IEnumerable<string> CodeBlock()
    {
        var lines = Lines.TakeLast(MaxLines)
            .Select(line => new string([.. line.Where(c => !char.IsControl(c)).Take(MaxLineLength)])).ToList();
        var fence = new string('`', lines.Select(line => line.Count(c => c == '`') + 1).Append(3).Max());
        return lines.Count == 0 ? [] : [$"{fence}text", .. lines, fence];
    }
}
