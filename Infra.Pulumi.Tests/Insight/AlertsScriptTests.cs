using System.Diagnostics;
using System.Text.Json;
using Infra.Bricks;
using Infra.Insight;

namespace Infra.Tests.Insight;

/// <summary>The job that brings alerts to SigNoz, run against something that behaves as SigNoz does.</summary>
public sealed class AlertsScriptTests
{
    private static readonly AlertRule Any = new() { Name = "any is down", Service = "any", Query = "up", Limit = 1, Meaning = "It is.", Runbook = "docs/runbooks/any.md" };
    private static readonly AlertRule Heartbeat = Any with { Name = "the heartbeat", IsHeartbeat = true };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Rules_are_there_once_however_often_it_runs(int times)
    {
        var held = await Run([Any, Heartbeat], times, ("WEBHOOK_URL", "https://hook.example.com"), ("HEARTBEAT_URL", "https://watchdog.example.com"));

        Assert.Equal(
            (0, "any is down,made by hand,the heartbeat", "infra-heartbeat,infra-webhook", "infra-heartbeat,infra-webhook"),
            (held.GetProperty("code").GetInt32(), Names(held, "rules"), Names(held, "channels"), Names(held, "told")));
    }

    [Fact]
    public async Task Every_channel_is_tried()
    {
        var held = await Run([Any], 1, ("WEBHOOK_URL", "https://hook.example.com"), ("MAIL_TO", "ops@example.com"));

        Assert.Equal(2, held.GetProperty("tested").GetInt32());
    }

    [Fact]
    public async Task A_channel_that_refuses_fails_the_job() =>
        Assert.Equal(1, (await Run([Any], 1, ("WEBHOOK_URL", "https://hook.example.com"), ("REFUSE", "yes"))).GetProperty("code").GetInt32());

    [Fact]
    public async Task With_nobody_to_tell_there_are_no_rules_but_those_made_by_hand()
    {
        var held = await Run([Any, Heartbeat], 1);

        Assert.Equal((0, "made by hand"), (held.GetProperty("code").GetInt32(), Names(held, "rules")));
    }

    private static string Names(JsonElement held, string key) => string.Join(",", held.GetProperty(key).EnumerateArray().Select(name => name.GetString()));

    private static async Task<JsonElement> Run(AlertRule[] rules, int times, params (string Name, string Value)[] told)
    {
        var folder = Directory.CreateTempSubdirectory("infra-test-").FullName;
        try
        {
            await File.WriteAllTextAsync($"{folder}/alerts.py", ScriptText.Read("signoz-alerts.py"));
            await File.WriteAllTextAsync($"{folder}/rules.json", AlertJson.Write(rules));
            var standin = Path.Combine(Stacks.Project.Folder, "Infra.Pulumi.Tests", "Insight", "signoz-standin.py");
            string[] refuse = told.Any(pair => pair.Name == "REFUSE") ? ["refuse"] : [];
            var start = new ProcessStartInfo("python3", [standin, $"{folder}/alerts.py", $"{folder}/rules.json", $"{times}", .. refuse]) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var (name, value) in told.Concat([("SIGNOZ_EMAIL", "ops@example.com"), ("SIGNOZ_PASSWORD", "right"), ("LOGS_DAYS", "15"), ("METRICS_DAYS", "30")]))
            {
                start.Environment[name] = value;
            }

            using var process = Process.Start(start)!;
            return JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync()).RootElement.Clone();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
