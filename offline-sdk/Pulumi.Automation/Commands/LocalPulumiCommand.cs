using System.Diagnostics;
using System.Text;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;
using Semver;

namespace Pulumi.Automation.Commands;

/// <summary>Runs the pulumi of the PATH. Events come through a log file, which every CLI writes on request.</summary>
public class LocalPulumiCommand : PulumiCommand
{
    private static readonly Version Oldest = new(3, 1, 0);

    private LocalPulumiCommand(SemVersion version) => Version = version;

    public override SemVersion? Version { get; }

    public static async Task<LocalPulumiCommand> CreateAsync(
        LocalPulumiCommandOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await StartAsync(["version"], ".", new Dictionary<string, string?>(), null, null, null, cancellationToken);
        return result.Code == 0
            ? new(SemVersion.Parse(Accepted(result.StandardOutput.Trim().TrimStart('v'))))
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

    private static string Accepted(string text) =>
        !System.Version.TryParse(text.Split('-', '+')[0], out var version)
            ? throw new InvalidOperationException("Failed to get Pulumi version. This is probably a pulumi error.")
        : version.Major > Oldest.Major
            ? throw new InvalidOperationException($"Major version mismatch. You are using Pulumi CLI version {text} with Automation SDK v{Oldest.Major}.")
        : version < Oldest
            ? throw new InvalidOperationException($"Minimum version requirement failed. The minimum CLI version requirement is {Oldest}, your current CLI version is {text}.")
        : text;

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
        await FeedAsync(process.StandardInput, input);
        await process.WaitForExitAsync(CancellationToken.None);
        var result = new CommandResult(process.ExitCode, await output, await error);
        cancellation.ThrowIfCancellationRequested();
        return result;
    }

    private static async Task FeedAsync(StreamWriter input, string? text)
    {
        try
        {
            await input.WriteAsync(text);
            input.Close();
        }
        catch (IOException)
        {
            // It ended without reading.
        }
    }

    // All that was said, and each line as it is said.
    private static async Task<string> ReadAsync(StreamReader reader, Action<string>? onLine)
    {
        var (text, line, buffer) = (new StringBuilder(), new StringBuilder(), new char[1024]);
        for (int read; (read = await reader.ReadAsync(buffer)) > 0;)
        {
            text.Append(buffer, 0, read);
            foreach (var part in new string(buffer, 0, read).Split('\n').SkipLast(1))
            {
                onLine?.Invoke(line.Append(part).ToString());
                line.Clear();
            }

            line.Append(new string(buffer, 0, read).Split('\n')[^1]);
        }

        if (line.Length > 0)
        {
            onLine?.Invoke(line.ToString());
        }

        return text.ToString();
    }
}

public class LocalPulumiCommandOptions;
