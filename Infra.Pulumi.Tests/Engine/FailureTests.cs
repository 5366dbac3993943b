namespace Infra.Tests.Engine;

/// <summary>Every failure of the engine ends in a message with the problem and the remedy.</summary>
[Collection("TakesTurns")]
public sealed class FailureTests
{
    private const string Local = "file://FOLDER/.pulumi-state (a local folder)";

    public static TheoryData<string, string, string> Sessions => new()
    {
        {
            "locked", "up dev",
            "dev is locked by ann@laptop (pid 30812) since 2026-11-21T16:36:23Z; wait for that run to end; if it is dead, "
            + "remove its lock with `./infra cancel dev`"
        },
        {
            "wrong-passphrase", "up dev",
            "the passphrase does not decrypt the secrets of dev; set PULUMI_CONFIG_PASSPHRASE or "
                + "PULUMI_CONFIG_PASSPHRASE_FILE to the "
            + "passphrase of dev"
        },
        {
            "no-passphrase", "up dev",
            "the passphrase for the secrets of dev is missing; set PULUMI_CONFIG_PASSPHRASE_FILE to a file that only you can "
            + "read, or PULUMI_CONFIG_PASSPHRASE"
        },
        {
            "no-folder", "up dev",
            $"{Local} cannot be opened (stat /state: no such file or directory); create the folder, or correct the address"
        },
        {
            "wants-login", "up dev",
            $"the state backend {Local} requires a login; log in again with `pulumi login`, or set PULUMI_ACCESS_TOKEN"
        },
        {
            "killed", "up dev",
            "the engine was killed in up dev after 1 changed resource; running steps may be "
                + "incomplete: run `./infra cancel dev`, "
            + "`./infra refresh dev`, then `./infra up dev`; `dmesg` shows whether memory ran out"
        },
        {
            "kms-no-credentials", "up dev",
            "credentials are missing for the key that encrypts the secrets of dev; set "
                + "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
            + "or append `&profile=NAME` of ~/.aws/credentials to secretsprovider"
        },
        {
            "kms-other-key", "up dev",
            "the secrets of dev were not encrypted with the key in secretsprovider; restore secretsprovider and encryptedkey: "
            + "`git log` of the stack's file has both"
        },
        {
            "kms-unreachable", "up dev",
            "the key that encrypts the secrets of dev cannot be used (dial tcp 127.0.0.1:9: connect: "
                + "connection refused); run `./infra doctor dev` "
            + "to check it"
        },
        {
            "expired-login", "up dev",
            $"the state backend {Local} rejects these credentials (ExpiredToken: The provided token "
                + $"has expired.); log in again with "
            + "`pulumi login`, or set PULUMI_ACCESS_TOKEN"
        },
        {
            "unreachable", "up dev",
            $"the state backend {Local} does not answer (dial tcp 127.0.0.1:9: connect: connection "
                + $"refused); check the address and the network "
            + "with `./infra doctor`"
        },
        {
            "not-logged-in", "preview staging",
            "the state backend of staging is not configured; write `infra:state: { url: … }` into "
                + "its file (`./infra init staging` writes "
            + "it), or log in with `pulumi login`"
        },
        { "never-up", "refresh ci", $"ci does not exist in {Local}; create it with `./infra up ci`" },
        {
            "failed-up", "up dev",
            "up dev failed after 13 changed resources\n  apps (kubernetes:core/v1:Namespace): echo: "
                + "create failure injected by ECHO_FAIL\n"
            + "the changes are recorded: fix the cause, then run `./infra up dev` to continue"
        },
        {
            "protected", "destroy staging --yes",
            "staging was not destroyed: clickhouse holds data and is protected; nothing was deleted; unprotect it first: "
            + "`pulumi state unprotect --all --stack staging`, or a URN instead of --all"
        },
        {
            "failed-destroy", "destroy dev --yes",
            "destroy dev failed after 87 changed resources\n  data (kubernetes:core/v1:Namespace): "
                + "echo: delete failure injected by ECHO_FAIL\n"
            + "the changes are recorded: fix the cause, then run `./infra destroy dev` to continue"
        },
    };

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task Failure_names_problem_and_remedy(string session, string line, string expected)
    {
        using var recorded = Recorded.Session(session);

        var (code, _, error) = await recorded.Run(line);

        Assert.Equal((1, recorded.Calls), (code, recorded.Played));
        Assert.EndsWith($"infra: {expected}\n", $"\n{error}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_after_a_dead_run_continues()
    {
        using var recorded = Recorded.Session("after-death");

        var (code, output, _) = await recorded.Run("up dev");

        Assert.Equal(0, code);
        Assert.Contains("warning         Attempting to deploy or update resources with 1 pending operations", output,
            StringComparison.Ordinal);
        Assert.Contains("up dev: 1 created, 25 unchanged in N s\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_pulumi_explains_how_to_install_it()
    {
        using var recorded = Recorded.Session("first-up").With("PATH", "/nowhere");

        var (code, _, error) = await recorded.Run("up dev");

        Assert.Equal(2, code);
        Assert.Equal("infra: pulumi is not on the PATH; run `./infra doctor --install` to download 3.259.0, or "
            + "curl -fsSL https://get.pulumi.com | sh -s -- --version 3.259.0\n", error);
    }

    [Theory]
    [InlineData("old-version", "file:///state", "pulumi 3.100.0 is too old, at least 3.200.0 is needed")]
    [InlineData("broken-on-r2", "s3://b?endpoint=https://0.r2.cloudflarestorage.com",
        "pulumi 3.257.0 fails every write to an R2 bucket, which keeps this stack's state")]
    public async Task Unsupported_pulumi_is_rejected_before_anything_is_written(string session, string state, string expected)
    {
        using var recorded = Recorded.Session(session).With("PULUMI_BACKEND_URL", state);

        var (code, _, error) = await recorded.Run("up dev");

        Assert.Equal((2, $"infra: {expected}; run `./infra doctor --install` to download 3.259.0\n"), (code, error));
        Assert.False(File.Exists(Path.Combine(recorded.Folder, "Pulumi.dev.yaml")));
    }
}
