namespace Infra.Charts;

/// <summary>The listings of what each pinned chart's values know, which `./infra charts sync` writes.</summary>
public static class KnownValues
{
    /// <summary>Where the listings are kept in the repository.</summary>
    public const string Folder = "Infra.Pulumi/Charts/Known";

    /// <summary>The first line of a listing, which says what it was made from.</summary>
    public static string HeadOf(Chart chart) => $"# {chart.Name} {chart.Version}: the keys that its values know, written by ./infra charts sync";

    public static string FileOf(Chart chart) => $"{chart.Name}.txt";

    /// <summary>The listing of a chart, or null where there is none for this version of it.</summary>
    public static ValueKey? Of(string chart, string version)
    {
        using var stream = typeof(KnownValues).Assembly.GetManifestResourceStream($"Known/{chart}.txt");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n');
        return lines[0].StartsWith($"# {chart} {version}: ", StringComparison.Ordinal) ? ValueKey.Read(lines) : null;
    }
}
