using Infra.Charts;
using Infra.Settings;

namespace Infra.Engine.Checks;

/// <summary>The programs that this machine should have.</summary>
internal static class ToolChecks
{
    private static readonly (string Program, string[] Version, bool Needed, string What)[] Tools =
    [
        ("git", ["--version"], true, "promotes, and tells the engine which commit it runs"),
        ("ssh", ["-V"], true, "reaches the hosts"),
        ("ssh-keyscan", [], true, "reads host keys"),
        ("kubectl", ["version", "--client=true"], false, "looks into the cluster; `sleep` and `wake` need it"),
        ("helm", ["version", "--short"], false, "looks into releases"),
    ];

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(Project project, StateStore? store)
    {
        var results = new List<CheckResult> { await PulumiAsync(project, store) };
        foreach (var (program, version, needed, what) in Tools)
        {
            results.Add(await OneAsync(program, version, needed, what));
        }

        return results;
    }

    private static async Task<CheckResult> PulumiAsync(Project project, StateStore? store)
    {
        const string remedy = $"`./infra doctor --install` gets {Pins.Pulumi.Version} and checks it";
        try
        {
            return await PulumiCli.LookAsync(project) switch
            {
                null => CheckResult.Wrong("pulumi", "is missing", $"{remedy}; by hand: {PulumiCli.ManualInstall}"),
                var cli when store is not null && cli.Problem(store) is { } problem => CheckResult.Wrong("pulumi", problem, remedy),
                var cli => CheckResult.Fine("pulumi", $"{cli.Version} at {cli.Path}"),
            };
        }
        catch (UserError broken)
        {
            return CheckResult.Wrong("pulumi", broken.Message, remedy);
        }
    }

    private static async Task<CheckResult> OneAsync(string program, string[] version, bool needed, string what)
    {
        if (Infra.Engine.Tools.Find(program) is not { } path)
        {
            return needed
                ? CheckResult.Wrong(program, "is missing", $"install it: it {what}")
                : CheckResult.Mind(program, "is missing", $"it {what}");
        }

        var (_, output, error) = version.Length == 0 ? (0, "", "") : await Infra.Engine.Tools.RunAsync(path, version);
        var said = (output.Length > 0 ? output : error).Split('\n')[0].Trim();
        return CheckResult.Fine(program, said.Length > 0 ? said : path);
    }
}
