using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;

namespace Infra.Insight;

/// <summary>The alerts and objectives of all services, brought to SigNoz by a job that also tries every way of delivery.</summary>
public sealed class Alerts : PlatformService
{
    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "alerts",
        Namespace = ServiceNamespace.Observability,
        Runs = stack => stack.Runs(SigNoz.Name),
        Needs = _ => [SigNoz.Name],
        MaySleep = true,
        Profile = _ => ProfileOf(),
        Build = context => new Alerts(context),
    };

    public Alerts(ServiceContext context)
        : base("infra:insight:Alerts", Declaration, context)
    {
        var rules = AlertRules.Of(context.Services, Settings);
        var secrets = new Dictionary<string, SecretKey> { ["SIGNOZ_PASSWORD"] = new(context.Get<SigNoz>().Administrator.SecretName, "password") };
        var addresses = AddressesOf(context.Find<Watchdog>()?.Heartbeat);
        var needs = new List<Resource>();
        if (addresses.Count > 0)
        {
            var bundle = new SecretBundle($"{ServiceName}-addresses", new() { Home = Context.Secrets, Namespace = SigNoz.Home, Given = addresses }, new() { Parent = this });
            needs.Add(bundle);
            foreach (var name in addresses.Keys)
            {
                secrets[name] = new(bundle.SecretName, name);
            }
        }

        _ = new ClusterJob(ServiceName, new()
        {
            Namespace = SigNoz.Home,
            Files = new Dictionary<string, string> { ["rules.json"] = AlertJson.Write(rules) },
            To = [new(Peer.Everything(SigNoz.Home), 8080)],
            Steps =
            [
                new()
                {
                    Image = ImagePins.Python,
                    Command = ScriptText.Command("signoz-alerts.py", "python3", "-c"),
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
                },
            ],
        }, new() { Parent = this, DependsOn = { needs.ToArray() } });
        RegisterOutputs();
    }

    private static ServiceProfile ProfileOf() => new()
    {
        Software = Software.Of(ImagePins.Python),
        Footprint = Footprint.Zero,
        Network = new() { From = [], To = [new(Peer.Everything(SigNoz.Home), 8080)] },
        Backup = "none: rules and channels are made by this program",
        Monitoring = "each run sends a test to every channel and fails if one is refused; the watchdog hears the heartbeat",
        Probe = Probe.None("it is a job; the watchdog notices when the heartbeat stops"),
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
