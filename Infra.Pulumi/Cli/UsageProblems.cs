using System.CommandLine;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>What is wrong with a command line, with what was probably meant.</summary>
internal static class UsageProblems
{
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Select(sub => sub.Name)
            .Concat(command.Options.Where(option => !option.Hidden).Select(option => option.Name))
            .ToList();

        foreach (var token in parsed.UnmatchedTokens)
        {
            var kind = token.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
            var near = Nearest.To(token, known) is { } name ? $"did you mean `{name}`? " : "";
            yield return $"there is no {kind} `{token}`; {near}`./infra {Path(command)}--help` lists what there is";
        }

        if (parsed.UnmatchedTokens.Count == 0)
        {
            foreach (var error in parsed.Errors)
            {
                yield return $"{error.Message.TrimEnd('.')}; `./infra {Path(command)}--help` shows how it goes";
            }
        }
    }

    private static string Path(Command command) => command is RootCommand ? "" : $"{command.Name} ";
}
