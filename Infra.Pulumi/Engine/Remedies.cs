using System.Text.RegularExpressions;

namespace Infra.Engine;

/// <summary>What to say of a failure: what happened, and what to do. The patterns are the words of the CLI and of the clouds.</summary>
internal static class Remedies
{
    private static readonly (string Pattern, Func<Failure, EngineError> Explain)[] Known =
    [
        ("currently locked by|Another update is currently in progress", f => new(
            $"{f.Stack} is locked{f.Locks}",
            $"wait until that run has ended; if it has died, `./infra cancel {f.Stack}` takes its lock away")),
        ("(update|preview|refresh|destroy) canceled", Stopped),
        ("incorrect passphrase", f => new(
            $"the passphrase does not open the secrets of {f.Stack}",
            $"set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the one that {f.Stack} was made with")),
        ("passphrase must be set", f => new(
            $"the secrets of {f.Stack} are encrypted with a passphrase, and none is set",
            "set PULUMI_CONFIG_PASSPHRASE_FILE to a file that only you can read, or PULUMI_CONFIG_PASSPHRASE")),
        (@"operation error KMS.*get credentials|shared config profile", f => new(
            $"there are no credentials for the key that encrypts the secrets of {f.Stack}",
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile of ~/.aws/credentials: `&profile=NAME` at the end of secretsprovider")),
        ("InvalidCiphertext|secrets manager: illegal base64", f => new(
            $"the key that secretsprovider names did not encrypt the secrets of {f.Stack}",
            "take secretsprovider and encryptedkey back to what they were: `git log` of the stack's file has both")),
        (@"operation error KMS|open (secrets\.)?keeper", f => new(
            $"the key that encrypts the secrets of {f.Stack} cannot be used ({f.Cause})", $"`./infra doctor {f.Stack}` tries it")),
        ("PULUMI_ACCESS_TOKEN must be set for login", f => f.Store.Url is not null ? new($"the state backend {f.Store} wants a login", Login(f)) : new(
            $"nothing says where the state of {f.Stack} is kept",
            $"write `infra:state: {{ url: … }}` into its file (`./infra init {f.Stack}` makes the line), or log in with `pulumi login`")),
        (@"ExpiredToken|token .*expired|invalid access token|\[401\]|InvalidAccessKeyId|SignatureDoesNotMatch|AccessDenied|StatusCode: 40[13]", f => new(
            $"the state backend {f.Store} lets nobody in with these credentials ({f.Cause})", Login(f))),
        ("get credentials|NoCredentialProviders", f => new($"there are no credentials for the state backend {f.Store}", Login(f))),
        ("Target '.*' could not be found in the stack|no resource named '", f => new(
            $"{f.Stack} has no such resource ({f.Cause})", $"`./infra plan {f.Stack} --format json` lists the URNs; put them between single quotes")),
        ("unable to open state directory", f => new($"{f.Store} cannot be opened ({f.Cause})", "make the folder, or correct what names it")),
        ("NoSuchBucket", f => new($"the bucket of {f.Store} does not exist", "make it, or correct `infra:state.url`; `./infra doctor` then tries it")),
        (@"blob \(|performing HTTP request|problem logging in|unable to open bucket", f => new(
            $"the state backend {f.Store} does not answer ({f.Cause})", "check the address and the network; `./infra doctor` tries it step by step")),
        ("no stack named", f => new(
            $"{f.Stack} has never been brought up here", $"`./infra up {f.Stack}` does; its state was looked for in {f.Store}")),
        ("stand-ins for the Pulumi SDK", _ => new(
            "this build uses the stand-ins of offline-sdk/, which cannot deploy",
            "where the official packages can be had, `rm -f .pulumi-sdk` and run it again")),
        ("no resource plugin|could not find.*plugin|error downloading|failed to install plugin|could not download plugin", f => new(
            $"a provider's plugin is missing ({f.Cause})", "`pulumi install` gets it where there is a network")),
        ("protected and cannot|marked for protection|cannot be deleted", f => new(
            $"{f.Stack} is not taken away: {f.Mentioned} is protected, since it holds data",
            $"nothing was deleted; who means it lifts the protection first: `pulumi state unprotect --all --stack {f.Stack}`, or one URN in place of --all")),
        (@"error (CS|MSB|NU)\d+|Build FAILED", f => new($"the program does not build ({f.Cause})", "`dotnet build Infra.Pulumi` shows all of it")),
        ("pending operations|interrupted while", f => new(
            $"an earlier run of {f.Stack} died in the middle of something",
            $"`./infra refresh {f.Stack}` finds out what became of it; then run this again")),
    ];

    // As a shell counts: 128 and the signal. What the kernel kills for want of memory ends with the first.
    private const int Killed = 137;
    private const int Terminated = 143;

    public static EngineError Explain(Failure failure) =>
        failure.WasInterrupted ? Stopped(failure)
        : failure.Pulumi.Code is Killed or Terminated ? Died(failure)
        : Known.FirstOrDefault(known => Regex.IsMatch(failure.Said, known.Pattern, RegexOptions.IgnoreCase)).Explain is { } explain ? explain(failure)
        : failure.FailedSteps.Count > 0 ? HalfWay(failure)
        : new($"{failure.Command} {failure.Stack} failed: {failure.Cause}", $"`./infra doctor {failure.Stack}` checks the surroundings");

    private static EngineError Stopped(Failure failure) => new(
        $"{failure.Command} {failure.Stack} was stopped{failure.HowFar}",
        $"{(failure.HasChanged ? "what was done is recorded; " : "")}`./infra {failure.Command} {failure.Stack}` {(failure.HasChanged ? "goes on from there" : "begins anew")}");

    private static EngineError Died(Failure failure) => new(
        $"the engine was killed in {failure.Command} {failure.Stack}{failure.HowFar}",
        $"what was under way may be half done: `./infra cancel {failure.Stack}` takes its lock away, `./infra refresh {failure.Stack}` finds out, "
        + $"then `./infra {failure.Command} {failure.Stack}` goes on; `dmesg` tells whether memory ran out");

    private static EngineError HalfWay(Failure failure) => new(
        $"{failure.Command} {failure.Stack} failed{failure.HowFar}"
        + string.Concat(failure.FailedSteps.Select(step => $"\n  {step.Name} ({step.Type}): {failure.WhyOf(step)}")),
        $"what was done is recorded and nothing is lost: mend the cause, then `./infra {failure.Command} {failure.Stack}` goes on from there");

    private static string Login(Failure failure) => failure.Store.IsBucket
        ? "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to those of a token that may read and write that bucket"
        : "log in anew with `pulumi login`, or set PULUMI_ACCESS_TOKEN";
}
