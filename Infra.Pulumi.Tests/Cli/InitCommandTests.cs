namespace Infra.Tests.Cli;

[Collection("TakesTurns")]
public sealed class InitCommandTests
{
    private const string Zone = "00000000000000000000000000000001";
    private static readonly string[] Prod =
    [
        "init", "prod", "--email", "ops@example.com", "--base", "example.com", "--internal", "example.net", "--account-id", Zone,
        "--base-zone-id", Zone, "--internal-zone-id", Zone, "--state",
            "s3://b?endpoint=https://0.r2.cloudflarestorage.com&region=auto",
        "--address", "203.0.113.20", "--networks", "203.0.113.0/24,2001:db8::/48", "--cpu", "8", "--memory", "64Gi",
            "--disk", "640Gi",
        "--host-key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGV4YW1wbGUgaG9zdCBrZXksIG5vdCBhIHJlYWwgb25l",
    ];

    [Fact]
    public async Task Init_writes_a_valid_file_and_prints_the_next_steps()
    {
        using var project = new AnyProject();

        var (code, output, error) = await project.Run(Prod);
        var plan = await project.Run("plan", "prod", "--format", "json");

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("wrote Pulumi.prod.yaml; next:\n  ./infra plan prod\n", output, StringComparison.Ordinal);
        Assert.Contains("pulumi login 's3://b?endpoint=https://0.r2.cloudflarestorage.com&region=auto'", output,
            StringComparison.Ordinal);
        Assert.Contains("\"stack\": \"prod\"", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cloud_key_replaces_the_passphrase()
    {
        using var project = new AnyProject();

        var (code, output, _) = await project.Run([.. Prod, "--secrets-provider", "awskms://alias/infra?region=eu-central-1"]);

        Assert.Equal(0, code);
        Assert.DoesNotContain("PASSPHRASE", output, StringComparison.Ordinal);
        Assert.Contains("\nsecretsprovider: \"awskms://alias/infra?region=eu-central-1\"\nconfig:\n",
            project.Read("Pulumi.prod.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_answers_are_all_listed_without_a_terminal()
    {
        using var project = new AnyProject();

        var (code, _, error) = await project.Run("init", "ci");

        Assert.Equal(2, code);
        Assert.Equal(
            "infra: --email, --cpu, --memory, --disk are missing; pass them, or run this on a "
                + "terminal; see `./infra init --help`\n", error);
    }

    [Fact]
    public async Task Invalid_answer_leaves_no_file_behind()
    {
        using var project = new AnyProject();

        var (code, _, error) = await project.Run(
            "init", "ci", "--email", "nobody", "--cpu", "2", "--memory", "4Gi", "--disk", "20Gi");

        Assert.Equal(2, code);
        Assert.Contains("infra:admin.email", error, StringComparison.Ordinal);
        Assert.Equal(["Pulumi.staging.yaml", "Pulumi.yaml"], Directory.EnumerateFileSystemEntries(project.Folder)
            .Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Answers_are_quoted_in_the_file()
    {
        using var project = new AnyProject();

        var (code, _, error) = await project.Run(
            "init", "dev", "--email", "ops@example.com", "--kubeconfig", "~/my #1 cluster", "--cpu", "2", "--memory", "4Gi",
                "--disk", "20Gi");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("    kubeconfig: \"~/my #1 cluster\"\n", project.Read("Pulumi.dev.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("a token\n")]
    public async Task Invalid_token_input_writes_nothing(string given)
    {
        using var project = new AnyProject();
        var before = Console.In;
        Console.SetIn(new StringReader(given));

        var (code, _, error) = await project.Run([.. Prod, "--token-from-stdin"]);

        Console.SetIn(before);
        Assert.Equal(
            (2, "infra: standard input does not contain a token; pass only the token: `./infra init "
                + "… --token-from-stdin <FILE`\n"), (code, error));
        Assert.False(File.Exists(Path.Combine(project.Folder, "Pulumi.prod.yaml")));
    }

    [Fact]
    public async Task Existing_file_is_not_overwritten()
    {
        using var project = new AnyProject();

        var (code, _, error) = await project.Run("init", "staging");

        Assert.Equal((2, "infra: Pulumi.staging.yaml already exists; edit it, or pass --force to overwrite it\n"), (code, error));
    }
}
