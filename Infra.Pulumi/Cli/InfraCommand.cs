using System.CommandLine;
using System.CommandLine.Help;
using Infra.Cli.Ci;
using Infra.Engine;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>The command line. A command parses, makes one call, renders and chooses the exit code.</summary>
public static class InfraCommand
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int BadUsage = 2;

    public static async Task<int> RunAsync(string[] args, Shell shell)
    {
        // Not a RootCommand: its name would be the executable's, not ./infra.
        var root = new Command("./infra",
            "Turn a VPS into a platform: plan it, then deploy it. `./infra test` runs the tests, `./infra bench` the benchmarks.")
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
                    // The default ends the program two seconds after Ctrl-C, while the engine still runs.
                    ProcessTerminationTimeout = null,
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
            return Failure;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Such as a full disk, or a folder of another user.
            shell.Error.WriteLine(
                $"infra: {Redactor.Redact(problem.Message)}; check the free space and the permissions of the folder");
            return Failure;
        }
    }

    private static int Refuse(Shell shell, string problem)
    {
        shell.Error.WriteLine($"infra: {problem}");
        return BadUsage;
    }
}
