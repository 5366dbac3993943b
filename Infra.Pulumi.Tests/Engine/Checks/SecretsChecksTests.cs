using System.Net;
using System.Text;
using Infra.Engine;
using Infra.Engine.Checks;
using Infra.Tests.Settings;

namespace Infra.Tests.Engine.Checks;

[Collection("TakesTurns")]
public sealed class SecretsChecksTests : IDisposable
{
    private const string Key = "awskms://alias/infra?region=eu-central-1";

    private static readonly StateStore Bucket = new("s3://bucket?region=eu-central-1", "infra:state.url", false);
    private static readonly StateStore R2 = new(
        "s3://bucket?endpoint=https://0.r2.cloudflarestorage.com", "infra:state.url", false);

    private readonly Dictionary<string, string?> _before = [];

    public SecretsChecksTests()
    {
        Set("AWS_ACCESS_KEY_ID", "id");
        Set("AWS_SECRET_ACCESS_KEY", "hush-hush");
        Set("AWS_ENDPOINT_URL", null);
        Set("AWS_SHARED_CREDENTIALS_FILE", "/nowhere");
        Set("PULUMI_CONFIG_PASSPHRASE", null);
        Set("PULUMI_CONFIG_PASSPHRASE_FILE", null);
    }

    [Fact]
    public async Task Key_encrypts_and_decrypts_in_its_region()
    {
        var web = Kms();

        var result = await Try(Key, Bucket, web);

        Assert.Equal((CheckStatus.Ok, "awskms://alias/infra encrypts and decrypts"), (result.Status, result.Message));
        Assert.Equal(["TrentService.Encrypt", "TrentService.Decrypt"],
            web.Asked.Select(request => request.Headers.GetValues("x-amz-target").Single()));
        Assert.All(web.Asked, request => Assert.Equal("https://kms.eu-central-1.amazonaws.com/", request.RequestUri!.ToString()));
    }

    [Fact]
    public async Task Key_ARN_determines_the_region()
    {
        var web = Kms();

        await Try("awskms:///arn:aws:kms:us-west-2:111122223333:key/1234", Bucket, web);

        Assert.Equal("kms.us-west-2.amazonaws.com", web.Asked[0].RequestUri!.Host);
        Assert.Contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-target,",
            web.Asked[0].Headers.GetValues("Authorization").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NotFoundException", "create the key, or correct secretsprovider and its region")]
    [InlineData("DisabledException", "enable the key")]
    [InlineData("AccessDeniedException", "grant these credentials kms:Encrypt and kms:Decrypt on the key")]
    public async Task Rejected_key_operation_has_a_remedy(string error, string remedy)
    {
        var result = await Try(Key, Bucket, Kms(error));

        Assert.Equal((CheckStatus.Error, $"awskms://alias/infra cannot be used ({error})", remedy),
            (result.Status, result.Message, result.Remedy));
    }

    [Fact]
    public async Task R2_and_a_key_cannot_share_credentials()
    {
        var result = await Try(Key, R2, Kms());

        Assert.Equal((CheckStatus.Error, "awskms://alias/infra and the R2 bucket would both use AWS_ACCESS_KEY_ID"),
            (result.Status, result.Message));
    }

    [Fact]
    public async Task Profile_selects_other_credentials()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file, "[other]\naws_access_key_id = other\n[kms]\naws_access_key_id = AKIA\naws_secret_access_key=hush\n");
        Set("AWS_SHARED_CREDENTIALS_FILE", file);
        var web = Kms();

        var result = await Try($"{Key}&profile=kms", R2, web);
        File.Delete(file);

        Assert.Equal(CheckStatus.Ok, result.Status);
        Assert.Contains("Credential=AKIA/", web.Asked[0].Headers.GetValues("Authorization").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("passphrase", CheckStatus.Error, "the passphrase is missing")]
    [InlineData("gcpkms://projects/p", CheckStatus.Note, "encrypted by gcpkms://projects/p, which is not checked here")]
    [InlineData($"{Key}&profile=none", CheckStatus.Error, "credentials are missing for awskms://alias/infra")]
    public async Task Secrets_provider_is_reported(string provider, CheckStatus status, string message)
    {
        var result = await Try(provider, Bucket, Kms());

        Assert.Equal((status, message), (result.Status, result.Message));
    }

    [Theory]
    [InlineData("check", CheckStatus.Ok, "encrypted with the passphrase in the environment, which decrypts them")]
    [InlineData("another", CheckStatus.Error, "the passphrase in the environment does not decrypt the secrets of staging")]
    public async Task Passphrase_is_checked_against_the_encryption_salt(string passphrase, CheckStatus status, string message)
    {
        Set("PULUMI_CONFIG_PASSPHRASE", passphrase);
        var file = AnyStack.Read(
            $"{AnyStack.Text}\nencryptionsalt: v1:H7nHJ4OFDqI=:v1:1Q52wamEGof4Kpqv:dPQDnJb/kp+ECnrSv+6mH4MNumMcEA==\n");

        var result = await SecretsChecks.RunAsync(Bucket, file, Kms().Client);

        Assert.Equal((status, message), (result.Status, result.Message));
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    private static Task<CheckResult> Try(string provider, StateStore store, AnyWeb web) =>
        SecretsChecks.RunAsync(store, AnyStack.Read($"secretsprovider: {provider}\n{AnyStack.Text}"), web.Client);

    private static AnyWeb Kms(string? error = null) => new(request => error is null
        ? (HttpStatusCode.OK,
            Encoding.UTF8.GetBytes($$"""{"CiphertextBlob":"c2VhbGVk","Plaintext":"{{Convert.ToBase64String("infra"u8)}}"}"""))
        : (HttpStatusCode.BadRequest, Encoding.UTF8.GetBytes($$"""{"__type":"com.amazonaws.kms#{{error}}","message":"no"}""")));
}
