using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Semver;

namespace Infra.Engine;

/// <summary>
/// Runs the pulumi executable so that it can stop gracefully: in a separate session, where the terminal's Ctrl-C does
/// not reach it, it gets each interruption once. If it were killed, it would leave its lock behind and lose new resources.
/// </summary>
internal sealed class PulumiProcess(string executable, Interruption interruption) : PulumiCommand
{
    // As in a shell: 128 plus the signal.
    private const int Interrupted = 130;

    private static readonly bool HasSetsid = File.Exists("/usr/bin/setsid") || File.Exists("/bin/setsid");

    /// <summary>Unknown here; `infra doctor` and <see cref="PulumiCli"/> check it.</summary>
    public override SemVersion? Version => null;

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
        if (interruption.Count > 0)
        {
            throw new PulumiException([.. args], Interrupted, "", ""); // requested between two calls, with no process to signal
        }

        using var events = onEngineEvent is null ? null : new EventFile(onEngineEvent);
        using var process = Start(Complete(args, events), workingDir, additionalEnv);
        void Stop() => Interrupt(process.Id);
        interruption.Requested += Stop;
        try
        {
            var output = ReadAsync(process.StandardOutput, onStandardOutput);
            var error = ReadAsync(process.StandardError, onStandardError);
            await FeedAsync(process.StandardInput, stdIn);
            var ended = process.WaitForExitAsync(CancellationToken.None);
            await (events?.FollowAsync(ended) ?? ended);
            var result = new CommandResult(process.ExitCode, await output, await error);
            return result.Code == 0 ? result
                : throw new PulumiException([.. args], result.Code, result.StandardOutput, result.StandardError);
        }
        finally
        {
            interruption.Requested -= Stop;
        }
    }

    private static List<string> Complete(IList<string> args, EventFile? events)
    {
        var complete = args.ToList();
        if (complete.Contains("--preview-only"))
        {
            complete.Remove("--yes"); // the SDK passes both, which CLI 3.259 rejects
        }

        List<string> flags = ["--non-interactive", .. events is null ? Array.Empty<string>() : ["--event-log", events.Path]];
        complete.InsertRange(complete.IndexOf("--") is >= 0 and var end ? end : complete.Count, flags);
        return complete;
    }

    private Process Start(IEnumerable<string> arguments, string folder, IDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(HasSetsid ? "setsid" : executable, HasSetsid ? [executable, .. arguments] : arguments)
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

        start.Environment["PULUMI_DEBUG_COMMANDS"] = "true"; // enables --event-log
        start.Environment["PULUMI_SKIP_UPDATE_CHECK"] = "true";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new EngineError($"{executable} cannot be started ({missing.Message})", "run `./infra doctor`");
        }
    }

    // Without setsid the terminal already signals the whole group; only a signal to this process alone is forwarded.
    private static void Interrupt(int process)
    {
        if (HasSetsid || Console.IsInputRedirected)
        {
            using var kill = Process.Start("kill", ["-INT", $"{process}"]);
            kill.WaitForExit();
        }
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
            // It ended without reading its input; its output says why.
        }
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
