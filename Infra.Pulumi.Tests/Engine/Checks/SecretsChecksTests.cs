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
    private static readonly StateStore R2 = new("s3://bucket?endpoint=https://0.r2.cloudflarestorage.com", "infra:state.url", false);

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
    public async Task A_key_is_tried_in_both_directions_where_it_lives()
    {
        var web = Kms();

        var result = await Try(Key, Bucket, web);

        Assert.Equal((CheckVerdict.Fine, "awskms://alias/infra encrypts and decrypts"), (result.Verdict, result.Found));
        Assert.Equal(["TrentService.Encrypt", "TrentService.Decrypt"], web.Asked.Select(request => request.Headers.GetValues("x-amz-target").Single()));
        Assert.All(web.Asked, request => Assert.Equal("https://kms.eu-central-1.amazonaws.com/", request.RequestUri!.ToString()));
    }

    [Fact]
    public async Task A_key_named_by_its_arn_lives_where_that_says()
    {
        var web = Kms();

        await Try("awskms:///arn:aws:kms:us-west-2:111122223333:key/1234", Bucket, web);

        Assert.Equal("kms.us-west-2.amazonaws.com", web.Asked[0].RequestUri!.Host);
        Assert.Contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-target,", web.Asked[0].Headers.GetValues("Authorization").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NotFoundException", "make the key, or correct secretsprovider and its region")]
    [InlineData("DisabledException", "enable the key")]
    [InlineData("AccessDeniedException", "let these credentials use the key: kms:Encrypt and kms:Decrypt")]
    public async Task What_the_key_refuses_is_named_with_its_remedy(string error, string remedy)
    {
        var result = await Try(Key, Bucket, Kms(error));

        Assert.Equal((CheckVerdict.Wrong, $"awskms://alias/infra cannot be used ({error})", remedy), (result.Verdict, result.Found, result.Remedy));
    }

    [Fact]
    public async Task R2_and_a_key_cannot_share_one_login()
    {
        var result = await Try(Key, R2, Kms());

        Assert.Equal((CheckVerdict.Wrong, "awskms://alias/infra and the R2 bucket would both take AWS_ACCESS_KEY_ID"), (result.Verdict, result.Found));
    }

    [Fact]
    public async Task A_profile_names_another_login()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "[other]\naws_access_key_id = other\n[kms]\naws_access_key_id = AKIA\naws_secret_access_key=hush\n");
        Set("AWS_SHARED_CREDENTIALS_FILE", file);
        var web = Kms();

        var result = await Try($"{Key}&profile=kms", R2, web);
        File.Delete(file);

        Assert.Equal(CheckVerdict.Fine, result.Verdict);
        Assert.Contains("Credential=AKIA/", web.Asked[0].Headers.GetValues("Authorization").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("passphrase", CheckVerdict.Wrong, "encrypted with a passphrase, and none is set")]
    [InlineData("gcpkms://projects/p", CheckVerdict.Mind, "encrypted by gcpkms://projects/p, which is not tried from here")]
    [InlineData($"{Key}&profile=none", CheckVerdict.Wrong, "there are no credentials for awskms://alias/infra")]
    public async Task Whatever_encrypts_is_told(string provider, CheckVerdict verdict, string found)
    {
        var result = await Try(provider, Bucket, Kms());

        Assert.Equal((verdict, found), (result.Verdict, result.Found));
    }

    [Theory]
    [InlineData("check", CheckVerdict.Fine, "encrypted with the passphrase of the environment, which opens them")]
    [InlineData("another", CheckVerdict.Wrong, "the passphrase of the environment is not the one of staging")]
    public async Task A_passphrase_is_held_against_what_the_engine_wrote(string passphrase, CheckVerdict verdict, string found)
    {
        Set("PULUMI_CONFIG_PASSPHRASE", passphrase);
        var file = AnyStack.Read($"{AnyStack.Text}\nencryptionsalt: v1:H7nHJ4OFDqI=:v1:1Q52wamEGof4Kpqv:dPQDnJb/kp+ECnrSv+6mH4MNumMcEA==\n");

        var result = await SecretsChecks.RunAsync(Bucket, file, Kms().Client);

        Assert.Equal((verdict, found), (result.Verdict, result.Found));
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
        ? (HttpStatusCode.OK, Encoding.UTF8.GetBytes($$"""{"CiphertextBlob":"c2VhbGVk","Plaintext":"{{Convert.ToBase64String("infra"u8)}}"}"""))
        : (HttpStatusCode.BadRequest, Encoding.UTF8.GetBytes($$"""{"__type":"com.amazonaws.kms#{{error}}","message":"no"}""")));
}
