using Infra.Charts;
using Infra.Settings;

namespace Infra.Engine.Checks;

/// <summary>Checks that the required programs are installed.</summary>
internal static class ToolChecks
{
    private static readonly (string Program, string[] Version, bool Needed, string Purpose)[] Programs =
    [
        ("git", ["--version"], true, "records the commit of a run, and promotions"),
        ("ssh", ["-V"], true, "connects to the hosts"),
        ("ssh-keyscan", [], true, "reads host keys"),
        ("kubectl", ["version", "--client=true"], false, "is needed by `sleep`, `wake` and `restore`"),
        ("helm", ["version", "--short"], false, "is needed by `charts`"),
    ];

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(Project project, StateStore? store)
    {
        var results = new List<CheckResult> { await PulumiAsync(project, store) };
        foreach (var (program, version, needed, purpose) in Programs)
        {
            results.Add(await CheckAsync(program, version, needed, purpose));
        }

        return results;
    }

    private static async Task<CheckResult> PulumiAsync(Project project, StateStore? store)
    {
        const string remedy = $"run `./infra doctor --install` to download {Pins.Pulumi.Version}";
        try
        {
            return await PulumiCli.TryFindAsync(project) switch
            {
                null => CheckResult.Error("pulumi", "is missing", $"{remedy}, or {PulumiCli.ManualInstall}"),
                var cli when store is not null && cli.Problem(store) is { } problem =>
                    CheckResult.Error("pulumi", problem, remedy),
                var cli => CheckResult.Ok("pulumi", $"{cli.Version} at {cli.Path}"),
            };
        }
        catch (UserError broken)
        {
            return CheckResult.Error("pulumi", broken.Message, remedy);
        }
    }

    private static async Task<CheckResult> CheckAsync(string program, string[] version, bool needed, string purpose)
    {
        if (Tools.Find(program) is not { } path)
        {
            return needed
                ? CheckResult.Error(program, "is missing", $"install it: it {purpose}")
                : CheckResult.Note(program, "is missing", $"it {purpose}");
        }

        var (_, output, error) = version.Length == 0 ? (0, "", "") : await Tools.RunAsync(path, version);
        var said = (output.Length > 0 ? output : error).Split('\n')[0].Trim();
        return CheckResult.Ok(program, said.Length > 0 ? said : path);
    }
}
