using System.Text;

namespace Infra.Charts;

/// <summary>
/// A key of a chart's values, with the keys below it. An open key accepts any key. Values are stored only if they choose an image
/// or enable it.
/// </summary>
public sealed class ValueKey
{
    private const string Indent = "  ";
    private static readonly string[] Telling = ["digest", "enabled", "image", "registry", "repository", "tag"];

    private readonly SortedDictionary<string, ValueKey> _below = new(StringComparer.Ordinal);

    public bool IsOpen { get; set; }

    /// <summary>The default of the chart, for keys that choose an image.</summary>
    public string? Default { get; set; }

    public IReadOnlyDictionary<string, ValueKey> Below => _below;

    public static bool Tells(string key) => Telling.Contains(key);

    /// <summary>The key of this name, added if it is new.</summary>
    public ValueKey Learn(string name)
    {
        if (!_below.TryGetValue(name, out var key))
        {
            _below[name] = key = new();
        }

        return key;
    }

    /// <summary>The key at a path such as `server.image`, or null; a `*` matches any name.</summary>
    public ValueKey? Find(string name) => _below.GetValueOrDefault(name) ?? _below.GetValueOrDefault("*");

    /// <summary>
    /// As a listing: a key a line, indented below its parent. `labels *` accepts any key, `tag = v1.2` is the default of
    /// the chart.
    /// </summary>
    public string Write()
    {
        var text = new StringBuilder();
        Write(text, 0);
        return text.ToString();
    }

    public static ValueKey Read(IEnumerable<string> lines)
    {
        var root = new ValueKey();
        var path = new List<ValueKey> { root };
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            var depth = (line.Length - line.TrimStart(' ').Length) / Indent.Length;
            var words = line.Trim().Split(' ', 3);
            var key = path[depth].Learn(words[0]);
            key.IsOpen = words is [_, "*"];
            key.Default = words is [_, "=", ..] ? words.ElementAtOrDefault(2) ?? "" : null;
            path.RemoveRange(depth + 1, path.Count - depth - 1);
            path.Add(key);
        }

        return root;
    }

    private void Write(StringBuilder text, int depth)
    {
        foreach (var (name, key) in _below)
        {
            text.Append(string.Concat(Enumerable.Repeat(Indent, depth))).Append(name);
            text.Append(key.IsOpen ? " *" : key.Default is not null ? $" = {key.Default}".TrimEnd() : "").Append('\n');
            key.Write(text, depth + 1);
        }
    }
}
