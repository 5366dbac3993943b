namespace Infra.Tests.Cli;

/// <summary>Every usage error gives one clear message and exit code 2, and writes nothing.</summary>
public sealed class BadUsageTests
{
    public static TheoryData<string, string> Lines => new()
    {
        { "plann", "unknown command `plann`; did you mean `plan`? see `./infra --help`" },
        { "--versoin", "unknown option `--versoin`; see `./infra --help`" },
        { "plan", "no stack is named; name one of staging, or pass --all" },
        { "plan stagin", "there is no stack `stagin`; did you mean `staging`? there are staging" },
        { "plan moon", "there is no stack `moon`; there are staging" },
        { "plan ../staging", "`../staging` cannot be a stack's name; use letters, digits, dashes, dots and underscores" },
        { "plan staging --formt json", "unknown option `--formt`; did you mean `--format`? see `./infra plan --help`" },
        { "plan staging --format xml",
            "Argument 'xml' not recognized. Must be one of: 'tree' 'json' 'markdown' 'html'; see `./infra plan --help`" },
        { "plan staging --output", "Required argument missing for option: '--output'; see `./infra plan --help`" },
        { "env create seven",
            "Cannot parse argument 'seven' for command 'create' as expected type 'System.Int32'; see "
                + "`./infra env create --help`" },
        { "env reap --opn", "unknown option `--opn`; did you mean `--open`? see `./infra env reap --help`" },
        { "env reap --open 7 --none-open",
            "--open and --none-open exclude each other: pass one of them; see `./infra env reap --help`" },
        { "review --output Pulumi.yaml",
            "FOLDER/Pulumi.yaml cannot be a folder (The file 'FOLDER/Pulumi.yaml' already exists.); "
                + "name an existing folder, or one that you may create" },
        { "init a/b --environment dev", "`a/b` cannot be a stack's name; use letters, digits, dashes, dots and underscores" },
        { "docs now", "unknown argument `now`; see `./infra docs --help`" },
    };

    public static TheoryData<string, string> Files => new()
    {
        { "", "Pulumi.staging.yaml has no settings; begin it with `config:`; see the examples in stacks/" },
        { "- a\n", "Pulumi.staging.yaml has no settings; begin it with `config:`; see the examples in stacks/" },
        { "config:\n", "Pulumi.staging.yaml has no settings under `config:`; see the examples in stacks/" },
        { "confg: {}\n", "Pulumi.staging.yaml has `confg` at its top level; did you mean `config`?" },
        { "secretsprovider: awskm://x\n", "Pulumi.staging.yaml has `secretsprovider: awskm://x`; write passphrase, or begin it with awskms://, azurekeyvault://, gcpkms:// or hashivault://" },
        { "domain: {}\n", "Pulumi.staging.yaml has `domain` at its top level; write settings under `config:`, as `infra:domain`" },
        { "config:\n  a: 1\n  a: 2\n", "Pulumi.staging.yaml line 3: `a` is repeated; keep one of them; fix the YAML on that line" },
        { "config:\n  a: [1\n  b: 2\n", "Pulumi.staging.yaml line 2: a list or map is not closed; fix the YAML on that line" },
        { "config:\n  a: *b\n", "Pulumi.staging.yaml line 2: aliases (`*name`) are not supported; write the value again; fix the YAML on that line" },
        { "config:\n\ta: 1\n", "Pulumi.staging.yaml line 2: is indented with a tab; indent with spaces" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Invalid_command_line_has_a_suggestion(string line, string expected)
    {
        using var project = new AnyProject();

        var (code, output, error) = await project.Run(line.Split(' '));

        Assert.Equal((2, "", $"infra: {expected}\n"), (code, output, error));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Invalid_file_is_named_with_its_line(string text, string expected)
    {
        using var project = new AnyProject();
        project.Write("Pulumi.staging.yaml", text);

        var (code, _, error) = await project.Run("plan", "staging");

        Assert.Equal((2, $"infra: {expected}\n"), (code, error));
    }

    [Fact]
    public async Task Unreadable_file_is_an_error()
    {
        using var project = new AnyProject();
        Directory.CreateDirectory(Path.Combine(project.Folder, "stacks"));
        File.CreateSymbolicLink(Path.Combine(project.Folder, "stacks", "Pulumi.dev.yaml"), "/nowhere/at/all");

        var (code, _, error) = await project.Run("plan", "--all");

        Assert.Equal(2, code);
        Assert.StartsWith("infra: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_that_cannot_be_created_is_an_error()
    {
        using var project = new AnyProject();
        project.Write(".cache", "no folder");
        project.Commit();

        var (code, _, error) = await project.Run("review");

        Assert.Equal(1, code);
        Assert.EndsWith("check the free space and the permissions of the folder\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unwritable_output_leaves_nothing_behind()
    {
        using var project = new AnyProject();

        var (code, _, error) = await project.Run("plan", "staging", "--output", "nowhere/plan.txt");

        Assert.Equal(2, code);
        Assert.StartsWith("infra: FOLDER/nowhere/plan.txt cannot be written (", error, StringComparison.Ordinal);
        Assert.Equal(["Pulumi.staging.yaml", "Pulumi.yaml"], Directory.EnumerateFileSystemEntries(project.Folder)
            .Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Missing_project_is_an_error()
    {
        using var project = new AnyProject();
        File.Delete(Path.Combine(project.Folder, "Pulumi.yaml"));

        var (code, _, error) = await project.Run("plan", "staging");

        Assert.Equal((2, "infra: there is no Pulumi.yaml in FOLDER or above it; run this inside the repository\n"),
            (code, error));
    }

    [Fact]
    public async Task Project_without_a_name_is_an_error()
    {
        using var project = new AnyProject();
        project.Write("Pulumi.yaml", "runtime: dotnet\n");

        var (code, _, error) = await project.Run("plan", "staging");

        Assert.Equal((2, "infra: Pulumi.yaml has no `name`; write `name: infra`\n"), (code, error));
    }

    [Fact]
    public async Task Invalid_settings_exit_with_2_and_without_a_stack_trace()
    {
        using var project = new AnyProject();
        project.Write("Pulumi.staging.yaml", AnyProjectWith("email: ops"));

        var (code, output, error) = await project.Run("plan", "staging", "--format", "json");

        Assert.Equal((2, ""), (code, output));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static string AnyProjectWith(string email) => Infra.Tests.Settings.AnyStack.With("email: ops@example.com", email);
}
