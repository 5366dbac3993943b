using System.CommandLine;
using System.CommandLine.Parsing;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Cli;

/// <summary>Explains an invalid command line, with a suggestion.</summary>
internal static class UsageProblems
{
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var help = $"`{CommandPath(parsed.CommandResult)} --help`";

        // A command with any number of arguments would take a misspelled option for one.
        var options = parsed.Tokens.Where(token => token.Type == TokenType.Argument && token.Value.StartsWith('-'))
            .Select(token => token.Value);
        var unknown = options.Concat(parsed.UnmatchedTokens).Distinct().ToList();
        foreach (var token in unknown)
        {
            var kind = token.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
            var near = Nearest.To(token, KnownNames(command)) is { } name ? $"did you mean `{name}`? " : "";
            yield return $"unknown {kind} `{token}`; {near}see {help}";
        }

        if (unknown.Count == 0)
        {
            foreach (var error in parsed.Errors)
            {
                var message = error.Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal).TrimEnd('.');
                yield return $"{message}; see {help}";
            }
        }
    }

    // "./infra env create"
    private static string CommandPath(CommandResult result) =>
        result.Parent is CommandResult above ? $"{CommandPath(above)} {result.Command.Name}" : result.Command.Name;

    private static IEnumerable<string> KnownNames(Command command) => command.Subcommands.Select(sub => sub.Name)
        .Concat(command.Options.Where(option => !option.Hidden).Select(option => option.Name));
}
