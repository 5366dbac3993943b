using Infra.Engine;
using Infra.Settings;

namespace Infra.Cli.Ci;

/// <summary>Checks whether a push to the main branch promotes a commit to prod.</summary>
internal static class PromotionCheck
{
    public static async Task<int> RunAsync(Shell shell)
    {
        var run = WorkflowRun.FromEnvironment();
        var project = Project.Find(shell.Folder);
        var before = run.Event().GetProperty("before").GetString();

        // The first push to a branch has a commit of zeros.
        var isPromotion = before is not null && before.Any(c => c != '0')
            && await Git.HasChangedAsync(project, PullRequest.CommitOf(before), Promotion.PathOf(project, "prod"));
        run.SetOutput("prod", isPromotion ? "true" : "false");
        shell.Out.WriteLine(isPromotion ? "this push promotes to prod" : "this push does not promote to prod");
        return InfraCommand.Success;
    }
}
