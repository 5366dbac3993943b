using System.Text.Json;
using Infra.Bricks;
using Infra.Settings;
using Pulumi;
using Pulumi.Cloudflare;
using Pulumi.Cloudflare.Inputs;
using Pulumi.Random;

namespace Infra.Insight;

/// <summary>A Cloudflare Worker that notices, from outside, that the whole host is gone or that alerts no longer get out.</summary>
public sealed class Watchdog : PlatformService
{
    private const int SilenceMinutes = 120;

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "watchdog",
        Namespace = ServiceNamespace.Observability,
        Runs = stack => stack.Settings is { Edge.IsPublic: true, Alerts: { Watchdog: true, Webhook: not null }, KeepsData: true },
        MaySleep = true,
        Profile = _ => ProfileOf(),
        Build = context => new Watchdog(context),
    };

    public Watchdog(ServiceContext context)
        : base("infra:insight:Watchdog", Declaration, context)
    {
        var hosts = context.Services.SelectMany(service => service.Hosts).Select(host => host.Host).Distinct();
        var account = Settings.Edge.AccountId!.Text;
        var script = $"infra-{Deployment.Instance.StackName}-{ServiceName}";
        var path = Output.CreateSecret(new RandomPassword($"{ServiceName}-path", new() { Length = 40, Special = false }, new() { Parent = this }).Result);
        var state = new WorkersKvNamespace($"{ServiceName}-state", new() { AccountId = account, Title = script }, new() { Parent = this });

        var worker = new WorkersScript(ServiceName, new()
        {
            AccountId = account,
            ScriptName = script,
            MainModule = "watchdog.js",
            Content = ScriptText.Read("watchdog.js"),
            CompatibilityDate = "2026-01-01",
            Bindings =
            {
                new WorkersScriptBindingArgs { Name = "STATE", Type = "kv_namespace", NamespaceId = state.Id },
                new WorkersScriptBindingArgs { Name = "WEBHOOK", Type = "secret_text", Text = Settings.Alerts.Webhook!.ToInput() },
                new WorkersScriptBindingArgs { Name = "PATH", Type = "secret_text", Text = path },
                new WorkersScriptBindingArgs { Name = "HOSTS", Type = "json", Json = JsonSerializer.Serialize(hosts) },
                new WorkersScriptBindingArgs { Name = "STACK", Type = "plain_text", Text = Deployment.Instance.StackName },
                new WorkersScriptBindingArgs { Name = "SILENCE_MINUTES", Type = "plain_text", Text = context.Stack.Runs(SigNoz.Name) ? $"{SilenceMinutes}" : "0" },
            },
        }, new() { Parent = this });

        _ = new WorkersCronTrigger($"{ServiceName}-schedule", new()
        {
            AccountId = account,
            ScriptName = script,
            Schedules = { new WorkersCronTriggerScheduleArgs { Cron = "*/5 * * * *" } },
        }, new() { Parent = this, DependsOn = { worker } });

        var host = Settings.Domain.HostName(HostZone.Internal, ServiceName);
        _ = new WorkersCustomDomain($"{ServiceName}-host", new()
        {
            AccountId = account,
            ZoneId = Settings.Edge.InternalZoneId!.Text,
            Hostname = host,
            Service = script,
        }, new() { Parent = this, DependsOn = { worker } });
        Heartbeat = Output.CreateSecret(Output.Format($"https://{host}/{path}"));
        RegisterOutputs();
    }

    /// <summary>Where it hears that alerts are delivered. Whoever knows the address can keep it quiet, so it is a secret.</summary>
    public Output<string> Heartbeat { get; }

    private static ServiceProfile ProfileOf() => new()
    {
        Software = new(null, "worker"),
        Footprint = Footprint.Zero,
        Network = new() { From = [], To = [] },
        Backup = "none: it knows when it last heard of the platform, and learns it again",
        Monitoring = "Cloudflare's own page of the Worker; switch a host off and see that you are told",
        Probe = Probe.None("it runs outside the cluster, to report when the cluster cannot"),
        Upgrade = "with every update of the stack",
        BlastRadius = "nobody notices that the whole host is gone",
    };
}
