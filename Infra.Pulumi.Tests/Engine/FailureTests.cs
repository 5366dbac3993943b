namespace Infra.Tests.Engine;

/// <summary>Every way in which the engine fails ends in a sentence that says what happened and what to do.</summary>
[Collection("TakesTurns")]
public sealed class FailureTests
{
    private const string Local = "file://FOLDER/.pulumi-state (a folder of this machine)";

    public static TheoryData<string, string, string> Sessions => new()
    {
        {
            "locked", "up dev",
            "dev is locked by ann@laptop (pid 30812) since 2026-11-21T16:36:23Z; wait until that run has ended; if it has died, "
            + "`./infra cancel dev` takes its lock away"
        },
        {
            "wrong-passphrase", "up dev",
            "the passphrase does not open the secrets of dev; set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the one that "
            + "dev was made with"
        },
        {
            "no-passphrase", "up dev",
            "the secrets of dev are encrypted with a passphrase, and none is set; set PULUMI_CONFIG_PASSPHRASE_FILE to a file that only you can "
            + "read, or PULUMI_CONFIG_PASSPHRASE"
        },
        {
            "no-folder", "up dev",
            $"{Local} cannot be opened (stat /state: no such file or directory); make the folder, or correct what names it"
        },
        {
            "wants-login", "up dev",
            $"the state backend {Local} wants a login; log in anew with `pulumi login`, or set PULUMI_ACCESS_TOKEN"
        },
        {
            "killed", "up dev",
            "the engine was killed in up dev after 1 resource was changed; what was under way may be half done: `./infra cancel dev` takes its "
            + "lock away, `./infra refresh dev` finds out, then `./infra up dev` goes on; `dmesg` tells whether memory ran out"
        },
        {
            "kms-no-credentials", "up dev",
            "there are no credentials for the key that encrypts the secrets of dev; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a "
            + "profile of ~/.aws/credentials: `&profile=NAME` at the end of secretsprovider"
        },
        {
            "kms-other-key", "up dev",
            "the key that secretsprovider names did not encrypt the secrets of dev; take secretsprovider and encryptedkey back to what they "
            + "were: `git log` of the stack's file has both"
        },
        {
            "kms-unreachable", "up dev",
            "the key that encrypts the secrets of dev cannot be used (dial tcp 127.0.0.1:9: connect: connection refused); `./infra doctor dev` "
            + "tries it"
        },
        {
            "expired-login", "up dev",
            $"the state backend {Local} lets nobody in with these credentials (ExpiredToken: The provided token has expired.); log in anew with "
            + "`pulumi login`, or set PULUMI_ACCESS_TOKEN"
        },
        {
            "unreachable", "up dev",
            $"the state backend {Local} does not answer (dial tcp 127.0.0.1:9: connect: connection refused); check the address and the network; "
            + "`./infra doctor` tries it step by step"
        },
        {
            "not-logged-in", "preview staging",
            "nothing says where the state of staging is kept; write `infra:state: { url: … }` into its file (`./infra init staging` makes the "
            + "line), or log in with `pulumi login`"
        },
        { "never-up", "refresh ci", $"ci has never been brought up here; `./infra up ci` does; its state was looked for in {Local}" },
        {
            "failed-up", "up dev",
            "up dev failed after 13 resources were changed\n  apps (kubernetes:core/v1:Namespace): echo: create failure injected by ECHO_FAIL\n"
            + "what was done is recorded and nothing is lost: mend the cause, then `./infra up dev` goes on from there"
        },
        {
            "protected", "destroy staging --yes",
            "staging is not taken away: clickhouse is protected, since it holds data; nothing was deleted; who means it lifts the protection first: "
            + "`pulumi state unprotect --all --stack staging`, or one URN in place of --all"
        },
        {
            "failed-destroy", "destroy dev --yes",
            "destroy dev failed after 87 resources were changed\n  data (kubernetes:core/v1:Namespace): echo: delete failure injected by ECHO_FAIL\n"
            + "what was done is recorded and nothing is lost: mend the cause, then `./infra destroy dev` goes on from there"
        },
    };

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task A_failure_says_what_happened_and_what_to_do(string session, string line, string expected)
    {
        using var recorded = Recorded.Session(session);

        var (code, _, error) = await recorded.Run(line);

        Assert.Equal((1, recorded.Calls), (code, recorded.Played));
        Assert.EndsWith($"infra: {expected}\n", $"\n{error}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_run_that_died_the_next_one_goes_on()
    {
        using var recorded = Recorded.Session("after-death");

        var (code, output, _) = await recorded.Run("up dev");

        Assert.Equal(0, code);
        Assert.Contains("warning         Attempting to deploy or update resources with 1 pending operations", output, StringComparison.Ordinal);
        Assert.Contains("up dev: 1 created, 25 unchanged in N s\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_pulumi_it_says_how_to_get_one()
    {
        using var recorded = Recorded.Session("first-up").With("PATH", "/nowhere");

        var (code, _, error) = await recorded.Run("up dev");

        Assert.Equal(2, code);
        Assert.Equal("infra: there is no pulumi on the PATH; `./infra doctor --install` gets 3.259.0 and checks it; by hand: "
            + "curl -fsSL https://get.pulumi.com | sh -s -- --version 3.259.0\n", error);
    }

    [Theory]
    [InlineData("old-version", "file:///state", "pulumi 3.100.0 is too old, at least 3.200.0 is needed")]
    [InlineData("broken-on-r2", "s3://b?endpoint=https://0.r2.cloudflarestorage.com", "pulumi 3.257.0 fails every write to an R2 bucket, which keeps this stack's state")]
    public async Task A_pulumi_that_will_not_do_is_refused_before_anything_is_written(string session, string state, string expected)
    {
        using var recorded = Recorded.Session(session).With("PULUMI_BACKEND_URL", state);

        var (code, _, error) = await recorded.Run("up dev");

        Assert.Equal((2, $"infra: {expected}; `./infra doctor --install` gets 3.259.0\n"), (code, error));
        Assert.False(File.Exists(Path.Combine(recorded.Folder, "Pulumi.dev.yaml")));
    }
}
