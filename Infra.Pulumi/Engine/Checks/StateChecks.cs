using System.Text;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Engine.Checks;

/// <summary>The state backend, tried with what a run does: write, read, lock, list, delete. Nothing is left behind.</summary>
internal static class StateChecks
{
    private const string Subject = "state";

    public static async Task<CheckResult> RunAsync(StateStore store, StackFile file, HttpClient web) => store.Url switch
    {
        null => CheckResult.Mind(Subject, "nothing says where it is kept",
            $"write `infra:state: {{ url: … }}` into {Path.GetFileName(file.Path)}, or see that `pulumi login` names the right place"),
        var url when url.StartsWith("file://", StringComparison.Ordinal) => TryFolder(url["file://".Length..], store),
        var url when store.IsBucket => await TryBucketAsync(url, store, web),
        var url => CheckResult.Mind(Subject, $"{url} is not tried from here", "`pulumi whoami -v` asks it who you are"),
    };

    private static CheckResult TryFolder(string folder, StateStore store)
    {
        var probe = Path.Combine(folder, $"doctor-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(probe, "infra");
            File.Delete(probe);
            return CheckResult.Fine(Subject, $"{store} takes, gives and deletes");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Wrong(Subject, $"{store} cannot be written ({refused.Message})", "make the folder yours, or name another in infra:state.url");
        }
    }

    private static async Task<CheckResult> TryBucketAsync(string url, StateStore store, HttpClient web)
    {
        if (Bucket.Open(url, web) is not { } bucket)
        {
            return CheckResult.Wrong(Subject, $"there are no credentials for {store}",
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to those of a token that may read and write that bucket");
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
            step = "listed, which locking needs";
            var isListed = await bucket.ListsAsync(prefix, key);
            step = "deleted from";
            await bucket.DeleteAsync(key);
            return read.AsSpan().SequenceEqual(content) && isListed
                ? CheckResult.Fine(Subject, $"{store} takes, gives, locks and deletes")
                : CheckResult.Wrong(Subject, $"{store} does not give back what was written", "use a bucket without rules that rewrite or hide objects");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return CheckResult.Wrong(Subject, $"{store} cannot be {step} ({Scrub.Text(failure.Message)})", RemedyFor(failure.Message));
        }
    }

    private static string RemedyFor(string failure) =>
        failure.Contains("NoSuchBucket", StringComparison.Ordinal) ? "make the bucket, or correct its name in infra:state.url"
        : failure.StartsWith("40", StringComparison.Ordinal) ? "give the token `Object Read & Write` on that bucket, or use another"
        : "check the endpoint in infra:state.url and the network";
}
