namespace Infra.Mutation;

/// <summary>
/// The lists of mutants, a text file for each folder of Infra.Pulumi:
/// <code>
/// file Foundation/Host.cs
///
/// The firewall is not confirmed
/// - Confirm(Run("firewall"
/// + (Run("firewall"
/// justified: only with a reason, where no test can notice
/// </code>
/// Several lines with `-` or `+` are one text of several lines. An entry without `+` deletes the text. Comments begin with `#`.
/// </summary>
internal static class MutantList
{
    public const string Folder = "Infra.Pulumi.Tests/Mutants";
    private const string File = "file ";
    private const string Justified = "justified:";

    public static IReadOnlyList<Mutant> Read(string root) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(root, Folder), "*.txt").Order(StringComparer.Ordinal)
            .SelectMany(path => Parse(System.IO.File.ReadAllText(path), Path.GetFileName(path))),
    ];

    public static IEnumerable<Mutant> Parse(string text, string source)
    {
        var file = "";
        var block = new List<string>();
        var number = 0;
        foreach (var line in text.Split('\n').Append(""))
        {
            number++;
            if (line.StartsWith(File, StringComparison.Ordinal))
            {
                file = line[File.Length..].Trim();
            }
            else if (line.Trim().Length > 0 && !line.StartsWith('#'))
            {
                block.Add(line);
            }
            else if (line.Length == 0 && block.Count > 0)
            {
                yield return Entry(file, block, $"{source}:{number - block.Count}");
                block.Clear();
            }
        }
    }

    /// <summary>Every entry that cannot be applied, and what to do about it.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<Mutant> mutants, string program)
    {
        var files = Directory.EnumerateFiles(program, "*", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(program, path).Replace('\\', '/'), Path: path))
            .Where(file => file.Name.Split('/')[0] is not ("bin" or "obj"))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToDictionary(file => file.Name, file => System.IO.File.ReadAllText(file.Path));
        foreach (var mutant in mutants)
        {
            if (ProblemOf(mutant, files) is { } problem)
            {
                yield return $"{mutant.Source}: {mutant}: {problem}";
            }
        }
        foreach (var twice in mutants.GroupBy(mutant => mutant.ToString()).Where(group => group.Count() > 1))
        {
            yield return $"{twice.Last().Source}: {twice.Key}: the title occurs twice; give each entry its own";
        }
    }

    private static string? ProblemOf(Mutant mutant, Dictionary<string, string> files)
    {
        if (mutant.Old.Length == 0)
        {
            return "there is no old text; add a line that begins with `- `";
        }
        if (mutant.Old == mutant.New)
        {
            return "old and new text are the same; change one";
        }
        if (mutant.Justification is "")
        {
            return "the justification is empty; write the reason, or remove the line";
        }
        var text = files.GetValueOrDefault(mutant.File);
        return text is null ? $"the file is missing; {Candidates(mutant, files)}" : Mutant.Count(text, mutant.Old) switch
        {
            0 => $"the file does not contain `{mutant.Old}`; {Candidates(mutant, files)}",
            1 => null,
            var count => $"the file contains `{mutant.Old}` {count} times, on lines {Lines(text, mutant.Old)}; lengthen the text",
        };
    }

    private static string Candidates(Mutant mutant, Dictionary<string, string> files)
    {
        var holders = files.Where(file => Mutant.Count(file.Value, mutant.Old) > 0).Select(file => file.Key).Take(5).ToList();
        var namesakes = files.Keys.Where(name => name != mutant.File)
            .Where(name => Path.GetFileName(name) == Path.GetFileName(mutant.File)).ToList();
        return holders.Count > 0 ? $"these files contain the text: {string.Join(", ", holders)}"
            : namesakes.Count > 0 ? $"no file contains the text; {string.Join(", ", namesakes)} has the same name"
            : "no file contains the text; correct the entry, or remove it";
    }

    private static string Lines(string text, string part) => string.Join(", ", text.Split('\n').Index()
        .Where(line => line.Item.Contains(part.Split('\n')[0], StringComparison.Ordinal))
        .Select(line => line.Index + 1));

    private static Mutant Entry(string file, List<string> block, string source)
    {
        var reason = block.Find(line => line.StartsWith(Justified, StringComparison.Ordinal))?[Justified.Length..].Trim();
        var titles = block.Where(line => line[0] is not ('-' or '+') && !line.StartsWith(Justified, StringComparison.Ordinal));
        return new(file, string.Join(' ', titles).Trim(), Marked(block, '-'), Marked(block, '+'), reason, source);
    }

    private static string Marked(List<string> block, char mark) =>
        string.Join('\n', block.Where(line => line[0] == mark).Select(line => line.Length > 2 ? line[2..] : ""));
}
