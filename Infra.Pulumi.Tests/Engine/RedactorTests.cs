using Infra.Engine;

namespace Infra.Tests.Engine;

[Collection("TakesTurns")]
public sealed class RedactorTests : IDisposable
{
    private const string Short = "INFRA_TEST_PASSWORD";
    private const string Long = "INFRA_TEST_TOKEN";

    public RedactorTests()
    {
        Environment.SetEnvironmentVariable(Short, "hush-hush");
        Environment.SetEnvironmentVariable(Long, "hush-hush-and-more");
    }

    [Theory]
    [InlineData("got hush-hush here", "got [secret] here")]
    [InlineData("got hush-hush-and-more here", "got [secret] here")] // the whole longer secret
    [InlineData("s3://ann:pass@host/x", "s3://[secret]@host/x")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nabc", "[private key]")]
    public void Secrets_are_redacted(string said, string left) => Assert.Equal(left, Redactor.Redact(said));

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Short, null);
        Environment.SetEnvironmentVariable(Long, null);
    }
}
