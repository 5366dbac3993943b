using System.Diagnostics;

namespace Infra.Engine;

/// <summary>Runs other programs on this machine.</summary>
internal static class Tools
{
    /// <summary>The program's path, or null if it is not on the PATH.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    public static async Task<(int Code, string Output, string Error)> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IEnumerable<(string Name, string? Value)>? environment = null,
        string? input = null,
        TimeSpan? timeout = null,
        string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        using var timer = new CancellationTokenSource(timeout ?? TimeSpan.FromMinutes(1));
        await using var stop = timer.Token.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading its input.
        }

        await process.WaitForExitAsync(CancellationToken.None);
        var problem = timer.IsCancellationRequested ? $"{await error}\n{Path.GetFileName(program)} did not finish in time"
            : await error;
        return (process.ExitCode, await output, problem);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new EngineError($"{start.FileName} cannot be started ({problem.Message})",
                "install it, and add it to the PATH");
        }
    }
}
