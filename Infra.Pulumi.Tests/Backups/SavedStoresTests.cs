using System.Text.Json;
using Infra.Planning;
using Infra.Tests.Foundation;
using Infra.Tests.Settings;

namespace Infra.Tests.Backups;

public sealed class SavedStoresTests
{
    private const string Source = """
        restoreFrom: { stack: prod, endpoint: "https://store.example.com", bucket: infra-prod-dumps, accessKeyId: { secure: v1:a },
            secretAccessKey: { secure: v1:b }, password: { secure: v1:c } }
        """;

    private static readonly string WithShop = AnyStack.And($$"""
        infra:postgres: { databases: [web-shop] }
        infra:arangodb: { enabled: true }
        infra:backups: { enabled: true, schedule: "5 3 * * *", drill: "6 4 * * 1", afterRestore: { web-shop: "DELETE FROM people;" },
            {{Source.ReplaceLineEndings("\n    ")}} }
        """);

    [Theory]
    [InlineData("backups-postgres", "data", "5 3 * * *")]
    [InlineData("backups-redis", "data", "5 3 * * *")]
    [InlineData("backups-arangodb", "data", "5 3 * * *")]
    [InlineData("backups-platform-postgres", "platform", "5 3 * * *")]
    [InlineData("backups-postgres-drill", "data", "6 4 * * 1")]
    [InlineData("backups-platform-postgres-drill", "platform", "6 4 * * 1")]
    public async Task Every_store_is_saved_beside_where_it_runs(string name, string ns, string schedule)
    {
        var job = (await AnyPlan.Of(WithShop)).OfType("CronJob").Single(job => job.Name == name);

        Assert.Equal((ns, schedule, false), (job.At("metadata", "namespace"), job.At("spec", "schedule"), job.At("spec", "suspend")));
    }

    [Fact]
    public async Task A_first_dump_is_made_with_the_stack()
    {
        var jobs = (await AnyPlan.Of(WithShop)).OfType("Job").Select(job => job.Name).Where(name => name.StartsWith("backups", StringComparison.Ordinal));

        Assert.Equal(["backups-arangodb-now", "backups-platform-postgres-now", "backups-postgres-now", "backups-redis-now"], jobs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dump_is_made_first_and_saved_when_it_is_whole()
    {
        var pod = Pod((await AnyPlan.Of(WithShop)).OfType("CronJob").Single(job => job.Name == "backups-postgres"));

        Assert.Equal([("dump", "ghcr.io/cloudnative-pg/postgresql:18.4-system-trixie")], Containers(pod, "initContainers"));
        Assert.Equal([("save", "docker.io/restic/restic:0.19.1")], Containers(pod, "containers"));
    }

    [Fact]
    public async Task Restores_wait_until_somebody_asks_and_do_not_try_twice()
    {
        var jobs = (await AnyPlan.Of(WithShop)).OfType("CronJob").Where(job => job.Name.StartsWith("backups-restore", StringComparison.Ordinal)).ToList();

        Assert.Equal(["backups-restore", "backups-restore-other"], jobs.Select(job => job.Name));
        Assert.All(jobs, job => Assert.Equal((true, 0.0), (job.At("spec", "suspend"), job.At("spec", "jobTemplate", "spec", "backoffLimit"))));
    }

    [Fact]
    public async Task A_dump_waits_for_the_one_before_and_holds_up_the_next_for_half_a_day_at_most()
    {
        var job = (await AnyPlan.Of(WithShop)).OfType("CronJob").Single(job => job.Name == "backups-postgres");

        Assert.Equal(("Forbid", 43_200.0), (job.At("spec", "concurrencyPolicy"), job.At("spec", "jobTemplate", "spec", "activeDeadlineSeconds")));
    }

    [Fact]
    public async Task Who_dumps_postgresql_outlives_a_mistake_and_talks_to_it_encrypted()
    {
        var plan = await AnyPlan.Of(WithShop);

        var role = plan.The("backups-postgres-administrator-role");
        Assert.Equal(("retain", "jsonpath={.status.applied}=true"), (role.At("spec", "databaseRoleReclaimPolicy"), role.At("metadata", "annotations", "pulumi.com/waitFor")));
        Assert.Equal("require", Variable(Steps(Pod(plan.OfType("CronJob").Single(job => job.Name == "backups-postgres")))[0], "PGSSLMODE")!["value"]);
    }

    [Theory]
    [InlineData("backups-restore", "web_shop openpanel")]
    [InlineData("backups-restore-other", "web_shop")]
    public async Task Another_stack_s_dump_replaces_databases_of_applications_alone(string name, string expected)
    {
        var restore = Steps(Pod((await AnyPlan.Of(WithShop)).OfType("CronJob").Single(job => job.Name == name))).Single(step => (string)step["name"] == "restore");

        Assert.Equal(expected, Variable(restore, "DATABASES")!["value"]);
    }

    [Fact]
    public async Task Sql_that_comes_after_a_restore_is_there_for_another_stack_s_dump_only()
    {
        var files = (await AnyPlan.Of(WithShop)).OfType("ConfigMap").Where(map => map.Name.StartsWith("backups", StringComparison.Ordinal)).ToList();

        Assert.Equal([("backups-restore-other", "DELETE FROM people;")], files.Select(map => (map.Name, map.At("data", "web_shop.sql"))));
    }

    [Fact]
    public async Task What_opens_the_business_data_does_not_open_the_platform_s()
    {
        var plan = await AnyPlan.Of(WithShop);

        var passwords = new[] { "data", "platform" }.Select(ns => (string)plan.The($"backups-{ns}-source").At("stringData", "password")!).ToList();
        Assert.All(passwords, password => Assert.True(Marker.IsSecret(password)));
        Assert.NotEqual(passwords[0], passwords[1]);
        Assert.All(["backups-data-password", "backups-platform-password"], name => Assert.True(plan.The(name) is { Protect: true, RetainOnDelete: true }));
    }

    [Fact]
    public async Task No_secret_stands_in_a_job() =>
        Assert.All((await AnyPlan.Of(WithShop)).OfType("CronJob"), job => Assert.DoesNotContain(Marker.Secret(""), JsonSerializer.Serialize(job.Inputs), StringComparison.Ordinal));

    [Fact]
    public async Task Every_secret_that_a_job_reads_is_in_its_namespace()
    {
        var plan = await AnyPlan.Of(WithShop);

        var there = plan.OfType("ExternalSecret").Select(secret => (secret.At("metadata", "namespace"), secret.At("metadata", "name"))).ToHashSet();
        Assert.All(
            from job in plan.OfType("CronJob")
            from step in Steps(Pod(job))
            from variable in Variables(step)
            where variable.ContainsKey("valueFrom")
            select (job.At("metadata", "namespace"), Reference(variable)),
            used => Assert.Contains(used, there));
    }

    [Fact]
    public async Task Nothing_that_runs_may_do_more_than_an_ordinary_user()
    {
        var pods = (await AnyPlan.Of(WithShop)).OfType("CronJob").Where(job => job.Name.StartsWith("backups", StringComparison.Ordinal)).Select(Pod).ToList();

        Assert.All(pods, pod => Assert.Equal((true, 26.0, false), (In(pod, "securityContext", "runAsNonRoot"), In(pod, "securityContext", "runAsUser"), In(pod, "automountServiceAccountToken"))));
        Assert.All(pods.SelectMany(Steps), step => Assert.Equal((false, "512Mi"), (In(step, "securityContext", "allowPrivilegeEscalation"), In(step, "resources", "limits", "memory"))));
    }

    [Fact]
    public async Task A_store_elsewhere_is_its_provider_s_but_for_postgresql()
    {
        const string elsewhere = "external: { host: db.example.org, user: admin, password: { secure: v1:a } }";
        var plan = await AnyPlan.Of(AnyStack.And($$"""
            infra:postgres: { databases: [shop], {{elsewhere}} }
            infra:redis: { {{elsewhere}} }
            """));

        var dump = Steps(Pod(plan.OfType("CronJob").Single(job => job.Name == "backups-postgres")))[0];
        Assert.Equal(("db.example.org", "postgres-administrator"), (Variable(dump, "PGHOST")!["value"], Reference(Variable(dump, "PGPASSWORD")!)));
        Assert.DoesNotContain(plan.OfType("CronJob"), job => job.Name == "backups-redis");
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("ci")]
    [InlineData("test")]
    public async Task What_is_thrown_away_is_not_dumped(string stack) => Assert.DoesNotContain((await Stacks.Plan(stack)).Services, service => service.Name == "backups");

    [Fact]
    public async Task Data_that_is_kept_and_not_dumped_is_warned_about() => Assert.Contains(
        (await AnyPlan.Of(AnyStack.And("infra:backups: { enabled: false }"))).Findings, finding => finding is { Rule: "unmet-requirements", Subject: "backups" });

    [Fact]
    public async Task No_script_hands_a_secret_to_a_program_as_an_argument() =>
        Assert.All((await AnyPlan.Of(WithShop)).OfType("CronJob").SelectMany(job => Steps(Pod(job))), step =>
        {
            var script = (string)((IEnumerable<object>)step["command"]).Last();
            var secrets = Variables(step).Where(variable => variable.ContainsKey("valueFrom")).Select(variable => (string)variable["name"]);
            Assert.All(secrets, secret => Assert.DoesNotMatch($@"\$\{{?{secret}\b", script));
        });

    private static IReadOnlyDictionary<string, object> Pod(PlannedResource job) =>
        (IReadOnlyDictionary<string, object>)job.At("spec", "jobTemplate", "spec", "template", "spec")!;

    private static List<IReadOnlyDictionary<string, object>> Steps(IReadOnlyDictionary<string, object> pod) =>
        [.. new[] { "initContainers", "containers" }.Where(pod.ContainsKey).SelectMany(key => (IEnumerable<object>)pod[key]).Cast<IReadOnlyDictionary<string, object>>()];

    private static IEnumerable<(string, string)> Containers(IReadOnlyDictionary<string, object> pod, string key) =>
        ((IEnumerable<object>)pod[key]).Cast<IReadOnlyDictionary<string, object>>().Select(container => ((string)container["name"], (string)container["image"]));

    private static IReadOnlyDictionary<string, object>? Variable(IReadOnlyDictionary<string, object> step, string name) =>
        Variables(step).SingleOrDefault(variable => (string)variable["name"] == name);

    private static IEnumerable<IReadOnlyDictionary<string, object>> Variables(IReadOnlyDictionary<string, object> step) =>
        ((IEnumerable<object>)step["env"]).Cast<IReadOnlyDictionary<string, object>>();

    private static object? Reference(IReadOnlyDictionary<string, object> variable) => In(variable, "valueFrom", "secretKeyRef", "name");

    private static object? In(object value, params string[] path) =>
        path.Aggregate((object?)value, (current, name) => (current as IReadOnlyDictionary<string, object>)?.GetValueOrDefault(name));
}
