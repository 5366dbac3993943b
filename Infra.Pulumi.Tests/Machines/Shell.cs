using System.Diagnostics;

namespace Infra.Tests.Machines;

/// <summary>Runs a program on this machine.</summary>
internal static class Shell
{
    public static async Task<Outcome> Run(string program, IEnumerable<string> arguments, string input = "", CancellationToken cut = default)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await using var killed = cut.Register(process.Kill);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await Feed(process, input);
        await process.WaitForExitAsync(CancellationToken.None);
        return new(process.ExitCode, await output, await error);
    }

    // A script that fails early never reads its input.
    private static async Task Feed(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            return;
        }
    }
}
