using Spectre.Console;

namespace Infra.Cli;

/// <summary>The environment of a command: its working directory and its output.</summary>
public sealed record Shell(string Folder, TextWriter Out, TextWriter Error)
{
    private const int PlainTextWidth = 100;

    public static Shell Current => new(Environment.CurrentDirectory, System.Console.Out, System.Console.Error);

    /// <summary>Colors and the terminal's width on a terminal, plain wide text for a file or another program.</summary>
    public IAnsiConsole Console => Out == System.Console.Out && !System.Console.IsOutputRedirected ? AnsiConsole.Console
        : PlainConsole(Out);

    /// <summary>Whether a person can watch and answer.</summary>
    public bool HasTerminal =>
        Out == System.Console.Out && !System.Console.IsOutputRedirected && !System.Console.IsInputRedirected
        && AnsiConsole.Profile.Capabilities.Ansi;

    public static IAnsiConsole PlainConsole(TextWriter text)
    {
        var console = AnsiConsole.Create(
            new() { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = PlainTextWidth;
        return console;
    }
}
