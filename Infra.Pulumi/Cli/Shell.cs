using Spectre.Console;

namespace Infra.Cli;

/// <summary>What a command has of the world: the folder that it is called in, and where it writes.</summary>
public sealed record Shell(string Folder, TextWriter Out, TextWriter Error)
{
    private const int WidthOfPlainText = 150;

    public static Shell OfThisProcess => new(Environment.CurrentDirectory, System.Console.Out, System.Console.Error);

    /// <summary>Colours and the terminal's width for a person, plain wide text for a file or another program.</summary>
    public IAnsiConsole Console => Out == System.Console.Out && !System.Console.IsOutputRedirected ? AnsiConsole.Console : PlainTo(Out);

    /// <summary>Whether somebody watches and can answer.</summary>
    public bool HasTerminal => Out == System.Console.Out && !System.Console.IsOutputRedirected && !System.Console.IsInputRedirected
        && AnsiConsole.Profile.Capabilities.Ansi;

    public static IAnsiConsole PlainTo(TextWriter text)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = WidthOfPlainText;
        return console;
    }
}
