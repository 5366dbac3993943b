namespace Infra.Tests.Facets;

/// <summary>The approved texts: `Approved/STACK.FACET.txt`, a fact a line.</summary>
internal static class ApprovedFiles
{
    /// <summary>`./infra test --accept` sets it: what is written then is what the plans say.</summary>
    public static bool Accepts { get; } = Environment.GetEnvironmentVariable("INFRA_ACCEPT") == "1";

    public static string Folder { get; } = Path.Combine(Stacks.Project.Folder, "Infra.Pulumi.Tests", "Approved");

    public static string NameOf(string stack, string facet) => $"{stack}.{facet}.txt";

    public static string[] Read(string name)
    {
        var path = Path.Combine(Folder, name);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    public static void Write(string name, IReadOnlyList<string> lines)
    {
        var path = Path.Combine(Folder, name);
        if (lines.Count == 0)
        {
            File.Delete(path);
            return;
        }

        Directory.CreateDirectory(Folder);
        File.WriteAllText(path, string.Concat(lines.Select(line => $"{line}\n")));
    }

    /// <summary>Lines with a `-` are approved and no longer true, lines with a `+` are true and not approved.</summary>
    public static IReadOnlyList<string> Compare(IReadOnlyCollection<string> approved, IReadOnlyCollection<string> actual) =>
    [
        .. approved.Except(actual).Select(line => $"- {line}")
            .Concat(actual.Except(approved).Select(line => $"+ {line}"))
            .OrderBy(line => line[2..], StringComparer.Ordinal)
            .ThenByDescending(line => line[0]),
    ];
}
