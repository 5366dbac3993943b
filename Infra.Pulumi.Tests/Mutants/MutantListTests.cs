using Infra.Mutation;

namespace Infra.Tests.Mutants;

public sealed class MutantListTests
{
    private static readonly string Program = Path.Combine(Stacks.Project.Folder, "Infra.Pulumi");

    [Fact]
    public void Every_mutant_applies() =>
        Assert.Empty(MutantList.Problems(MutantList.Read(Stacks.Project.Folder), Program));

    [Fact]
    public void Every_folder_has_mutants()
    {
        var folders = Directory.GetDirectories(Program).Select(path => Path.GetFileName(path)).Except(["bin", "obj"]);

        Assert.Empty(folders.Except(MutantList.Read(Stacks.Project.Folder).Select(mutant => mutant.Folder)));
    }

    [Fact]
    public void Entry_is_read_with_its_lines()
    {
        const string Text = "# comment\nfile A/B.cs\n\nIt breaks\n- one\n-   two\n+ three\njustified: so\n";

        var mutant = Assert.Single(MutantList.Parse(Text, "A.txt"));

        Assert.Equal(new("A/B.cs", "It breaks", "one\n  two", "three", "so", "A.txt:4"), mutant);
    }

    [Fact]
    public void Entry_without_a_new_text_deletes() =>
        Assert.Equal("ac", MutantList.Parse("file A/B.cs\n\nIt breaks\n- b\n", "A.txt").Single().ApplyTo("abc"));

    [Theory]
    [InlineData("Nowhere/Host.cs", "RollbackSeconds = 180", "x",
        "the file is missing; these files contain the text: Foundation/Host.cs")]
    [InlineData("Nowhere/Host.cs", "no such text", "x",
        "the file is missing; no file contains the text; Foundation/Host.cs has the same name")]
    [InlineData("Foundation/Node.cs", "RollbackSeconds = 180", "x",
        "the file does not contain `RollbackSeconds = 180`; these files contain the text: Foundation/Host.cs")]
    [InlineData("Foundation/Host.cs", "Confirm(Run(", "x", "the file contains `Confirm(Run(` 2 times, on lines ")]
    [InlineData("Foundation/Host.cs", "= 180", "= 180", "old and new text are the same; change one")]
    public void Entry_that_does_not_apply_is_reported(string file, string old, string changed, string problem)
    {
        var mutant = new Mutant(file, "It breaks", old, changed, null, "A.txt:1");

        var found = Assert.Single(MutantList.Problems([mutant], Program));

        Assert.StartsWith($"A.txt:1: {mutant}: {problem}", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Foundation", true)]
    [InlineData("Infra.Pulumi/Foundation/", true)]
    [InlineData("Foundation/Host.cs", true)]
    [InlineData("Host.cs", true)]
    [InlineData("Found", false)]
    [InlineData("Platform", false)]
    public void Folder_or_file_selects_a_mutant(string word, bool isSelected) =>
        Assert.Equal(isSelected, new Mutant("Foundation/Host.cs", "It breaks", "a", "b", null, "A.txt:1").Matches(word));

    [Theory]
    [InlineData(92, 8, 0, true)]
    [InlineData(91, 9, 0, false)]
    [InlineData(99, 0, 1, false)]
    public void Run_needs_92_per_cent_and_no_error(int killed, int survived, int broken, bool isGood)
    {
        var mutant = new Mutant("Foundation/Host.cs", "It breaks", "a", "b", null, "A.txt:1");
        IEnumerable<Fate> fates =
        [
            .. Enumerable.Repeat(Fate.Killed, killed),
            .. Enumerable.Repeat(Fate.Survived, survived),
            .. Enumerable.Repeat(Fate.Broken, broken),
        ];

        Assert.Equal(isGood, new Report([.. fates.Select(fate => (mutant, new Verdict(fate, "")))]).IsGood);
    }
}
