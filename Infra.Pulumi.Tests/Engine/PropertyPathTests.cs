using Infra.Engine;

namespace Infra.Tests.Engine;

public sealed class PropertyPathTests
{
    private static readonly Dictionary<string, object> Secret = new()
    {
        ["4dabf18193072939515e22adb298388d"] = "1b47061264138c4ac30d75fd1eb44270",
        ["value"] = "\"hush\"",
    };

    private static readonly Dictionary<string, object> Root = new()
    {
        ["spec"] = new Dictionary<string, object>
        {
            ["ports"] = new List<object> { 80.0, new Dictionary<string, object> { ["a.b/c"] = "it", ["password"] = Secret } },
            ["token"] = Secret,
        },
    };

    [Theory]
    [InlineData("spec.ports[0]", "80")]
    [InlineData("spec.ports[1][\"a.b/c\"]", "it")]
    [InlineData("spec.ports[2]", null)]
    [InlineData("spec.nothing.there", null)]
    [InlineData("spec.token", "[secret]")]
    [InlineData("spec.token.value", "[secret]")]
    [InlineData("spec.ports", """[80,{"a.b/c":"it","password":"[secret]"}]""")]
    public void Value_is_shown_in_one_line_without_secrets(string path, string? shown) =>
        Assert.Equal(shown, PropertyPath.Show(Root, path));
}
