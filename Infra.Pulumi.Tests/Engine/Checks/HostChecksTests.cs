using System.Runtime.Versioning;
using Infra.Engine.Checks;
using Infra.Tests.Cli;
using Infra.Tests.Settings;

namespace Infra.Tests.Engine.Checks;

/// <summary>Runs against a fake ssh-keyscan.</summary>
[Collection("TakesTurns")]
[UnsupportedOSPlatform("windows")]
public sealed class HostChecksTests : IDisposable
{
    private readonly AnyProject _folder = new();
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    [Theory]
    [InlineData("ssh-ed25519 AAAAanother", "presents a different host key than the pinned one")]
    [InlineData("ssh-rsa AAAA", "has no ssh-ed25519 key")]
    [InlineData("", "no SSH server answers at 203.0.113.10:22")]
    public async Task Host_without_the_pinned_key_is_an_error(string key, string message)
    {
        _folder.Write(
            "bin/ssh-keyscan", $"#!/bin/sh\necho '# comment'\n{(key.Length == 0 ? "" : $"echo '203.0.113.10 {key}'")}\n");
        File.SetUnixFileMode(
            Path.Combine(_folder.Folder, "bin/ssh-keyscan"),
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable("PATH", $"{_folder.Folder}/bin:{_path}");

        var result = Assert.Single(await HostChecks.RunAsync(AnyStack.Settings));

        Assert.Equal((CheckStatus.Error, message), (result.Status, result.Message));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        _folder.Dispose();
    }
}
