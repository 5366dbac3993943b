using System.Text.RegularExpressions;

namespace Infra.Engine;

/// <summary>Turns a failure into a problem and a remedy. The patterns match the messages of the CLI and the clouds.</summary>
internal static class Remedies
{
    private static readonly (string Pattern, Func<Failure, EngineError> Explain)[] Known =
    [
        ("currently locked by|Another update is currently in progress", f => new(
            $"{f.Stack} is locked{f.LockOwners}",
            $"wait for that run to end; if it is dead, remove its lock with `./infra cancel {f.Stack}`")),
        ("(update|preview|refresh|destroy) canceled", Stopped),
        ("incorrect passphrase", f => new(
            $"the passphrase does not decrypt the secrets of {f.Stack}",
            $"set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the passphrase of {f.Stack}")),
        ("passphrase must be set", f => new(
            $"the passphrase for the secrets of {f.Stack} is missing",
            "set PULUMI_CONFIG_PASSPHRASE_FILE to a file that only you can read, or PULUMI_CONFIG_PASSPHRASE")),
        (@"operation error KMS.*get credentials|shared config profile", f => new(
            $"credentials are missing for the key that encrypts the secrets of {f.Stack}",
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or append `&profile=NAME` of "
                + "~/.aws/credentials to secretsprovider")),
        ("InvalidCiphertext|secrets manager: illegal base64", f => new(
            $"the secrets of {f.Stack} were not encrypted with the key in secretsprovider",
            "restore secretsprovider and encryptedkey: `git log` of the stack's file has both")),
        (@"operation error KMS|open (secrets\.)?keeper", f => new(
            $"the key that encrypts the secrets of {f.Stack} cannot be used ({f.Cause})",
                $"run `./infra doctor {f.Stack}` to check it")),
        ("PULUMI_ACCESS_TOKEN must be set for login", f => f.Store.Url is not null
            ? new($"the state backend {f.Store} requires a login", CredentialRemedy(f)) : new(
            $"the state backend of {f.Stack} is not configured",
            $"write `infra:state: {{ url: … }}` into its file (`./infra init {f.Stack}` writes it), "
                + $"or log in with `pulumi login`")),
        (@"ExpiredToken|token .*expired|invalid access token|\[401\]|InvalidAccessKeyId|SignatureDoesNotMatch"
            + "|AccessDenied|StatusCode: 40[13]", f => new(
            $"the state backend {f.Store} rejects these credentials ({f.Cause})", CredentialRemedy(f))),
        ("get credentials|NoCredentialProviders",
            f => new($"credentials are missing for the state backend {f.Store}", CredentialRemedy(f))),
        ("Target '.*' could not be found in the stack|no resource named '", f => new(
            $"{f.Stack} has no such resource ({f.Cause})",
                $"look the URN up in `./infra plan {f.Stack} --format json`, and quote it with single quotes")),
        ("unable to open state directory",
            f => new($"{f.Store} cannot be opened ({f.Cause})", "create the folder, or correct the address")),
        ("NoSuchBucket", f => new($"the bucket of {f.Store} does not exist",
            "create it, or correct `infra:state.url`, then run `./infra doctor`")),
        (@"blob \(|performing HTTP request|problem logging in|unable to open bucket", f => new(
            $"the state backend {f.Store} does not answer ({f.Cause})",
                "check the address and the network with `./infra doctor`")),
        ("no stack named", f => new(
            $"{f.Stack} does not exist in {f.Store}", $"create it with `./infra up {f.Stack}`")),
        ("stand-ins for the Pulumi SDK", _ => new(
            "this build uses the stand-ins of offline-sdk/, which cannot deploy",
            "remove .pulumi-sdk and retry on a machine that can restore the official packages")),
        ("no resource plugin|could not find.*plugin|error downloading|failed to install plugin|could not download plugin",
            f => new(
            $"a provider plugin is missing ({f.Cause})", "run `pulumi install`")),
        ("protected and cannot|marked for protection|cannot be deleted", f => new(
            $"{f.Stack} was not destroyed: {f.MentionedResource} holds data and is protected",
            $"nothing was deleted; unprotect it first: `pulumi state unprotect --all --stack "
                + $"{f.Stack}`, or a URN instead of --all")),
        (@"error (CS|MSB|NU)\d+|Build FAILED",
            f => new($"the program does not build ({f.Cause})", "run `dotnet build Infra.Pulumi` to see all errors")),
        ("pending operations|interrupted while", f => new(
            $"an earlier run of {f.Stack} died during an operation",
            $"update the state with `./infra refresh {f.Stack}`, then retry")),
    ];

    // As in a shell: 128 plus the signal. The kernel's out-of-memory killer causes the first.
    private const int SigKillCode = 137;
    private const int SigTermCode = 143;

    public static EngineError Explain(Failure failure) =>
        failure.WasInterrupted ? Stopped(failure)
        : failure.Pulumi.Code is SigKillCode or SigTermCode ? Killed(failure)
        : Known.FirstOrDefault(known => Regex.IsMatch(failure.AllText, known.Pattern,
            RegexOptions.IgnoreCase)).Explain is { } explain ? explain(failure)
        : failure.FailedSteps.Count > 0 ? Incomplete(failure)
        : new($"{failure.Command} {failure.Stack} failed: {failure.Cause}", $"run `./infra doctor {failure.Stack}`");

    private static EngineError Stopped(Failure failure) => new(
        $"{failure.Command} {failure.Stack} was stopped{failure.Extent}",
        $"{(failure.HasChanged ? "the changes are recorded; " : "")}run `./infra {failure.Command} {failure.Stack}` to "
            + $"{(failure.HasChanged ? "continue" : "start again")}");

    private static EngineError Killed(Failure failure) => new(
        $"the engine was killed in {failure.Command} {failure.Stack}{failure.Extent}",
        $"running steps may be incomplete: run `./infra cancel {failure.Stack}`, `./infra refresh {failure.Stack}`, "
        + $"then `./infra {failure.Command} {failure.Stack}`; `dmesg` shows whether memory ran out");

    private static EngineError Incomplete(Failure failure) => new(
        $"{failure.Command} {failure.Stack} failed{failure.Extent}"
        + string.Concat(failure.FailedSteps.Select(step => $"\n  {step.Name} ({step.Type}): {failure.ReasonFor(step)}")),
        $"the changes are recorded: fix the cause, then run `./infra {failure.Command} {failure.Stack}` to continue");

    private static string CredentialRemedy(Failure failure) => failure.Store.IsBucket
        ? "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of a token that can read and write that bucket"
        : "log in again with `pulumi login`, or set PULUMI_ACCESS_TOKEN";
}
