namespace Pulumi.Testing;

/// <summary>What a test may decide about its run; unless told otherwise a test is a preview.</summary>
public class TestOptions
{
    public string? ProjectName { get; set; }

    public string? RootDirectory { get; set; }

    public string? StackName { get; set; }

    public bool? IsPreview { get; set; }

    public string? OrganizationName { get; set; }
}
