namespace Pulumi;

/// <summary>Runs a program: in the engine with the official SDK, over mocks with this one.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<DeploymentInstance?> Ambient = new();

    private Deployment()
    {
    }

    public static DeploymentInstance Instance => Ambient.Value
        ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");

    /// <summary>The run that the calling code is part of, if any.</summary>
    internal static DeploymentRun? Current => Ambient.Value?.Run;

    /// <summary>Nothing to ask here: without an engine there is no version of it.</summary>
    public static Task RequirePulumiVersionAsync(string pulumiVersionRange)
    {
        _ = Instance;
        return Task.CompletedTask;
    }
}
