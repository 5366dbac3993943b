using System.CommandLine;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>The command line. A command parses, makes one call, renders and chooses the exit code.</summary>
public static class InfraCommand
{
    public const int Fine = 0;
    public const int HasErrors = 1;
    public const int BadUsage = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("One person, one VPS, one whole platform: plan it, then bring it up.")
        {
            PlanCommand.Create(),
            DocsCommand.Create(),
        };

        try
        {
            var parsed = root.Parse(args);
            return parsed.Errors.Count == 0
                ? await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false })
                : Refuse(string.Join("\n", UsageProblems.Of(parsed)));
        }
        catch (Exception problem) when (problem is SettingsException or UserError)
        {
            return Refuse(problem.Message);
        }
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine($"infra: {problem}");
        return BadUsage;
    }
}
