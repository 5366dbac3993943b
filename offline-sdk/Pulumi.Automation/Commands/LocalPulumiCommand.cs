using System.Diagnostics;
using System.Text;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;
using Semver;

namespace Pulumi.Automation.Commands;

/// <summary>Runs the pulumi of the PATH. Events come through a log file, which every CLI writes on request.</summary>
public class LocalPulumiCommand : PulumiCommand
{
    private LocalPulumiCommand(SemVersion version) => Version = version;

    public override SemVersion? Version { get; }

    public static async Task<LocalPulumiCommand> CreateAsync(
        LocalPulumiCommandOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await StartAsync(["version"], ".", new Dictionary<string, string?>(), null, null, null, cancellationToken);
        return result.Code == 0
            ? new(SemVersion.Parse(result.StandardOutput.Trim().TrimStart('v')))
            : throw new InvalidOperationException($"failed to get pulumi version: {result.StandardOutput}");
    }

    public override Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default) =>
        RunInputAsync(args, workingDir, additionalEnv, onStandardOutput, onStandardError, null, onEngineEvent, cancellationToken);

    public override async Task<CommandResult> RunInputAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        string? stdIn = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default)
    {
        using var log = onEngineEvent is null ? null : new EventLog(onEngineEvent);
        var environment = new Dictionary<string, string?>(additionalEnv);
        List<string> flags = args.Contains("--non-interactive") ? [] : ["--non-interactive"];
        if (log is not null)
        {
            flags.AddRange(["--event-log", log.Path]);
            environment["PULUMI_DEBUG_COMMANDS"] = "true"; // without it the CLI knows no --event-log
        }

        // Behind `--` everything is an argument.
        var complete = args.ToList();
        complete.InsertRange(args.IndexOf("--") is >= 0 and var end ? end : args.Count, flags);
        var result = await StartAsync(complete, workingDir, environment, onStandardOutput, onStandardError, stdIn, cancellationToken);
        return result.Code == 0 ? result : throw CommandException.Of(result);
    }

    private static async Task<CommandResult> StartAsync(
        IEnumerable<string> args,
        string folder,
        IDictionary<string, string?> environment,
        Action<string>? onOutput,
        Action<string>? onError,
        string? input,
        CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("pulumi", args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await using var kill = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var output = ReadAsync(process.StandardOutput, onOutput);
        var error = ReadAsync(process.StandardError, onError);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        var result = new CommandResult(process.ExitCode, await output, await error);
        cancellation.ThrowIfCancellationRequested();
        return result;
    }

    private static async Task<string> ReadAsync(StreamReader reader, Action<string>? onLine)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            text.Append(line).Append('\n');
            onLine?.Invoke(line);
        }

        return text.ToString();
    }
}

public class LocalPulumiCommandOptions;
