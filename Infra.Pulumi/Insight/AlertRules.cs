using System.Globalization;
using Infra.Bricks;
using Infra.Settings;

namespace Infra.Insight;

/// <summary>The alerts that follow from what the services answered in their profiles.</summary>
public static class AlertRules
{
    public static IReadOnlyList<AlertRule> Of(IReadOnlyList<PlatformService> services, PlatformSettings settings) =>
    [
        .. services.SelectMany(OfHealth),
        .. services.SelectMany(service => OfHosts(service, settings)),
        .. services.Where(service => service.Profile.Footprint.MemoryMiB > 0 && service.Namespace != "kube-system").SelectMany(OfPods),
        .. services.SelectMany(OfBackups),
        .. OfCluster(services),
    ];

    private static IEnumerable<AlertRule> OfHealth(PlatformService service) => service.Profile.Probe.Urls.Select(url => new AlertRule
    {
        Name = $"{service.ServiceName} is down ({new Uri(url).Authority})",
        Service = service.ServiceName,
        Query = StatusOf(url),
        Op = "below",
        Limit = 1,
        Meaning = $"{url} does not answer. Fails with it: {service.Profile.BlastRadius}.",
        Runbook = service.Runbook,
    });

    // Hosts answer 2xx, or send visitors to sign in; slowness and errors use up what the objective allows.
    private static IEnumerable<AlertRule> OfHosts(PlatformService service, PlatformSettings settings)
    {
        var allowed = (100 - settings.Alerts.Availability) / 100;
        foreach (var host in service.Hosts.Where(host => host.Url.StartsWith("https:", StringComparison.Ordinal)))
        {
            foreach (var (window, burn, severity) in new[] { ("1h", 14.4m, "critical"), ("6h", 6m, "warning") })
            {
                yield return new()
                {
                    Name = $"{host.Host} uses up its error budget ({window})",
                    Service = service.ServiceName,
                    Query = $"1 - avg_over_time(({Answered(host.Url)})[{window}:1m])",
                    Limit = Math.Min(0.99m, allowed * burn),
                    Severity = severity,
                    Meaning = string.Create(CultureInfo.InvariantCulture,
                        $"{host.Host} fails {burn} times as often as its objective of {settings.Alerts.Availability} per cent allows."),
                    Runbook = service.Runbook,
                };
            }

            yield return new()
            {
                Name = $"{host.Host} is slow",
                Service = service.ServiceName,
                Query = $"avg_over_time({Metrics.Select("httpcheck.duration", ("http.url", host.Url))}[10m])",
                Limit = 3000,
                Window = "10m",
                Severity = "warning",
                Meaning = $"{host.Host} takes more than three seconds to answer.",
                Runbook = service.Runbook,
            };
            yield return new()
            {
                Name = $"{host.Host} has an old certificate",
                Service = service.ServiceName,
                Query = $"min({Metrics.Select("httpcheck.tls.cert_remaining", ("http.url", host.Url))}) / 86400",
                Op = "below",
                Limit = 10,
                Severity = "warning",
                Meaning = $"The certificate of {host.Host} runs out in less than ten days; it is renewed a month before.",
                Runbook = "docs/runbooks/cert-manager.md",
            };
        }
    }

    private static IEnumerable<AlertRule> OfPods(PlatformService service)
    {
        var (name, ns) = (service.ServiceName, service.Namespace);
        yield return new()
        {
            Name = $"{name} restarts again and again",
            Service = name,
            Query = $"max(increase({OfPod("k8s.container.restarts", ns, name)}[30m]))",
            Limit = 3,
            Severity = "warning",
            Meaning = $"A container of {name} restarted more than three times in half an hour.",
            Runbook = service.Runbook,
        };
        yield return new()
        {
            Name = $"{name} is short of memory",
            Service = name,
            Query = $"max({OfPod("k8s.container.memory_limit_utilization", ns, name)})",
            Limit = 0.92m,
            Window = "15m",
            Severity = "warning",
            Meaning = $"A container of {name} uses more than 92 per cent of the memory that it may, and is killed at 100.",
            Runbook = service.Runbook,
        };
    }

    private static IEnumerable<AlertRule> OfBackups(PlatformService service) => service.Profile.BackupAges.Select(age => new AlertRule
    {
        Name = age.Name,
        Service = service.ServiceName,
        Query = age.Limit < TimeSpan.FromDays(2) ? $"({age.Seconds}) / 3600" : $"({age.Seconds}) / 86400",
        Limit = (decimal)(age.Limit < TimeSpan.FromDays(2) ? age.Limit.TotalHours : age.Limit.TotalDays),
        Severity = age.Severity,
        Meaning = age.Meaning,
        Runbook = service.Runbook,
    });

    private static IEnumerable<AlertRule> OfCluster(IReadOnlyList<PlatformService> services)
    {
        foreach (var ns in services.Where(service => service.Profile.Footprint.DiskGiB > 0).Select(service => service.Namespace).Distinct().Where(ns => ns != "kube-system"))
        {
            yield return Disk($"a volume in {ns}", $"max(1 - {Metrics.Select("k8s.volume.available", ("k8s.namespace.name", ns))} / {Metrics.Select("k8s.volume.capacity", ("k8s.namespace.name", ns))})");
        }

        yield return Disk("a node", $"max({Metrics.Select("k8s.node.filesystem.usage")} / {Metrics.Select("k8s.node.filesystem.capacity")})");
        yield return new()
        {
            Name = "a certificate is not renewed",
            Service = "cert-manager",
            Query = "(min(certmanager_certificate_expiration_timestamp_seconds) - time()) / 86400",
            Op = "below",
            Limit = 14,
            Severity = "warning",
            Meaning = "A certificate of the platform runs out in less than two weeks.",
            Runbook = "docs/runbooks/cert-manager.md",
        };
        yield return new()
        {
            Name = "telemetry arrives and alerts are delivered",
            Service = "alerts",
            Query = $"count({Metrics.Select("k8s.node.uptime")})",
            Limit = 0,
            Severity = "info",
            Meaning = "Fires all the time. The watchdog outside the host raises the alarm when it stops hearing it.",
            Runbook = "docs/runbooks/alerts.md",
            IsHeartbeat = true,
        };
    }

    private static AlertRule Disk(string where, string query) => new()
    {
        Name = $"the disk of {where} fills up",
        Service = "k3s",
        Query = query,
        Limit = 0.85m,
        Window = "15m",
        Meaning = $"The disk of {where} is more than 85 per cent full.",
        Runbook = "docs/runbooks/k3s.md",
    };

    private static string StatusOf(string url) => url.StartsWith("tcp:", StringComparison.Ordinal)
        ? $"max({Metrics.Select("tcpcheck.status", ("tcpcheck.endpoint", new Uri(url).Authority))})"
        : $"max({Metrics.Select("httpcheck.status", ("http.url", url), ("http.status_class", "2xx"))})";

    private static string Answered(string url) =>
        $$"""max({"httpcheck.status","http.url"="{{url}}","http.status_class"=~"2xx|3xx|4xx"})""";

    private static string OfPod(string metric, string ns, string service) =>
        $$"""{"{{metric}}","k8s.namespace.name"="{{ns}}","k8s.pod.name"=~"(.*-)?{{service}}(-.*)?"}""";

}
