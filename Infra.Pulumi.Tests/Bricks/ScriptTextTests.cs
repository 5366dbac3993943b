using System.Diagnostics;
using Infra.Bricks;

namespace Infra.Tests.Bricks;

/// <summary>A real shell runs the command text, as with sshd.</summary>
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
    public async Task Parameter_arrives_unchanged(string value) =>
        Assert.Equal(value, await Run("printf %s \"$VALUE\"", [("VALUE", value)]));

    [Fact]
    public async Task Standard_input_reaches_the_script() =>
        Assert.Equal("hush", await Run("cat", [], stdin: "hush"));

    [Fact]
    public async Task Quotes_and_expansions_of_the_script_are_kept() =>
        Assert.Equal("it's 2 $x \\n", await Run("x=2\nprintf %s \"it's $x \"'$x \\n'", []));

    [Fact]
    public async Task Bash_runs_the_script_with_any_login_shell() =>
        Assert.Equal("b", await Run("words=(a b); printf %s \"${words[1]}\"", []));

    [Fact]
    public void Missing_script_is_named() =>
        Assert.Equal("Scripts/nothing.sh is missing; add it to the project", Assert.Throws<InvalidOperationException>(() => ScriptText.Read("nothing.sh")).Message);

    [Fact]
    public void Libraries_become_part_of_the_script()
    {
        var script = ScriptText.Read("host-guard.sh");

        Assert.StartsWith("#!/usr/bin/env bash\n# Installs the guard", script, StringComparison.Ordinal);
        Assert.Contains("\nsay() {", script, StringComparison.Ordinal);
        Assert.Contains("\nput() {", script, StringComparison.Ordinal);
        Assert.DoesNotContain("#!/bin/sh", script, StringComparison.Ordinal);
    }

    [Fact]
    public void No_script_sources_a_library_that_its_host_lacks() =>
        Assert.DoesNotContain(
            typeof(ScriptText).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sh", StringComparison.Ordinal)),
            name => ScriptText.Read(name).Contains("\n. lib.sh", StringComparison.Ordinal));

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
