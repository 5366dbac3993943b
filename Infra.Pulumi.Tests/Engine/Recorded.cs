using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Infra.Cli;
using Infra.Settings;

namespace Infra.Tests.Engine;

/// <summary>A project with a pulumi that replays a recorded session of the real one (Sessions/record.sh, play.sh).</summary>
internal sealed partial class Recorded : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];

    private Recorded(string session)
    {
        File.WriteAllText(Path.Combine(Folder, "Pulumi.yaml"), "name: infra\nruntime: dotnet\n");
        foreach (var stack in new[] { "dev", "ci" })
        {
            Directory.CreateDirectory(Path.Combine(Folder, "stacks"));
            File.Copy(Path.Combine(Stacks.Project.Folder, "stacks", $"Pulumi.{stack}.yaml"),
                Path.Combine(Folder, "stacks", $"Pulumi.{stack}.yaml"));
        }

        File.Copy(Path.Combine(Stacks.Project.Folder, "Pulumi.staging.yaml"), Path.Combine(Folder, "Pulumi.staging.yaml"));
        var programs = Directory.CreateDirectory(Path.Combine(Folder, "programs")).FullName;
        File.CreateSymbolicLink(Path.Combine(programs, "pulumi"), Path.Combine(SessionsFolder(), "play.sh"));
        Set("PATH", $"{programs}:{Environment.GetEnvironmentVariable("PATH")}");
        Set("PLAY_SESSION", Path.Combine(SessionsFolder(), session));
        Calls = Directory.GetDirectories(Path.Combine(SessionsFolder(), session)).Length;
        Set("PLAY_AT", Path.Combine(Folder, "played"));
        Set("PULUMI_BACKEND_URL", null);
        Set("PULUMI_CONFIG_PASSPHRASE", null);
        Set("PULUMI_CONFIG_PASSPHRASE_FILE", null);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("infra-recorded-").FullName;

    public Project Project => Project.Find(Folder);

    public static Recorded Session(string name) => new(name);

    /// <summary>The number of replayed calls.</summary>
    public int Played =>
        int.Parse(File.ReadAllText(Path.Combine(Folder, "played")), System.Globalization.CultureInfo.InvariantCulture);

    public int Calls { get; }

    public Recorded With(string variable, string value)
    {
        Set(variable, value);
        return this;
    }

    public async Task<(int Code, string Out, string Error)> Run(string line)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await InfraCommand.RunAsync(line.Split(' '), new Shell(Folder, output, error));
        return (code, Timeless(output.ToString()), Timeless(error.ToString()));
    }

    /// <summary>Starts the program as a process, as `./infra` does.</summary>
    public Process Start(string line) => Process.Start(new ProcessStartInfo(
        "env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "Infra.Pulumi.dll"), .. line.Split(' ')])
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    private string Timeless(string text) =>
        Seconds().Replace(text, "$1N").Replace(Folder, "FOLDER", StringComparison.Ordinal);

    private static string SessionsFolder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Sessions");

    [GeneratedRegex(@"((?:^|\n) *|in )\d+(?= ?s\b)")]
    private static partial Regex Seconds();
}
