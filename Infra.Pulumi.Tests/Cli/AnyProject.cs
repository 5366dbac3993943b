using System.Diagnostics;
using Infra.Cli;
using Infra.Planning;
using Infra.Settings;
using Infra.Tests.Settings;

namespace Infra.Tests.Cli;

/// <summary>A temporary project folder, and the command line in it.</summary>
internal sealed class AnyProject : IDisposable
{
    public AnyProject()
    {
        Write("Pulumi.yaml", "name: infra\nruntime: dotnet\n");
        Write("Pulumi.staging.yaml", AnyStack.Text);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("infra-test-").FullName;

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, file))!);
        File.WriteAllText(Path.Combine(Folder, file), text);
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>Commits everything on the main branch of the folder's repository.</summary>
    public string Commit()
    {
        foreach (var line in new[] { "init -q -b main", "add -A",
            "-c user.name=ann -c user.email=ann@example.com commit -q -m change" })
        {
            Git(line);
        }

        return Git("rev-parse HEAD");
    }

    public async Task<(int Code, string Out, string Error)> Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await InfraCommand.RunAsync(args, new Shell(Folder, output, error));
        return (code, output.ToString(), error.ToString().Replace(Folder, "FOLDER", StringComparison.Ordinal));
    }

    public async Task<Plan> PlanStaging() => (await Planner.PlanAsync([Project.Find(Folder).Stack("staging")]))[0];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string Git(string line)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", ["-C", Folder, .. line.Split(' ')]) { RedirectStandardOutput = true })!;
        var said = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? said.Trim() : throw new InvalidOperationException($"git {line} ended with {git.ExitCode}");
    }
}
