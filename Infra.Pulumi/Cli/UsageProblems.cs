using System.CommandLine;
using System.CommandLine.Parsing;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Cli;

/// <summary>What is wrong with a command line, with what was probably meant.</summary>
internal static class UsageProblems
{
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var help = $"`{Called(parsed.CommandResult)} --help`";

        // A command that takes any number of arguments would take a misspelt option for one.
        var options = parsed.Tokens.Where(token => token.Type == TokenType.Argument && token.Value.StartsWith('-')).Select(token => token.Value);
        var unknown = options.Concat(parsed.UnmatchedTokens).Distinct().ToList();
        foreach (var token in unknown)
        {
            var kind = token.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
            var near = Nearest.To(token, Known(command)) is { } name ? $"did you mean `{name}`? " : "";
            yield return $"there is no {kind} `{token}`; {near}{help} lists what there is";
        }

        if (unknown.Count == 0)
        {
            foreach (var error in parsed.Errors)
            {
                yield return $"{error.Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal).TrimEnd('.')}; {help} shows how it goes";
            }
        }
    }

    // "./infra env create"
    private static string Called(CommandResult result) =>
        result.Parent is CommandResult above ? $"{Called(above)} {result.Command.Name}" : result.Command.Name;

    private static IEnumerable<string> Known(Command command) => command.Subcommands.Select(sub => sub.Name)
        .Concat(command.Options.Where(option => !option.Hidden).Select(option => option.Name));
}
