using System.Text.RegularExpressions;

namespace Infra.Tests;

/// <summary>
/// Reads the dependencies between the folders of the program from its sources. The layers are those of the design.
/// </summary>
public sealed partial class LayersTests
{
    private const string Stack = "PlatformStack";

    private static readonly Dictionary<string, int> Layers = new()
    {
        ["Files"] = 0,
        ["Settings"] = 0,
        ["Charts"] = 0,
        ["Scripts"] = 0,
        ["Bricks"] = 1,
        ["Foundation"] = 2,
        ["Platform"] = 2,
        ["Data"] = 2,
        ["Insight"] = 2,
        ["Delivery"] = 2,
        ["Backups"] = 2,
        [Stack] = 3,
        ["Planning"] = 4,
        ["Engine"] = 4,
        ["Cli"] = 5,
        ["Program"] = 5,
    };

    private static string Root => Path.Combine(Stacks.Project.Folder, "Infra.Pulumi");

    [Fact]
    public void Every_folder_has_a_layer() => Assert.Empty(
        Directory.EnumerateDirectories(Root).Select(Path.GetFileName).Except(Layers.Keys).Except(["bin", "obj"]));

    [Fact]
    public void No_folder_depends_on_a_higher_layer() => Assert.Empty(UpwardArrows(Arrows()));

    [Fact]
    public void No_folders_depend_on_each_other_in_a_circle() =>
        Assert.Empty(FoldersInCircles(Arrows()));

    [Theory]
    [InlineData("Settings", "Charts/A.cs", "using Infra.Settings.Texts;")]
    [InlineData("Planning", "Cli/A.cs", "_ = Infra.Planning.Planner.PlanAsync([]);")]
    [InlineData("PlatformStack", "Planning/A.cs", "_ = new PlatformStack(settings, options);")]
    [InlineData("Engine", "Program.cs", "using Infra.Engine;")]
    [InlineData(null, "Data/A.cs", "using Infra.Data.Clients;")]
    [InlineData(null, "Data/A.cs", "// See Infra.Platform, and \"declare it in PlatformStack.cs\".")]
    public void Dependency_is_read_from_using_lines_and_qualified_names(string? expected, string file, string source) =>
        Assert.Equal(expected is null ? [] : [expected], ArrowsOf(file, source).Select(arrow => arrow.To));

    [Fact]
    public void Upward_arrow_is_found() =>
        Assert.Equal(["Data -> Planning"], UpwardArrows([("Planning", "Data"), ("Data", "Planning")]));

    [Fact]
    public void Circle_over_three_folders_is_found() =>
        Assert.Equal(["Backups", "Data", "Insight"],
            FoldersInCircles([("Data", "Insight"), ("Insight", "Backups"), ("Backups", "Data"), ("Data", "Platform")]));

    private static HashSet<(string From, string To)> Arrows() =>
    [
        .. Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (File: Path.GetRelativePath(Root, path), Path: path))
            .Where(source => !source.File.StartsWith("obj/", StringComparison.Ordinal)
            && !source.File.StartsWith("bin/", StringComparison.Ordinal))
            .SelectMany(source => ArrowsOf(source.File, File.ReadAllText(source.Path))),
    ];

    private static IEnumerable<(string From, string To)> ArrowsOf(string file, string source)
    {
        var from = Path.ChangeExtension(file.Split('/')[0], null);
        var code = Comment().Replace(source, "");
        var folders = QualifiedName().Matches(code).Select(match => match.Groups[1].Value);
        return folders.Concat(UseOfStack().IsMatch(code) ? [Stack] : [])
            .Where(to => Layers.ContainsKey(to) && Layers.ContainsKey(from) && to != from)
            .Distinct()
            .Select(to => (from, to));
    }

    private static IEnumerable<string> UpwardArrows(IEnumerable<(string From, string To)> arrows) =>
        arrows.Where(arrow => Layers[arrow.To] > Layers[arrow.From]).Select(arrow => $"{arrow.From} -> {arrow.To}")
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> FoldersInCircles(IReadOnlyCollection<(string From, string To)> arrows)
    {
        var targets = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To);
        return arrows.Select(arrow => arrow.From).Distinct().Where(folder => Reachable(folder).Contains(folder))
            .Order(StringComparer.Ordinal);

        HashSet<string> Reachable(string folder)
        {
            var reached = new HashSet<string>();
            var open = new Stack<string>(targets[folder]);
            while (open.TryPop(out var next))
            {
                if (reached.Add(next))
                {
                    targets[next].ToList().ForEach(open.Push);
                }
            }

            return reached;
        }
    }

    [GeneratedRegex(@"\bInfra\.([A-Z][A-Za-z]*)")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"\bnew PlatformStack\b|<PlatformStack>|: PlatformStack\b")]
    private static partial Regex UseOfStack();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
