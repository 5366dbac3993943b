using System.Runtime.Versioning;
using Infra.Engine;

namespace Infra.Tests.Engine;

[UnsupportedOSPlatform("windows")]
public sealed class ToolsTests
{
    [Fact]
    public async Task Timeout_is_reported_as_an_error()
    {
        var (code, _, error) = await Tools.RunAsync("sleep", ["60"], timeout: TimeSpan.FromMilliseconds(50));

        Assert.NotEqual(0, code);
        Assert.Equal("sleep did not finish in time", error.Trim());
    }
}
