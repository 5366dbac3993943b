using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Engine.Checks;

/// <summary>What the stack's secrets are encrypted with: a passphrase that must be there, or a cloud's key, tried with what a run does.</summary>
internal static class SecretsChecks
{
    private const string Subject = "secrets";

    public static async Task<CheckResult> RunAsync(StateStore store, StackFile file, HttpClient web) => file.SecretsProvider switch
    {
        { } key when KmsKey.IsMeantBy(key) => await TryKeyAsync(key, store, web),
        { } key when key.Contains("://", StringComparison.Ordinal) =>
            CheckResult.Mind(Subject, $"encrypted by {NameOf(key)}, which is not tried from here", "`pulumi preview` tries it"),
        _ => TryPassphrase(store, file),
    };

    private static CheckResult TryPassphrase(StateStore store, StackFile file)
    {
        var where = StateStore.HasPassphrase() ? "the passphrase of the environment" : "a passphrase of this machine in .pulumi-state/";
        return Passphrase.Find(store.PassphraseFile) switch
        {
            null when !store.IsLocalDefault => CheckResult.Wrong(
                Subject, "encrypted with a passphrase, and none is set", "set PULUMI_CONFIG_PASSPHRASE_FILE to a file that only you can read"),
            { } phrase when file.EncryptionSalt is { } salt && !Passphrase.Opens(salt, phrase) => CheckResult.Wrong(
                Subject, $"{where} is not the one of {file.Stack}", $"set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the one that {file.Stack} was made with"),
            _ => CheckResult.Fine(Subject, $"encrypted with {where}{(file.EncryptionSalt is null ? "" : ", which opens them")}"),
        };
    }

    private static async Task<CheckResult> TryKeyAsync(string provider, StateStore store, HttpClient web)
    {
        var name = NameOf(provider);
        if (store.IsR2 && KmsKey.ProfileIn(provider) is null && !store.Url!.Contains("profile=", StringComparison.Ordinal))
        {
            return CheckResult.Wrong(Subject, $"{name} and the R2 bucket would both take AWS_ACCESS_KEY_ID",
                "leave that to R2, and name a profile of ~/.aws/credentials for the key: `&profile=NAME` at the end of secretsprovider");
        }

        if (KmsKey.Open(provider, web) is not { } key)
        {
            return CheckResult.Wrong(Subject, $"there are no credentials for {name}",
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile of ~/.aws/credentials: `&profile=NAME` at the end of secretsprovider");
        }

        try
        {
            return await key.OpensWhatItSealedAsync()
                ? CheckResult.Fine(Subject, $"{name} encrypts and decrypts")
                : CheckResult.Wrong(Subject, $"{name} does not give back what it encrypted", "name another key in secretsprovider");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return CheckResult.Wrong(Subject, $"{name} cannot be used ({Scrub.Text(failure.Message)})", RemedyFor(failure.Message));
        }
    }

    private static string RemedyFor(string failure) => failure switch
    {
        "NotFoundException" => "make the key, or correct secretsprovider and its region",
        "DisabledException" or "KMSInvalidStateException" => "enable the key",
        _ when failure.EndsWith("Exception", StringComparison.Ordinal) => "let these credentials use the key: kms:Encrypt and kms:Decrypt",
        _ => "check the region in secretsprovider and the network",
    };

    private static string NameOf(string provider) => provider.Split('?')[0];
}
