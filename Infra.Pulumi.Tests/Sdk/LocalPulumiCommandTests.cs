using System.ComponentModel;
using System.Runtime.Versioning;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;

namespace Infra.Tests.Sdk;

/// <summary>The command that runs the pulumi of the PATH, against one that does what the test says.</summary>
[Collection("TakesTurns")]
[UnsupportedOSPlatform("windows")]
public sealed class LocalPulumiCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infra-command-").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public LocalPulumiCommandTests() => Environment.SetEnvironmentVariable("PATH", $"{_folder}:{_path}");

    [Fact]
    public async Task Command_reports_its_version() => Assert.Equal("3.190.0", (await Pulumi("true")).Version!.ToString());

    [Theory]
    [InlineData("echo v4.0.0", "Major version mismatch. You are using Pulumi CLI version 4.0.0 with Automation SDK v3.")]
    [InlineData("echo v3.0.1",
        "Minimum version requirement failed. The minimum CLI version requirement is 3.1.0, your current CLI version is 3.0.1.")]
    [InlineData("echo nonsense", "Failed to get Pulumi version. This is probably a pulumi error.")]
    [InlineData("echo broken; exit 3", "failed to get pulumi version: broken")]
    public async Task Unsupported_version_is_rejected(string version, string expected)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Pulumi("true", version));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_pulumi_is_an_error()
    {
        Environment.SetEnvironmentVariable("PATH", _folder);

        await Assert.ThrowsAsync<Win32Exception>(() => LocalPulumiCommand.CreateAsync());
    }

    [Theory]
    [InlineData("up --yes", "up --yes --non-interactive")]
    [InlineData("up --non-interactive --yes", "up --non-interactive --yes")]
    [InlineData("config set -- --name value", "config set --non-interactive -- --name value")]
    public async Task Command_is_non_interactive(string line, string expected)
    {
        var result = await Run(await Pulumi("echo \"$*\""), line);

        Assert.Equal($"{expected}\n", result.StandardOutput);
    }

    [Fact]
    public async Task Command_gets_folder_variables_and_input()
    {
        var pulumi = await Pulumi("pwd; echo \"$GIVEN ${TAKEN-gone}\"; cat");
        Environment.SetEnvironmentVariable("TAKEN", "still there");

        var result = await pulumi.RunInputAsync(
            ["config"], _folder, new Dictionary<string, string?> { ["GIVEN"] = "given", ["TAKEN"] = null }, stdIn: "hush");

        Assert.Equal((0, $"{_folder}\ngiven gone\nhush", ""), (result.Code, result.StandardOutput, result.StandardError));
    }

    [Fact]
    public async Task Unread_input_is_ignored()
    {
        var result = await (await Pulumi("exec <&-; echo done"))
            .RunInputAsync(["up"], _folder, new Dictionary<string, string?>(), stdIn: new string('x', 1_000_000));

        Assert.Equal("done\n", result.StandardOutput);
    }

    [Fact]
    public async Task Lines_are_reported_and_collected()
    {
        var (output, error) = (new List<string>(), new List<string>());
        var pulumi = await Pulumi("printf 'one\\n\\nthree'; printf 'wrong\\n' >&2");

        var result = await pulumi.RunAsync(["up"], _folder, new Dictionary<string, string?>(), output.Add, error.Add);

        Assert.Equal(["one", "", "three"], output);
        Assert.Equal(["wrong"], error);
        Assert.Equal(("one\n\nthree", "wrong\n"), (result.StandardOutput, result.StandardError));
    }

    [Theory]
    [InlineData("error: no stack named 'dev' found", typeof(StackNotFoundException))]
    [InlineData("error: stack 'dev' already exists", typeof(StackAlreadyExistsException))]
    [InlineData("error: the stack is currently locked by 1 lock(s)", typeof(ConcurrentUpdateException))]
    [InlineData("error: [409] Conflict: Another update is currently in progress.", typeof(ConcurrentUpdateException))]
    [InlineData("error: no stack named", typeof(CommandException))]
    public async Task Failure_throws_a_typed_exception_with_the_output(string said, Type kind)
    {
        var pulumi = await Pulumi($"echo half; echo \"{said}\" >&2; exit 255");

        var error = await Assert.ThrowsAnyAsync<CommandException>(() => Run(pulumi, "up"));

        Assert.Equal((kind, kind.Name), (error.GetType(), error.Name));
        Assert.Equal($"code: 255\nstdout: half\n\nstderr: {said}\n\n", error.Message);
    }

    [Fact]
    public async Task All_events_arrive_in_order()
    {
        const string script = """
            while (($#)); do [[ $1 == --event-log ]] && log=$2; shift; done
            [[ $PULUMI_DEBUG_COMMANDS == true ]] || exit 9
            for n in 1 2 3; do printf '{"sequence":%s,"timestamp":1,' $n >>"$log"; sleep 0.02; printf '"cancelEvent":{}}\n' >>"$log"; done
            """;
        var events = new List<EngineEvent>();

        await (await Pulumi(script)).RunAsync(["up"], _folder, new Dictionary<string, string?>(), onEngineEvent: events.Add);

        Assert.Equal([1, 2, 3], events.Select(happened => happened.Sequence));
    }

    [Fact]
    public async Task Cancellation_ends_the_command()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var pulumi = await Pulumi("exec sleep 60");

        var run = pulumi.RunAsync(["up"], _folder, new Dictionary<string, string?>(), cancellationToken: cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Environment.SetEnvironmentVariable("TAKEN", null);
        Directory.Delete(_folder, recursive: true);
    }

    // Of a version to which both SDKs speak through a file.
    private Task<LocalPulumiCommand> Pulumi(string script, string version = "echo v3.190.0")
    {
        var path = Path.Combine(_folder, "pulumi");
        File.WriteAllText(path, $"#!/usr/bin/env bash\nif [[ $1 == version ]]; then {version}; exit; fi\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return LocalPulumiCommand.CreateAsync();
    }

    private Task<CommandResult> Run(LocalPulumiCommand pulumi, string line) =>
        pulumi.RunAsync(line.Split(' '), _folder, new Dictionary<string, string?>());
}
