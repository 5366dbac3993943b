using Infra.Tests.Settings;

namespace Infra.Tests.Cli;

public sealed class RestoreCommandTests
{
    private const string Shop = "infra:postgres: { databases: [shop] }";

    public static TheoryData<string, string, string> Refused => new()
    {
        {
            "restore staging --from prod --yes", Shop,
            "staging cannot read the dumps of prod; set infra:backups.restoreFrom.stack to prod, .endpoint and .bucket, and as secrets .accessKeyId, .secretAccessKey "
            + "and .password: all are in `./infra outputs prod dumps --show-secrets`; then `./infra up staging`"
        },
        { "restore staging", Shop, "restoring staging cannot be asked about without a terminal; say --yes who means it" },
        {
            "restore staging --yes", "infra:openpanel: { enabled: false }",
            "staging has no databases of applications; name them in infra:postgres.databases"
        },
        {
            "restore staging --yes", "infra:backups: { enabled: false }",
            "staging has no dumps and nothing to restore into; set infra:backups.enabled and infra:postgres.enabled, then `./infra up` it"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_cannot_be_is_refused_before_anything_is_asked(string line, string setting, string expected)
    {
        using var project = new AnyProject();
        project.Write("Pulumi.staging.yaml", AnyStack.And(setting));

        Assert.Equal((2, "", $"infra: {expected}\n"), await project.Run(line.Split(' ')));
    }

    [Theory]
    [InlineData("restore prod --yes")]
    [InlineData("restore prod --yes --overwrite staging")]
    public async Task What_people_use_is_overwritten_only_by_name(string line)
    {
        using var project = new AnyProject();
        project.Write("Pulumi.prod.yaml", $"{AnyStack.With("environment: staging", "environment: prod")}\n  {Shop}");

        Assert.Equal((2, "", "infra: prod is what people use, and would be overwritten; say --overwrite prod who means it\n"), await project.Run(line.Split(' ')));
    }
}
