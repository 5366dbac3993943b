using Infra.Tests.Machines;

namespace Infra.Tests.Cluster;

internal static class CallExtensions
{
    /// <summary>Runs a script like the program: one command over SSH, with secrets on its standard input.</summary>
    public static Task<Outcome> Run(this Vps host, Call call, CancellationToken cut = default) => host.Ssh(call.Command, call.Stdin, cut: cut);

    /// <summary>The error, which is the last line of the output, after the progress.</summary>
    public static string Refusal(this Outcome outcome)
    {
        Assert.True(outcome is { Code: 1, Output: "" }, $"exit code {outcome.Code}\n{outcome.Output}\n{outcome.Error}");
        return outcome.Error.TrimEnd().Split('\n')[^1];
    }

    /// <summary>Searches the command line and environment of every process for a text; the result returns the matches.</summary>
    public static async Task<Func<Task<string>>> Watch(this Vps host, string text)
    {
        await host.Put("/opt/watch.py", $"""
            import glob, os
            while not os.path.exists('/opt/watched'):
                for path in glob.glob('/proc/[0-9]*/cmdline') + glob.glob('/proc/[0-9]*/environ'):
                    try:
                        seen = open(path, 'rb').read()
                    except OSError:
                        continue
                    if b'{text}' in seen:
                        print(path, seen, flush=True)
            """);
        await host.Inside("rm -f /opt/watched; setsid python3 /opt/watch.py >/opt/seen 2>&1 </dev/null &");
        return () => host.Inside("touch /opt/watched; cat /opt/seen");
    }
}
