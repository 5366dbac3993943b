using Infra.Bricks;
using Infra.Settings;
using Pulumi;

namespace Infra.Insight;

/// <summary>PostHog in its own cloud: nothing runs here, applications find its key and address in a secret.</summary>
public sealed class PostHogCloud : PlatformService
{
    public PostHogCloud(Ground ground)
        : base("infra:insight:PostHogCloud", "posthog", Answers(ground.Settings), ground)
    {
        _ = new SecretBundle($"{ServiceName}-cloud", new()
        {
            Namespace = Profile.Namespace,
            Given = new Dictionary<string, Output<string>>
            {
                ["host"] = Output.Create($"https://{Settings.PostHog.CloudHost}"),
                ["key"] = Settings.PostHog.CloudKey!.ToInput().ToOutput(),
            },
        }, new() { Parent = this });
        RegisterOutputs();
    }

    private static ServiceProfile Answers(PlatformSettings settings) => new()
    {
        Namespace = "apps",
        Software = new(null, "cloud"),
        Footprint = Footprint.Zero,
        Network = new() { From = [], To = [Flow.ToWeb] },
        Backup = $"PostHog's own, at {settings.PostHog.CloudHost}",
        Monitoring = "https://status.posthog.com",
        Upgrade = "PostHog's own",
        BlastRadius = "no product analytics in PostHog",
    };
}
