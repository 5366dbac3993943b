using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Semver;

namespace Infra.Engine;

/// <summary>
/// Runs the pulumi executable so that it can be stopped gently: in a session of its own, where the terminal's Ctrl-C does
/// not reach it, it gets each interruption once. Killed instead, it would leave its lock behind and lose what it just made.
/// </summary>
internal sealed class PulumiProcess(string executable, Interruption interruption) : PulumiCommand
{
    // As a shell counts: 128 and the signal.
    private const int Interrupted = 130;

    private static readonly bool HasSetsid = File.Exists("/usr/bin/setsid") || File.Exists("/bin/setsid");

    /// <summary>Unknown here; `infra doctor` and <see cref="PulumiCli"/> look at it.</summary>
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
        if (interruption.Times > 0)
        {
            throw new PulumiFailed([.. args], Interrupted, "", ""); // asked for between two calls, when nobody was there to be told
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
            return result.Code == 0 ? result : throw new PulumiFailed([.. args], result.Code, result.StandardOutput, result.StandardError);
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
            complete.Remove("--yes"); // the SDK writes both, which CLI 3.259 refuses
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

        start.Environment["PULUMI_DEBUG_COMMANDS"] = "true"; // without it there is no --event-log
        start.Environment["PULUMI_SKIP_UPDATE_CHECK"] = "true";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new EngineError($"{executable} cannot be run ({missing.Message})", "`./infra doctor` says what to install");
        }
    }

    // Without setsid the terminal has already told the whole group; only a signal to this process alone needs passing on.
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
            // It ended without reading; why, it has written.
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
