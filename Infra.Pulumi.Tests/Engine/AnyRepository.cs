using System.Diagnostics;
using Infra.Planning;
using Infra.Settings;

namespace Infra.Tests.Engine;

/// <summary>
/// A git repository with staging and prod, and a pulumi that replays a session in which staging ran the first commit.
/// </summary>
internal sealed class AnyRepository : IDisposable
{
    private readonly Recorded _recorded;

    private AnyRepository(string session)
    {
        _recorded = Recorded.Session(session).With("PULUMI_BACKEND_URL", "file:///state");
        File.Copy(Path.Combine(Stacks.Project.Folder, "Pulumi.prod.yaml"), Path.Combine(Folder, "Pulumi.prod.yaml"));
        Write("Infra.Pulumi/Program.cs", "// the program");
        Write(".gitignore", "/played\n");
        Git("init -q -b main");
        Git("config user.name Ann");
        Git("config user.email ann@example.com");
        Git("config commit.gpgsign false");
        Git("add -A");
        Git("commit -qm work");
        _recorded.With("PLAY_HEAD", Git("rev-parse HEAD"));
    }

    public string Folder => _recorded.Folder;

    public Project Project => _recorded.Project;

    public static AnyRepository With(string session) => new(session);

    public Task<(int Code, string Out, string Error)> Run(string line) => _recorded.Run(line);

    public async Task<Plan> Plan(string stack) => (await Planner.PlanAsync([Project.Stack(stack)]))[0];

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, file))!);
        File.WriteAllText(Path.Combine(Folder, file), text);
    }

    public string Git(string line)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", ["-C", Folder, .. line.Split(' ')]) { RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output.Trim();
    }

    public void Dispose() => _recorded.Dispose();
}
