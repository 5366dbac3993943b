using Infra.Bricks;
using Infra.Data;
using Infra.Settings;
using Pulumi;

namespace Infra.Insight;

/// <summary>What a stack has to see itself and its users by.</summary>
public sealed class InsightServices
{
    private readonly SigNoz? _signoz;

    public InsightServices(Ground ground, IReadOnlyList<Resource> operators, DataStores stores, List<PlatformService> services)
    {
        var settings = ground.Settings;
        if (settings.RunsOpenPanel)
        {
            services.Add(OpenPanelOn(ground, stores));
        }

        if (settings.PostHog.Mode == PostHogMode.Cloud)
        {
            services.Add(new PostHogCloud(ground));
        }

        if (settings.PostHog.Mode == PostHogMode.Cluster)
        {
            services.Add(new PostHog(ground));
        }

        if (settings.SigNoz.Enabled)
        {
            services.Add(_signoz = new SigNoz(ground.After(operators),
                settings.SharesClickHouse ? (consumer, grants) => stores.ClickHouse!.DatabaseFor(consumer, grants) : null));
        }

        OtlpEndpoint = _signoz is null ? "" : SigNoz.OtlpEndpoint;
    }

    public string OtlpEndpoint { get; }

    /// <summary>Watches every service that there is by now, so it comes last.</summary>
    public void Watch(Ground ground, List<PlatformService> services)
    {
        IReadOnlyList<PlatformService> watched = [.. services];
        var watchdog = WatchdogOver(ground, services, _signoz is not null);
        if (_signoz is not null)
        {
            services.Add(new Collectors(ground, watched, _signoz));
            services.Add(new Alerts(ground, watched, _signoz, watchdog?.Heartbeat));
        }
    }

    private static OpenPanel OpenPanelOn(Ground ground, DataStores stores)
    {
        var postgres = stores.Postgres!.DatabaseFor(OpenPanel.Consumer);
        var clickHouse = stores.ClickHouse!.DatabaseFor(OpenPanel.Consumer, "SELECT ON system.*", "CREATE TEMPORARY TABLE ON *.*");
        var redis = stores.Redis!.AccessFor(OpenPanel.Consumer);
        return new(ground, new()
        {
            Postgres = postgres,
            ClickHouse = clickHouse,
            Redis = redis,
            Ready = [postgres.Ready, clickHouse.Ready, redis, .. stores.Redis.Server.Ready],
        });
    }

    private static Watchdog? WatchdogOver(Ground ground, List<PlatformService> services, bool hearsHeartbeat)
    {
        var settings = ground.Settings;
        if (!settings.Edge.IsPublic || settings.Alerts is not { Watchdog: true, Webhook: not null } || !settings.KeepsData)
        {
            return null;
        }

        var watchdog = new Watchdog(ground, [.. services.SelectMany(service => service.Hosts).Select(host => host.Host).Distinct()], hearsHeartbeat);
        services.Add(watchdog);
        return watchdog;
    }
}
