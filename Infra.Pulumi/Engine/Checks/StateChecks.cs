using System.Text;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Engine.Checks;

/// <summary>Checks the state backend with the operations of a run: write, read, list, delete. Leaves nothing behind.</summary>
internal static class StateChecks
{
    private const string Subject = "state";

    public static async Task<CheckResult> RunAsync(StateStore store, StackFile file, HttpClient web) => store.Url switch
    {
        null => CheckResult.Note(Subject, "no backend is configured",
            $"write `infra:state: {{ url: … }}` into {Path.GetFileName(file.Path)}, or log in with `pulumi login`"),
        var url when url.StartsWith("file://", StringComparison.Ordinal) => CheckFolder(url["file://".Length..], store),
        var url when store.IsBucket => await CheckBucketAsync(url, store, web),
        var url => CheckResult.Note(Subject, $"{url} is not checked here", "run `pulumi whoami -v` to check it"),
    };

    private static CheckResult CheckFolder(string folder, StateStore store)
    {
        var probe = Path.Combine(folder, $"doctor-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(probe, "infra");
            File.Delete(probe);
            return CheckResult.Ok(Subject, $"{store} is writable");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Error(Subject, $"{store} is not writable ({refused.Message})",
                "change the folder's owner, or set another one in infra:state.url");
        }
    }

    private static async Task<CheckResult> CheckBucketAsync(string url, StateStore store, HttpClient web)
    {
        if (Bucket.Open(url, web) is not { } bucket)
        {
            return CheckResult.Error(Subject, $"credentials are missing for {store}",
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of a token that can read and write that bucket");
        }

        var content = Encoding.UTF8.GetBytes("infra");
        var prefix = ".pulumi/locks/doctor/"; // a lock is a file in a folder that is listed
        var key = $"{prefix}{Guid.NewGuid():N}.json";
        var step = "written";
        try
        {
            await bucket.WriteAsync(key, content);
            step = "read";
            var read = await bucket.ReadAsync(key);
            step = "listed, which locking requires";
            var isListed = await bucket.IsListedAsync(prefix, key);
            step = "deleted from";
            await bucket.DeleteAsync(key);
            return read.AsSpan().SequenceEqual(content) && isListed
                ? CheckResult.Ok(Subject, $"{store} is readable, writable and lockable")
                : CheckResult.Error(Subject, $"{store} does not return what was written",
                    "use a bucket without rules that rewrite or hide objects");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return CheckResult.Error(Subject, $"{store} cannot be {step} ({Redactor.Redact(failure.Message)})",
                RemedyFor(failure.Message));
        }
    }

    private static string RemedyFor(string failure) =>
        failure.Contains("NoSuchBucket", StringComparison.Ordinal) ? "create the bucket, or correct its name in infra:state.url"
        : failure.StartsWith("40", StringComparison.Ordinal)
        ? "grant the token `Object Read & Write` on that bucket, or use another one"
        : "check the endpoint in infra:state.url and the network";
}
