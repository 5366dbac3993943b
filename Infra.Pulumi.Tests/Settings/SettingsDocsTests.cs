using Infra.Settings;
using NJsonSchema;

namespace Infra.Tests.Settings;

public sealed class SettingsDocsTests
{
    private static readonly string Docs = Path.Combine(Stacks.Project.Folder, "docs");

    [Fact]
    public void The_manual_is_current() =>
        Assert.True(SettingsManual.Write() == File.ReadAllText(Path.Combine(Docs, "settings.md")), "run `./infra docs`");

    [Fact]
    public void The_schema_is_current() =>
        Assert.True(SettingsSchema.Write() == File.ReadAllText(Path.Combine(Docs, "stack.schema.json")), "run `./infra docs`");

    [Theory]
    [InlineData("dev")]
    [InlineData("ci")]
    [InlineData("test")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task The_schema_accepts_the_repositorys_stacks(string stack)
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
    public async Task The_schema_refuses_what_the_program_refuses(string key, string value)
    {
        var schema = await JsonSchema.FromJsonAsync(SettingsSchema.Write());

        var config = key == "infra:environment" ? $"\"{key}\": {value}" : $"\"infra:environment\": \"dev\", \"{key}\": {value}";
        Assert.NotEmpty(schema.Validate($"{{ \"config\": {{ {config} }} }}"));
    }

    [Fact]
    public void Every_setting_says_what_it_means() =>
        Assert.Empty(Records(typeof(PlatformSettings)).SelectMany(SettingShape.Of).Where(shape => shape.Meaning.Length < 5).Select(shape => shape.Name));

    private static IEnumerable<Type> Records(Type record) => SettingShape.Of(record)
        .Select(shape => SettingShape.ListItem(shape.Type) ?? SettingShape.MapValue(shape.Type) ?? shape.Type)
        .Where(type => type.Namespace == record.Namespace && !type.IsEnum && type != typeof(Secret))
        .SelectMany(Records)
        .Prepend(record);
}
