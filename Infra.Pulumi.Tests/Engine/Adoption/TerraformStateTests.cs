using Infra.Engine.Adoption;
using Infra.Settings;

namespace Infra.Tests.Engine.Adoption;

public sealed class TerraformStateTests
{
    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":"4"}""")]
    [InlineData("""{"version":4.5}""")]
    [InlineData("""{"version":4,"resources":[{"mode":1}]}""")]
    public void Invalid_state_is_an_error(string content)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, content);

        var error = Assert.Throws<UserError>(() => TerraformState.Read(file));

        File.Delete(file);
        Assert.StartsWith($"{file} is not a Terraform state (", error.Message, StringComparison.Ordinal);
    }
}
