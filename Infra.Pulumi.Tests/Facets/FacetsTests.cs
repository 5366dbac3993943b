namespace Infra.Tests.Facets;

/// <summary>What the plans say of each facet is what was approved.</summary>
public sealed class FacetsTests
{
    private static readonly Dictionary<string, Func<FacetStack, IEnumerable<string>>> Facets = new()
    {
        ["access"] = AccessFacet.Of,
        ["backups"] = BackupsFacet.Of,
        ["limits"] = LimitsFacet.Of,
        ["network"] = NetworkFacet.Of,
        ["order"] = OrderFacet.Of,
        ["protection"] = ProtectionFacet.Of,
        ["rights"] = RightsFacet.Of,
        ["secrets"] = SecretsFacet.Of,
        ["vault"] = VaultFacet.Of,
        ["versions"] = VersionsFacet.Of,
    };

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var stack in Stacks.Project.Stacks.Concat(ExtraStacks.All.Keys))
            {
                foreach (var facet in Facets.Keys)
                {
                    all.Add(stack, facet);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Facet_is_as_approved(string stack, string facet)
    {
        var name = ApprovedFiles.NameOf(stack, facet);
        var actual = await Lines(stack, facet);
        if (ApprovedFiles.Accepts)
        {
            ApprovedFiles.Write(name, actual);
        }

        var difference = ApprovedFiles.Compare(ApprovedFiles.Read(name), actual);

        Assert.True(difference.Count == 0,
            $"Approved/{name} differs from the plan; run ./infra test --accept to approve\n{string.Join('\n', difference)}");
    }

    [Fact]
    public void Approved_file_belongs_to_a_stack_and_a_facet()
    {
        var known = All.Select(row => ApprovedFiles.NameOf((string)row[0], (string)row[1]));

        var stray = Directory.EnumerateFileSystemEntries(ApprovedFiles.Folder).Select(Path.GetFileName).Except(known);

        Assert.True(!stray.Any(), $"Approved/ has files of no stack or facet: {string.Join(", ", stray)}; delete them");
    }

    [Fact]
    public void Difference_shows_the_approved_line_before_the_new_one() => Assert.Equal(
        ["- redis: replicas = 1", "+ redis: replicas = 3", "+ vault: replicas = 1"],
        ApprovedFiles.Compare(["redis: replicas = 1", "same"], ["redis: replicas = 3", "same", "vault: replicas = 1"]));

    private static async Task<IReadOnlyList<string>> Lines(string stack, string facet)
    {
        var lines = Facets[facet](await FacetStack.Of(stack)).Distinct().Order(StringComparer.Ordinal);
        return ExtraStacks.All.ContainsKey(stack) ? [.. lines.Except(await Lines(ExtraStacks.Base, facet))] : [.. lines];
    }
}
