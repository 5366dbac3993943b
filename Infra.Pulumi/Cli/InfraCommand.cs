using System.CommandLine;
using System.CommandLine.Help;
using Infra.Cli.Ci;
using Infra.Engine;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>The command line. A command parses, makes one call, renders and chooses the exit code.</summary>
public static class InfraCommand
{
    public const int Fine = 0;
    public const int HasErrors = 1;
    public const int BadUsage = 2;

    public static async Task<int> RunAsync(string[] args, Shell shell)
    {
        // Not a RootCommand: that is named after the executable, which nobody calls.
        var root = new Command("./infra", "One person, one VPS, one whole platform: plan it, then bring it up. `./infra test` runs the tests, `./infra bench` measures.")
        {
            new HelpOption(),
            PlanCommand.Create(shell),
            ReviewCommand.Create(shell),
            UpCommand.Create(shell),
            PreviewCommand.Create(shell),
            RefreshCommand.Create(shell),
            DriftCommand.Create(shell),
            OutputsCommand.Create(shell),
            DestroyCommand.Create(shell),
            CancelCommand.Create(shell),
            HostCommand.Create(shell),
            ChartsCommand.Create(shell),
            OutdatedCommand.Create(shell),
            EnvCommand.Create(shell),
            PromoteCommand.Create(shell),
            SleepCommand.Create(shell),
            SleepCommand.CreateWake(shell),
            RestoreCommand.Create(shell),
            InitCommand.Create(shell),
            AdoptCommand.Create(shell),
            DoctorCommand.Create(shell),
            DocsCommand.Create(shell),
            CiCommand.Create(shell),
        };

        try
        {
            var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
            var problems = UsageProblems.Of(parsed).ToList();
            return problems.Count == 0
                ? await parsed.InvokeAsync(new()
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null, // it would end the program two seconds after Ctrl-C, with the engine still at work
                    Output = shell.Out,
                    Error = shell.Error,
                })
                : Refuse(shell, string.Join("\n", problems));
        }
        catch (Exception problem) when (problem is SettingsException or UserError)
        {
            return Refuse(shell, problem.Message);
        }
        catch (EngineError failure)
        {
            shell.Error.WriteLine($"infra: {failure.Message}");
            return HasErrors;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A full disk, a folder that belongs to somebody else: where it happens nobody can do better than say so.
            shell.Error.WriteLine($"infra: {Scrub.Text(problem.Message)}; see that there is room, and that the folder is yours to write in");
            return HasErrors;
        }
    }

    private static int Refuse(Shell shell, string problem)
    {
        shell.Error.WriteLine($"infra: {problem}");
        return BadUsage;
    }
}
