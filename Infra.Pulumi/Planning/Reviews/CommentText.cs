namespace Infra.Planning.Reviews;

/// <summary>Limits the length of the lines and sections of a comment.</summary>
internal static class CommentText
{
    public static List<string> Section(List<string> lines) => lines.Count == 0 ? lines : [.. lines, ""];

    public static List<string> Limited(IEnumerable<(Risk Risk, string Text)> lines, int most) =>
        Limited(lines.Select(line => line.Text), most);

    public static List<string> Limited(IEnumerable<string> lines, int most)
    {
        var all = lines.ToList();
        return all.Count <= most ? all : [.. all.Take(most - 1), $"- and {all.Count - most + 1} more in the report"];
    }

    // Before escaping: an escape sequence must not be cut in two.
    public static string Truncate(string text, int longest = 100) => text.Length > longest ? $"{text[..(longest - 1)]}…" : text;
}
