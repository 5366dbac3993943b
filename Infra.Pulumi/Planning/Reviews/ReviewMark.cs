using System.Text.RegularExpressions;

namespace Infra.Planning.Reviews;

/// <summary>
/// The hidden first line of our comments: the commit, and the stacks that have a preview of it. It is
/// trusted only in comments of our own workflow.
/// </summary>
public sealed partial record ReviewMark(string Commit, IReadOnlyList<string> Previewed)
{
    private const string Start = "<!-- infra:review ";

    public static string Write(string commit, IEnumerable<string> previewed) =>
        $"{Start}commit={Plain(commit)} previewed={string.Join(',', previewed.Select(Plain))} -->";

    public static ReviewMark? Read(string comment) =>
        Line().Match(comment) is { Success: true } found
            ? new(found.Groups[1].Value, found.Groups[2].Value.Split(',', StringSplitOptions.RemoveEmptyEntries)) : null;

    private static string Plain(string text) =>
        string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));

    [GeneratedRegex(@"\A<!-- infra:review commit=([0-9A-Za-z]+) previewed=([0-9A-Za-z._,-]*) -->")]
    private static partial Regex Line();
}
