namespace Infra.Tests.Cli;

[Collection("TakesTurns")]
public sealed class InitCommandTests
{
    private const string Zone = "00000000000000000000000000000001";
    private static readonly string[] Prod =
    [
        "init", "prod", "--email", "ops@example.com", "--base", "example.com", "--internal", "example.net", "--account-id", Zone,
        "--base-zone-id", Zone, "--internal-zone-id", Zone, "--state", "s3://b?endpoint=https://0.r2.cloudflarestorage.com&region=auto",
        "--address", "203.0.113.20", "--networks", "203.0.113.0/24,2001:db8::/48", "--cpu", "8", "--memory", "64Gi", "--disk", "640Gi",
        "--host-key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGV4YW1wbGUgaG9zdCBrZXksIG5vdCBhIHJlYWwgb25l",
    ];

    [Fact]
    public async Task It_writes_a_file_that_plans_and_says_what_comes_next()
    {
        using var project = new AnyProject();

        var (code, output, error) = await project.Run(Prod);
        var plan = await project.Run("plan", "prod", "--format", "json");

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("wrote Pulumi.prod.yaml; next:\n  ./infra plan prod\n", output, StringComparison.Ordinal);
        Assert.Contains("pulumi login 's3://b?endpoint=https://0.r2.cloudflarestorage.com&region=auto'", output, StringComparison.Ordinal);
        Assert.Contains("\"stack\": \"prod\"", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_a_cloud_takes_the_place_of_the_passphrase()
    {
        using var project = new AnyProject();

        var (code, output, _) = await project.Run([.. Prod, "--secrets-provider", "awskms://alias/infra?region=eu-central-1"]);

        Assert.Equal(0, code);
        Assert.DoesNotContain("PASSPHRASE", output, StringComparison.Ordinal);
        Assert.Contains("\nsecretsprovider: \"awskms://alias/infra?region=eu-central-1\"\nconfig:\n", project.Read("Pulumi.prod.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_it_names_every_answer_that_is_missing()
    {
        using var project = new AnyProject();

        var (code, _, error) = await project.Run("init", "ci");

        Assert.Equal(2, code);
        Assert.Equal("infra: --email, --cpu, --memory, --disk are missing; without a terminal nobody can be asked; `./infra init --help` says what each is\n", error);
    }

    [Fact]
    public async Task A_wrong_answer_leaves_no_file_behind()
    {
        using var project = new AnyProject();

        var (code, _, error) = await project.Run("init", "ci", "--email", "nobody", "--cpu", "2", "--memory", "4Gi", "--disk", "20Gi");

        Assert.Equal(2, code);
        Assert.Contains("infra:admin.email", error, StringComparison.Ordinal);
        Assert.Equal(["Pulumi.staging.yaml", "Pulumi.yaml"], Directory.EnumerateFileSystemEntries(project.Folder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("a token\n")]
    public async Task Without_a_token_nothing_is_written(string given)
    {
        using var project = new AnyProject();
        var before = Console.In;
        Console.SetIn(new StringReader(given));

        var (code, _, error) = await project.Run([.. Prod, "--token-from-stdin"]);

        Console.SetIn(before);
        Assert.Equal((2, "infra: standard input holds no token; give the token alone: `./infra init … --token-from-stdin <FILE`\n"), (code, error));
        Assert.False(File.Exists(Path.Combine(project.Folder, "Pulumi.prod.yaml")));
    }

    [Fact]
    public async Task What_is_there_is_not_written_over()
    {
        using var project = new AnyProject();

        var (code, _, error) = await project.Run("init", "staging");

        Assert.Equal((2, "infra: Pulumi.staging.yaml is there already; edit it, or say --force to write over it\n"), (code, error));
    }
}
