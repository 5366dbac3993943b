using System.Diagnostics;

namespace Infra.Mutation;

/// <summary>A program that is run, with its lines as they come.</summary>
internal static class Tool
{
    /// <summary>Runs it until it ends, or until a line makes `stop` true; then it is killed with its children.</summary>
    public static async Task<ToolResult> RunAsync(
        string folder, IEnumerable<string> command, Func<string, bool>? stop, TimeSpan atMost, CancellationToken cancelled)
    {
        var words = command.ToList();
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // a node that stayed would hold on to the folder
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en"; // the lines are read
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        limit.CancelAfter(atMost);
        await using var kill = limit.Token.Register(() => Kill(process));
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var lines = new List<string>();
        var isStopped = false;
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            lines.Add(line);
            if (!isStopped && stop?.Invoke(line) == true)
            {
                isStopped = true;
                Kill(process);
            }
        }
        await process.WaitForExitAsync(CancellationToken.None);
        lines.AddRange((await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        cancelled.ThrowIfCancellationRequested();
        return new(process.ExitCode, lines, IsStopped: isStopped, IsTimedOut: !isStopped && limit.IsCancellationRequested);
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}

internal sealed record ToolResult(int Code, IReadOnlyList<string> Lines, bool IsStopped, bool IsTimedOut);
