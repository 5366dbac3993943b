using System.Diagnostics;
using Infra.Bricks;

namespace Infra.Tests.Bricks;

/// <summary>The command text is given to a real shell, as sshd does.</summary>
public sealed class ScriptTextTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("two words")]
    [InlineData("it's 'quoted'")]
    [InlineData("$(reboot) `reboot` ${HOME} \\ \"")]
    [InlineData("first line\nsecond line\n\tthird")]
    [InlineData("; rm -rf / # & | < > * ? [a] {b,c} !x ~")]
    [InlineData("END_OF_SCRIPT")]
    [InlineData("")]
    public async Task A_parameter_arrives_letter_by_letter(string value) =>
        Assert.Equal(value, await Run("printf %s \"$VALUE\"", [("VALUE", value)]));

    [Fact]
    public async Task Standard_input_reaches_the_script() =>
        Assert.Equal("hush", await Run("cat", [], stdin: "hush"));

    [Fact]
    public async Task Quotes_and_expansions_in_the_script_are_the_scripts_own() =>
        Assert.Equal("it's 2 $x \\n", await Run("x=2\nprintf %s \"it's $x \"'$x \\n'", []));

    [Fact]
    public async Task It_is_bash_that_runs_it_whatever_the_login_shell() =>
        Assert.Equal("b", await Run("words=(a b); printf %s \"${words[1]}\"", []));

    [Fact]
    public void A_script_that_is_not_there_is_named() =>
        Assert.Equal("there is no Scripts/nothing.sh", Assert.Throws<InvalidOperationException>(() => ScriptText.Read("nothing.sh")).Message);

    private static async Task<string> Run(string script, (string, string)[] parameters, string stdin = "")
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", ScriptText.Compose(script, parameters, asRoot: false) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await shell.StandardInput.WriteAsync(stdin);
        shell.StandardInput.Close();
        return await shell.StandardOutput.ReadToEndAsync();
    }
}
