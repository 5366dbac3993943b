using Infra.Cli;
using Infra.Planning;
using Infra.Settings;
using Infra.Tests.Settings;

namespace Infra.Tests.Cli;

/// <summary>A project's folder of its own, and the command line called in it.</summary>
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

    public async Task<(int Code, string Out, string Error)> Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await InfraCommand.RunAsync(args, new Shell(Folder, output, error));
        return (code, output.ToString(), error.ToString().Replace(Folder, "FOLDER", StringComparison.Ordinal));
    }

    public async Task<Plan> PlanStaging() => (await Planner.PlanAsync([Project.Find(Folder).Stack("staging")]))[0];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
