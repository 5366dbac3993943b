using System.Text.Json;
using Infra.Engine;
using Infra.Planning.Reviews;

namespace Infra.Cli.Ci;

/// <summary>What a run with secrets tells the job that may write comments: its end and its last words.</summary>
internal sealed record RunNote(string Title, int Code, IReadOnlyList<string> Lines)
{
    private const int MostLines = 40;
    private const int LongestLine = 300;

    public bool IsFine => Code == InfraCommand.Fine;

    public static RunNote Of(string title, int code, string said) =>
        new(title, code, [.. Scrub.Text(said).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).TakeLast(MostLines)]);

    public static RunNote Read(string path) => Review.ReadFile<RunNote>(path, "note of a run", "`./infra ci run` writes one");

    public string ToJson() => JsonSerializer.Serialize(this, Review.Form) + "\n";

    /// <summary>The last words as a block that nothing in them can end.</summary>
    public IEnumerable<string> Block()
    {
        var lines = Lines.TakeLast(MostLines).Select(line => new string([.. line.Where(c => !char.IsControl(c)).Take(LongestLine)])).ToList();
        var fence = new string('`', lines.Select(line => line.Count(c => c == '`') + 1).Append(3).Max());
        return lines.Count == 0 ? [] : [$"{fence}text", .. lines, fence];
    }
}
