using Infra.Engine.Checks;
using Infra.Tests.Settings;

namespace Infra.Tests.Engine.Checks;

[Collection("TakesTurns")]
public sealed class CloudflareChecksTests : IDisposable
{
    private const string Valid = """{"success":true,"result":{"status":"active"}}""";
    private const string Internal =
        """{"success":true,"result":{"name":"example.net","status":"active","permissions":["#dns_records:edit","#zone:read"]}}""";

    public CloudflareChecksTests() => Environment.SetEnvironmentVariable("CLOUDFLARE_API_TOKEN", "hush-hush-token");

    [Theory]
    [InlineData("""{"success":true,"result":{"name":"example.com","status":"active","permissions":["#dns_records:edit"]}}""",
        null)]
    [InlineData("""{"success":true,"result":{"name":"example.org","status":"active"}}""",
        "zone 00000000000000000000000000000002 belongs to example.org")]
    [InlineData("""{"success":true,"result":{"name":"example.com","status":"pending"}}""", "is pending")]
    [InlineData("""{"success":true,"result":{"name":"example.com","status":"active","permissions":["#zone:read"]}}""",
        "the token cannot edit records")]
    [InlineData("""{"success":false,"errors":[{"code":7003}]}""",
        """the token cannot read zone 00000000000000000000000000000002 ([{"code":7003}])""")]
    public async Task Zone_must_match_the_domain_and_be_editable(string zone, string? wrong)
    {
        var web = AnyWeb.Of(("/user/tokens/verify", Valid), ("/zones/00000000000000000000000000000002", zone),
            ("/zones/00000000000000000000000000000003", Internal));

        var results = await CloudflareChecks.RunAsync(AnyStack.Settings, web.Client);

        Assert.Equal(wrong is null ? []
            : [wrong], results.Where(result => result.Status == CheckStatus.Error).Select(result => result.Message));
    }

    [Fact]
    public async Task Rejected_token_is_redacted()
    {
        var web = AnyWeb.Of(("/user/tokens/verify", """{"success":false,"errors":[{"message":"bad hush-hush-token"}]}"""));

        var result = Assert.Single(await CloudflareChecks.RunAsync(AnyStack.Settings, web.Client));

        Assert.Equal("""Cloudflare rejects the token ([{"message":"bad [secret]"}])""", result.Message);
    }

    public void Dispose() => Environment.SetEnvironmentVariable("CLOUDFLARE_API_TOKEN", null);
}
