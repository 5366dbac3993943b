using Infra.Bricks;
using Infra.Settings;
using Pulumi;

namespace Infra.Insight;

/// <summary>PostHog in its own cloud: nothing runs here, applications find its key and address in a secret.</summary>
public sealed class PostHogCloud : PlatformService
{
    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "posthog-cloud",
        Namespace = ServiceNamespace.Apps,
        Runs = stack => stack.Settings.PostHog.Mode == PostHogMode.Cloud,
        MaySleep = true,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new PostHogCloud(context),
    };

    public PostHogCloud(ServiceContext context)
        : base("infra:insight:PostHogCloud", Declaration, context)
    {
        _ = new SecretBundle(ServiceName, new()
        {
            Home = Context.Secrets,
            Namespace = Namespace,
            Given = new Dictionary<string, Output<string>>
            {
                ["host"] = Output.Create($"https://{Settings.PostHog.CloudHost}"),
                ["key"] = Settings.PostHog.CloudKey!.ToInput().ToOutput(),
            },
        }, new() { Parent = this });
        RegisterOutputs();
    }

    private static ServiceProfile ProfileOf(PlatformSettings settings) => new()
    {
        Software = new(null, "cloud"),
        Footprint = Footprint.Zero,
        Network = new() { From = [], To = [Flow.ToWeb] },
        Backup = $"PostHog's own, at {settings.PostHog.CloudHost}",
        Monitoring = "https://status.posthog.com",
        Probe = Probe.None("it does not run here"),
        Upgrade = "PostHog's own",
        BlastRadius = "no product analytics in PostHog",
    };
}
