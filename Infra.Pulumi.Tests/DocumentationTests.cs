using System.Text.RegularExpressions;
using Infra.Cli;

namespace Infra.Tests;

/// <summary>The documentation matches the program: links, commands, plan, services, runbooks, and both languages of the README.</summary>
public sealed partial class DocumentationTests
{
    // `./infra` handles these before it starts the program.
    private static readonly Dictionary<string, string> BashCommands = new() { ["test"] = "--unit --accept --mutate", ["bench"] = "" };

    private static readonly string Root = Stacks.Project.Folder;
    private static readonly string Readme = Read("README.md");
    private static readonly string ChineseReadme = Read("README.zh-CN.md");

    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(Root, "*.md"),
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories),
        Path.Combine(Root, "bench", "README.md"),
        Path.Combine(Root, "offline-sdk", "README.md"),
    ];

    [Fact]
    public async Task Plan_in_the_readmes_is_current()
    {
        var plan = await Stacks.Plan("staging");

        Assert.All([Readme, ChineseReadme], text => Assert.True(DocsCommand.WithPlan(text, plan) == text, "run `./infra docs`"));
    }

    [Theory]
    [InlineData("prod", 2)]
    [InlineData("staging", 2)]
    [InlineData("dev", 3)]
    [InlineData("ci", 4)]
    [InlineData("test-pr-1", 5)]
    public async Task Service_table_marks_the_services_of_each_stack(string stack, int column)
    {
        var plan = await Stacks.Plan(stack);
        var marked = Tables(Readme)[0].Where(row => Cells(row)[column] == "●").SelectMany(row => CodeSpans(Cells(row)[0]));

        Assert.Equal(plan.Services.Select(service => service.Name).Order(), marked.Order());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Relative_links_resolve(string page)
    {
        var targets = Link().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value);

        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target)), target));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Runbooks_and_pages_named_in_text_exist(string page)
    {
        var named = DocumentPath().Matches(File.ReadAllText(page)).Select(match => match.Value);

        Assert.All(named, path => Assert.True(File.Exists(Path.Combine(Root, path)), path));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Commands_and_their_options_exist(string page)
    {
        foreach (Match call in Call().Matches(File.ReadAllText(page)))
        {
            var words = call.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var help = await HelpOf(words);
            var options = words.Select(word => Option().Match(word).Value).Where(option => option.Length > 0);

            Assert.All(options, option => Assert.Contains(option, help, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Readme_lists_every_command()
    {
        var commands = CommandNames(await Help([])).Concat(BashCommands.Keys);

        Assert.All(commands, command => Assert.Matches($@"(?m)^\| `\./infra {command}[ `]", Readme));
    }

    [Fact]
    public void Readmes_have_the_same_code_blocks() => Assert.Equal(CodeBlocks(Readme), CodeBlocks(ChineseReadme));

    [Fact]
    public void Readmes_have_the_same_tables()
    {
        var english = Tables(Readme);
        var chinese = Tables(ChineseReadme);

        Assert.Equal(english.Select(table => table.Count), chinese.Select(table => table.Count));
        Assert.Equal(english.SelectMany(rows => rows).Select(Facts), chinese.SelectMany(rows => rows).Select(Facts));
    }

    [Fact]
    public void Readme_is_short() => Assert.InRange(Readme.Split('\n').Length, 1, 200);

    [Fact]
    public void Index_lists_every_runbook()
    {
        var index = Read("docs/runbooks/README.md");
        var runbooks = Directory.EnumerateFiles(Path.Combine(Root, "docs", "runbooks"), "*.md").Select(path => Path.GetFileName(path));

        Assert.All(runbooks.Where(name => name != "README.md"), name => Assert.Contains($"]({name}) | ", index, StringComparison.Ordinal));
    }

    private static async Task<string> HelpOf(string[] words)
    {
        if (words is [var first, ..] && BashCommands.TryGetValue(first, out var known))
        {
            return known;
        }

        var path = new List<string>();
        var help = await Help([]);
        foreach (var word in words.TakeWhile(word => !word.StartsWith('-')))
        {
            if (CommandNames(help).Contains(word))
            {
                path.Add(word);
                help = await Help(path);
            }
        }

        Assert.True(path.Count > 0 || words.All(word => word.StartsWith('-') || word is "COMMAND" or "…"), $"no command: ./infra {string.Join(' ', words)}");
        return help;
    }

    private static async Task<string> Help(IEnumerable<string> command)
    {
        var text = new StringWriter();
        Assert.Equal(InfraCommand.Success, await InfraCommand.RunAsync([.. command, "--help"], new(Root, text, text)));
        return text.ToString();
    }

    private static List<string> CommandNames(string help) =>
        [.. CommandName().Matches(help[Math.Max(help.IndexOf("Commands:", StringComparison.Ordinal), 0)..]).Select(match => match.Groups[1].Value)];

    private static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static List<string> CodeBlocks(string text) => [.. CodeBlock().Matches(text).Select(match => match.Value)];

    private static List<List<string>> Tables(string text) =>
        [.. Table().Matches(text).Select(match => match.Value.TrimEnd().Split('\n').ToList())];

    private static string[] Cells(string row) => [.. row.Split('|')[1..^1].Select(cell => cell.Trim())];

    private static IEnumerable<string> CodeSpans(string text) => CodeSpan().Matches(text).Select(match => match.Groups[1].Value);

    // What no translation changes: columns, code and marks.
    private static string Facts(string row) => $"{Cells(row).Length}: {string.Join(' ', CodeSpans(row))} {row.Count(letter => letter == '●')}";

    [GeneratedRegex(@"\]\((?!http)([^)#]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\bdocs/[a-z0-9/-]+\.(md|json)\b")]
    private static partial Regex DocumentPath();

    [GeneratedRegex(@"(?<![\w/])\./infra ((?:[\w…-]+ ?|\[?--[\w-]+\]? ?)+)")]
    private static partial Regex Call();

    [GeneratedRegex(@"--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"(?m)^  ([a-z]+)\b")]
    private static partial Regex CommandName();

    [GeneratedRegex(@"(?m)^```[\s\S]*?^```")]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"(?m)(^\|.*\n)+")]
    private static partial Regex Table();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}
