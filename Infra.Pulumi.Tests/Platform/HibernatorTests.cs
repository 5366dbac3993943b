using Infra.Planning;
using Infra.Tests.Cli;
using Infra.Tests.Settings;

namespace Infra.Tests.Platform;

public sealed class HibernatorTests
{
    private const string Scheduled = "infra:hibernation: { sleep: \"0 20 * * 1-5\", wake: \"0 7 * * 1-5\", timeZone: Europe/Berlin }";

    [Fact]
    public async Task A_schedule_becomes_two_cron_jobs_in_its_time_zone()
    {
        var plan = await Plan(Scheduled);

        var jobs = plan.Resources.Where(resource => resource.Type == "kubernetes:batch/v1:CronJob" && resource.Name.StartsWith("hibernator", StringComparison.Ordinal));
        Assert.Equal(
            [("hibernator-sleep", "0 20 * * 1-5", "Europe/Berlin"), ("hibernator-wake", "0 7 * * 1-5", "Europe/Berlin")],
            jobs.Select(job => (IReadOnlyDictionary<string, object>)job.Inputs["spec"]).Zip(["hibernator-sleep", "hibernator-wake"],
                (spec, name) => (name, (string)spec["schedule"], (string)spec["timeZone"])));
    }

    [Fact]
    public async Task It_may_touch_only_what_sleeps()
    {
        var plan = await Plan($"{Scheduled}\n{Plans.Shop}");

        var roles = plan.Resources.Where(resource => resource.Type == "kubernetes:rbac.authorization.k8s.io/v1:Role").Select(role => role.Name);
        Assert.Equal(["hibernator-kubero", "hibernator-apps", "hibernator-shop-production", "hibernator-observability"], roles.Where(name => name.StartsWith("hibernator", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_schedule_there_is_nothing_of_it() =>
        Assert.DoesNotContain((await Plan("infra:cost: { currency: EUR }")).Resources, resource => resource.Name.StartsWith("hibernator", StringComparison.Ordinal));

    private static async Task<Plan> Plan(string setting)
    {
        using var project = new AnyProject();
        project.Write("Pulumi.staging.yaml", AnyStack.And(setting));
        return await project.PlanStaging();
    }
}
