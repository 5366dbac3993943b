using System.Text.Json;
using Pulumi;

namespace Infra.Tests.Sdk;

[Collection("TakesTurns")]
public sealed class ConfigTests : IDisposable
{
    public void Dispose() => Environment.SetEnvironmentVariable("PULUMI_CONFIG", null);

    [Fact]
    public Task Values_come_from_the_environment_under_the_project() => With(
        new() { ["project:a"] = "1", ["other:a"] = "2" },
        () =>
        {
            Assert.Equal("1", new Config().Get("a"));
            Assert.Equal("2", new Config("other").Require("a"));
            Assert.Null(new Config().Get("b"));
        });

    [Fact]
    public Task Values_are_read_as_the_type_asked_for() => With(
        new() { ["project:n"] = "3", ["project:d"] = "1.5", ["project:b"] = "true", ["project:o"] = """{"x":1}""" },
        () =>
        {
            var config = new Config();

            Assert.Equal(3, config.RequireInt32("n"));
            Assert.Equal(1.5, config.RequireDouble("d"));
            Assert.True(config.RequireBoolean("b"));
            Assert.Equal(1, config.RequireObject<Dictionary<string, int>>("o")["x"]);
        });

    [Fact]
    public Task Object_is_read_by_the_given_options() => With(new() { ["project:o"] = """{"Width":1}""" }, () =>
    {
        var options = new JsonSerializerOptions { PropertyNameCaseInsensitive = true };

        Assert.Equal(1, new Config().RequireObject<Size>("o", options).width);
        Assert.Null(new Config().GetObject<Size>("none", options));
    });

    [Fact]
    public Task RequireSecret_returns_a_secret() => With(new() { ["project:a"] = "1" }, async () =>
    {
        Assert.Equal(new Look<string>("1", IsSecret: true), await Trial.At(new Config().RequireSecret("a")));
        Assert.Equal(new Look<int>(1, IsSecret: true), await Trial.At(new Config().GetSecretInt32("a")!));
        Assert.Null(new Config().GetSecret("b"));
    });

    [Fact]
    public Task Missing_value_is_named_with_the_command_that_sets_it() => With([], () =>
    {
        var error = Assert.ThrowsAny<RunException>(() => new Config().Require("a"));

        Assert.Equal(
            "Missing Required configuration variable 'project:a'\n" +
            "\tplease set a value using the command `pulumi config set project:a <value>`",
            error.Message);
    });

    [Theory]
    [InlineData("Int32")]
    [InlineData("Boolean")]
    [InlineData("Double")]
    public Task Value_of_the_wrong_type_is_named_with_the_right_one(string type) => With(new() { ["project:a"] = "zz" }, () =>
    {
        var config = new Config();

        var error = Assert.ThrowsAny<RunException>(() => _ = type switch
        {
            "Int32" => config.GetInt32("a"),
            "Boolean" => config.GetBoolean("a") is true ? 1 : 0,
            _ => (object?)config.GetDouble("a"),
        });

        Assert.Equal($"Configuration 'project:a' value 'zz' is not a valid {type}", error.Message);
    });

    [Fact]
    public async Task Every_run_reads_the_environment_again()
    {
        await With(new() { ["project:a"] = "1" }, () => Assert.Equal("1", new Config().Get("a")));
        await With(new() { ["project:a"] = "2" }, () => Assert.Equal("2", new Config().Get("a")));
    }

    [Fact]
    public async Task Missing_value_ends_the_run_with_its_message_alone()
    {
        var error = await Trial.Failing(() => new Config().Require("a"));

        Assert.IsType<RunException>(error);
        Assert.StartsWith("Missing Required configuration variable 'project:a'", error.Message, StringComparison.Ordinal);
    }

    private static Task With(Dictionary<string, string> values, Action look) => With(values, () =>
    {
        look();
        return Task.CompletedTask;
    });

    private static async Task With(Dictionary<string, string> values, Func<Task> look)
    {
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", JsonSerializer.Serialize(values));
        await Trial.Of(look);
    }

    private sealed record Size(int width);
}
