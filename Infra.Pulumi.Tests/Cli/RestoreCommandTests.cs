using Infra.Tests.Settings;

namespace Infra.Tests.Cli;

public sealed class RestoreCommandTests
{
    private const string Shop = "infra:postgres: { databases: [shop] }";

    public static TheoryData<string, string, string> Refused => new()
    {
        {
            "restore staging --from prod --yes", Shop,
            "staging cannot read the dumps of prod; set infra:backups.restoreFrom.stack to prod, .endpoint, .bucket, and the "
                + "secrets .accessKeyId, .secretAccessKey "
            + "and .password, all from `./infra outputs prod dumps --show-secrets`, then run `./infra up staging`"
        },
        { "restore staging", Shop, "restoring staging needs confirmation, but there is no terminal; pass --yes to confirm" },
        {
            "restore staging --yes", "infra:openpanel: { enabled: false }",
            "staging has no application databases; list them in infra:postgres.databases"
        },
        {
            "restore staging --yes", "infra:backups: { enabled: false }",
            "staging has no backups or no PostgreSQL; set infra:backups.enabled and infra:postgres.enabled, then run `./infra up`"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Impossible_restore_is_rejected(string line, string setting, string expected)
    {
        using var project = new AnyProject();
        project.Write("Pulumi.staging.yaml", AnyStack.And(setting));

        Assert.Equal((2, "", $"infra: {expected}\n"), await project.Run(line.Split(' ')));
    }

    [Theory]
    [InlineData("restore prod --yes")]
    [InlineData("restore prod --yes --overwrite staging")]
    public async Task Prod_is_overwritten_only_by_name(string line)
    {
        using var project = new AnyProject();
        project.Write("Pulumi.prod.yaml", $"{AnyStack.With("environment: staging", "environment: prod")}\n  {Shop}");

        Assert.Equal((2, "", "infra: prod is in production and would be overwritten; pass --overwrite prod to confirm\n"),
            await project.Run(line.Split(' ')));
    }
}
