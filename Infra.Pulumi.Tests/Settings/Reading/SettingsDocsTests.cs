using Infra.Settings;
using Infra.Settings.Reading;
using NJsonSchema;

namespace Infra.Tests.Settings.Reading;

public sealed class SettingsDocsTests
{
    private static readonly string Docs = Path.Combine(Stacks.Project.Folder, "docs");

    [Fact]
    public void Manual_is_current() =>
        Assert.True(SettingsManual.Write() == File.ReadAllText(Path.Combine(Docs, "settings.md")), "run `./infra docs`");

    [Fact]
    public void Schema_is_current() =>
        Assert.True(SettingsSchema.Write() == File.ReadAllText(Path.Combine(Docs, "stack.schema.json")), "run `./infra docs`");

    [Theory]
    [InlineData("dev")]
    [InlineData("ci")]
    [InlineData("test")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task Schema_accepts_the_stacks_of_the_repository(string stack)
    {
        var schema = await JsonSchema.FromJsonAsync(SettingsSchema.Write());
        var file = FileText.ReadYaml(Stacks.Project.Stack(stack).Path)!;

        Assert.Empty(schema.Validate(file.ToJsonString()));
    }

    [Theory]
    [InlineData("infra:environment", "\"moon\"")]
    [InlineData("infra:domian", "{}")]
    [InlineData("infra:domain", "{ \"bsae\": \"example.com\" }")]
    [InlineData("infra:nodes", "[{ \"sshPort\": \"22\" }]")]
    [InlineData("infra:ssh", "{ \"privateKey\": \"in the clear\" }")]
    [InlineData("infra:nodes", "[{ \"sshPort\": 70000 }]")]
    [InlineData("infra:nodes", "[{ \"address\": \"203.0.113\" }]")]
    [InlineData("infra:domain", "{ \"base\": \"Example.com\" }")]
    [InlineData("infra:backups", "{ \"schedule\": \"at eight\" }")]
    [InlineData("infra:access", "{ \"ssh\": \"everywhere\" }")]
    public async Task Schema_refuses_invalid_values(string key, string value)
    {
        var schema = await JsonSchema.FromJsonAsync(SettingsSchema.Write());

        var config = key == "infra:environment" ? $"\"{key}\": {value}" : $"\"infra:environment\": \"dev\", \"{key}\": {value}";
        Assert.NotEmpty(schema.Validate($"{{ \"config\": {{ {config} }} }}"));
    }

    [Fact]
    public void Manual_shows_no_type_of_the_compiler() =>
        Assert.DoesNotContain("<>", SettingsManual.Write(), StringComparison.Ordinal);

    [Fact]
    public void Each_setting_has_a_description() =>
        Assert.Empty(Records(typeof(PlatformSettings)).SelectMany(SettingShape.Of)
            .Where(shape => shape.Meaning.Length < 5)
            .Select(shape => shape.Name));

    private static IEnumerable<Type> Records(Type record) => SettingShape.Of(record)
        .Select(shape => SettingShape.Inner(shape.Type))
        .Where(SettingShape.IsRecord)
        .SelectMany(Records)
        .Prepend(record);
}
