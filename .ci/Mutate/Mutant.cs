namespace Infra.Mutation;

/// <summary>One deliberate fault in the program, which a unit test should notice.</summary>
/// <param name="File">The file below Infra.Pulumi, such as Foundation/Host.cs.</param>
/// <param name="Title">What goes wrong.</param>
/// <param name="Old">The text to replace. It occurs exactly once in the file.</param>
/// <param name="New">The faulty text.</param>
/// <param name="Justification">Why it is accepted that no test notices.</param>
/// <param name="Source">Where the entry is: file and line.</param>
internal sealed record Mutant(string File, string Title, string Old, string New, string? Justification, string Source)
{
    public string Folder => File.Split('/')[0];

    public override string ToString() => $"{File}: {Title}";

    /// <summary>Says whether a word of the command line, a folder, a path or a file name, selects this mutant.</summary>
    public bool Matches(string word)
    {
        var path = word.Replace("Infra.Pulumi/", "", StringComparison.Ordinal).Trim('/');
        return File == path
            || File.StartsWith($"{path}/", StringComparison.Ordinal)
            || File.EndsWith($"/{path}", StringComparison.Ordinal);
    }

    /// <summary>The file's content with the fault in it.</summary>
    public string ApplyTo(string text)
    {
        var at = text.IndexOf(Old, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, at), New, text.AsSpan(at + Old.Length));
    }

    public static int Count(string text, string part)
    {
        var count = 0;
        for (var at = -1; (at = text.IndexOf(part, at + 1, StringComparison.Ordinal)) >= 0;)
        {
            count++;
        }
        return count;
    }
}
