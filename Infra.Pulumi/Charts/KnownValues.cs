namespace Infra.Charts;

/// <summary>The known keys of each pinned chart's values, which `./infra charts sync` writes.</summary>
public static class KnownValues
{
    /// <summary>The folder of the listings in the repository.</summary>
    public const string Folder = "Infra.Pulumi/Charts/Known";

    /// <summary>The first line of a listing, which names its source.</summary>
    public static string HeadOf(Chart chart) =>
        $"# {chart.Name} {chart.Version}: the keys that its values know, written by ./infra charts sync";

    public static string FileOf(Chart chart) => $"{chart.Name}.txt";

    /// <summary>The listing of a chart, or null if this version has none.</summary>
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
