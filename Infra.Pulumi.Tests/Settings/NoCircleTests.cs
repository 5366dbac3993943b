namespace Infra.Tests.Settings;

public sealed class NoCircleTests
{
    [Theory]
    [InlineData("Charts", "Infra.Settings")]
    [InlineData("Files", "Infra.Settings")]
    [InlineData("Files", "Infra.Charts")]
    public void Folder_uses_no_folder_above_it(string folder, string forbidden) =>
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Combine(Stacks.Project.Folder, "Infra.Pulumi", folder), "*.cs"),
            file => File.ReadAllText(file).Contains(forbidden, StringComparison.Ordinal));
}
