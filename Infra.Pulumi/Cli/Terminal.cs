using Spectre.Console;

namespace Infra.Cli;

/// <summary>Where output goes: colours and the terminal's width for a person, plain wide text for a file or another program.</summary>
internal static class Terminal
{
    private const int WidthOfPlainText = 150;

    public static IAnsiConsole Out => Console.IsOutputRedirected ? To(Console.Out) : AnsiConsole.Console;

    public static IAnsiConsole To(TextWriter text)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = WidthOfPlainText;
        return console;
    }
}
