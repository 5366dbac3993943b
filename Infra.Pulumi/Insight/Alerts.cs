using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;

namespace Infra.Insight;

/// <summary>The alerts and objectives of all services, brought to SigNoz by a job that also tries every way of delivery.</summary>
public sealed class Alerts : PlatformService
{
    private static readonly string[] Python = ["python3", "-c"];

    /// <param name="heartbeat">Where the watchdog listens; null where there is none.</param>
    public Alerts(Ground ground, IReadOnlyList<PlatformService> services, SigNoz signoz, Output<string>? heartbeat)
        : base("infra:insight:Alerts", "alerts", Answers, ground, signoz.Ready)
    {
        var rules = AlertRules.Of(services, Settings);
        var secrets = new Dictionary<string, SecretKey> { ["SIGNOZ_PASSWORD"] = new(signoz.Administrator.SecretName, "password") };
        var addresses = AddressesOf(heartbeat);
        var needs = new List<Resource>();
        if (addresses.Count > 0)
        {
            var bundle = new SecretBundle($"{ServiceName}-addresses", new() { Namespace = SigNoz.Home, Given = addresses }, new() { Parent = this });
            needs.Add(bundle);
            foreach (var name in addresses.Keys)
            {
                secrets[name] = new(bundle.SecretName, name);
            }
        }

        _ = new ClusterJob(ServiceName, new()
        {
            Namespace = SigNoz.Home,
            Image = ImagePins.Python,
            Interpreter = Python,
            Script = "signoz-alerts.py",
            Files = new Dictionary<string, string> { ["rules.json"] = AlertJson.Write(rules) },
            To = [new(Peer.Everything(SigNoz.Home), 8080)],
            Environment = new()
            {
                Plain = new Dictionary<string, string>
                {
                    ["LOGS_DAYS"] = $"{Settings.SigNoz.RetentionDays}",
                    ["MAIL_TO"] = Settings.Alerts.Mail is null ? "" : Settings.Admin.Email.Text,
                    ["METRICS_DAYS"] = $"{Settings.SigNoz.MetricsRetentionDays}",
                    ["SIGNOZ_EMAIL"] = Settings.Admin.Email.Text,
                    ["SIGNOZ_URL"] = SigNoz.Url,
                },
                Secret = secrets,
            },
        }, new() { Parent = this, DependsOn = { needs.ToArray() } });
        RegisterOutputs();
    }

    private static ServiceProfile Answers => new()
    {
        Namespace = SigNoz.Home,
        Software = Software.Of(ImagePins.Python),
        Footprint = Footprint.Zero,
        Network = new() { From = [], To = [new(Peer.Everything(SigNoz.Home), 8080)] },
        Backup = "none: rules and channels are made by this program",
        Monitoring = "each run sends a test to every channel and fails if one is refused; the watchdog hears the heartbeat",
        Upgrade = "rules follow the services' profiles with every update",
        BlastRadius = "nobody is told; the watchdog says so",
    };

    private Dictionary<string, Output<string>> AddressesOf(Output<string>? heartbeat)
    {
        var addresses = new Dictionary<string, Output<string>>();
        if (Settings.Alerts.Webhook is { } webhook)
        {
            addresses["WEBHOOK_URL"] = webhook.ToInput().ToOutput();
        }

        if (heartbeat is not null)
        {
            addresses["HEARTBEAT_URL"] = heartbeat;
        }

        return addresses;
    }
}
