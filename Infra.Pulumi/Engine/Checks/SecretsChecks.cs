using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Engine.Checks;

/// <summary>
/// Checks what encrypts the stack's secrets: a passphrase that must be set, or a cloud key that must encrypt and decrypt.
/// </summary>
internal static class SecretsChecks
{
    private const string Subject = "secrets";

    public static async Task<CheckResult> RunAsync(StateStore store, StackFile file, HttpClient web) =>
        file.SecretsProvider switch
        {
            { } key when KmsKey.IsProvider(key) => await CheckKeyAsync(key, store, web),
            { } key when key.Contains("://", StringComparison.Ordinal) =>
                CheckResult.Note(Subject, $"encrypted by {NameOf(key)}, which is not checked here",
                    "run `pulumi preview` to check it"),
            _ => CheckPassphrase(store, file),
        };

    private static CheckResult CheckPassphrase(StateStore store, StackFile file)
    {
        var where = StateStore.HasPassphrase() ? "the passphrase in the environment" : "a local passphrase in .pulumi-state/";
        return Passphrase.Find(store.PassphraseFile) switch
        {
            null when !store.IsLocalDefault => CheckResult.Error(
                Subject, "the passphrase is missing", "set PULUMI_CONFIG_PASSPHRASE_FILE to a file that only you can read"),
            { } phrase when file.EncryptionSalt is { } salt && !Passphrase.Decrypts(salt, phrase) => CheckResult.Error(
                Subject, $"{where} does not decrypt the secrets of {file.Stack}",
                    $"set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the passphrase of {file.Stack}"),
            _ => CheckResult.Ok(Subject, $"encrypted with {where}{(file.EncryptionSalt is null ? "" : ", which decrypts them")}"),
        };
    }

    private static async Task<CheckResult> CheckKeyAsync(string provider, StateStore store, HttpClient web)
    {
        var name = NameOf(provider);
        if (store.IsR2 && KmsKey.ProfileOf(provider) is null && !store.Url!.Contains("profile=", StringComparison.Ordinal))
        {
            return CheckResult.Error(Subject, $"{name} and the R2 bucket would both use AWS_ACCESS_KEY_ID",
                "use it for R2, and append `&profile=NAME` of ~/.aws/credentials to secretsprovider for the key");
        }

        if (KmsKey.Open(provider, web) is not { } key)
        {
            return CheckResult.Error(Subject, $"credentials are missing for {name}",
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or append `&profile=NAME` of "
                    + "~/.aws/credentials to secretsprovider");
        }

        try
        {
            return await key.RoundTripsAsync()
                ? CheckResult.Ok(Subject, $"{name} encrypts and decrypts")
                : CheckResult.Error(Subject, $"{name} does not decrypt what it encrypted", "set another key in secretsprovider");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return CheckResult.Error(Subject, $"{name} cannot be used ({Redactor.Redact(failure.Message)})",
                RemedyFor(failure.Message));
        }
    }

    private static string RemedyFor(string failure) => failure switch
    {
        "NotFoundException" => "create the key, or correct secretsprovider and its region",
        "DisabledException" or "KMSInvalidStateException" => "enable the key",
        _ when failure.EndsWith("Exception", StringComparison.Ordinal) =>
            "grant these credentials kms:Encrypt and kms:Decrypt on the key",
        _ => "check the region in secretsprovider and the network",
    };

    private static string NameOf(string provider) => provider.Split('?')[0];
}
