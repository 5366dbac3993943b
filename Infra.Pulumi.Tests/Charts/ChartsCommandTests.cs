using Infra.Charts;
using Infra.Planning;
using Infra.Tests.Cli;

namespace Infra.Tests.Charts;

public sealed class ChartsCommandTests
{
    [Fact]
    public void Sync_lists_the_keys_of_values_schema_and_subcharts()
    {
        using var project = new AnyProject();
        project.Write("charts/any/Chart.yaml", "name: any\nversion: 1.0.0\n");
        project.Write("charts/any/values.yaml",
            "image: &i { repository: a/b, tag: v1 }\nother: *i\nresources: { requests: {} }\nlist: []\n");
        project.Write("charts/any/values.schema.json",
            """{ "properties": { "size": {}, "names": { "additionalProperties": { "type": "string" } } } }""");
        project.Write("charts/any/charts/part/Chart.yaml", "name: part\nversion: 2.0.0\n");
        project.Write("charts/any/charts/part/values.yaml", "deep: 1\n");

        var keys = ChartFolder.In($"{project.Folder}/charts").Single().Keys().Write();

        Assert.Equal(
            "global *\nimage\n  repository = a/b\n  tag = v1\nlist\nnames\n  *\n"
                + "other\n  repository = a/b\n  tag = v1\npart\n  deep\nresources *\nsize *\n",
            keys);
    }

    [Fact]
    public async Task Sync_names_the_missing_chart()
    {
        using var project = new AnyProject();
        project.Write("charts/any/Chart.yaml", "name: any\nversion: 1.0.0\n");

        var (code, _, error) = await project.Run("charts", "sync", "--charts", $"{project.Folder}/charts");

        Assert.Equal(2, code);
        var first = ChartPins.All.First();
        Assert.Contains(
            $"FOLDER/charts has no {first.Name} {first.Version}; unpack that version there", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_folder_of_charts_is_named()
    {
        using var project = new AnyProject();

        var (code, _, error) = await project.Run("charts", "sync", "--charts", "/nowhere");

        Assert.Equal((2, "infra: the folder /nowhere does not exist; name a folder with a subfolder for each chart\n"), (code, error));
    }
}
