using System.Runtime.CompilerServices;

namespace Infra.Tests.Cluster;

/// <summary>A whole Debian of its own (Machines/machine.sh), reached over SSH by a person who may use sudo.</summary>
internal sealed class Host : IAsyncDisposable
{
    private readonly string _knownHosts = Path.GetTempFileName();
    private readonly string _name;
    private readonly string _key;

    private Host(string name, string address, string hostKey, string key)
    {
        (_name, Address, _key) = (name, address, key);
        File.WriteAllText(_knownHosts, $"{address} {hostKey}\n");
    }

    public string Address { get; }

    public static async Task<Host> Up(string name)
    {
        await Machine("down", name);
        var words = (await Machine("up", name)).Succeeded().Output.Trim().Split(' ', 3);
        var key = (await Machine("key")).Succeeded().Output.Trim();
        return new(name, words[0], words[2], key);
    }

    /// <summary>Runs a script as the program would: one command over SSH, secrets on its standard input.</summary>
    public Task<Outcome> Run(Call call, CancellationToken cut = default) => Shell.Run("ssh",
        ["-o", "BatchMode=yes", "-o", $"UserKnownHostsFile={_knownHosts}", "-i", _key, $"admin@{Address}", call.Command], call.Stdin, cut);

    /// <summary>Runs a command inside, past SSH.</summary>
    public async Task<string> Inside(string command) =>
        (await Machine("exec", _name, "bash", "-c", command)).Succeeded().Output.Trim();

    /// <summary>Writes a file inside, past SSH.</summary>
    public async Task Put(string path, string text)
    {
        var file = (await Machine("root", _name)).Succeeded().Output.Trim() + path;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text);
    }

    /// <summary>Looks for a text in the command line and environment of every process from now on; ends with what it saw.</summary>
    public async Task<Func<Task<string>>> Watch(string text)
    {
        await Put("/opt/watch", $"""
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
        await Inside("rm -f /opt/watched; setsid python3 /opt/watch >/opt/seen 2>&1 </dev/null &");
        return () => Inside("touch /opt/watched; cat /opt/seen");
    }

    public async Task Reboot(params string[] how) => (await Machine(["reboot", _name, .. how])).Succeeded();

    public async ValueTask DisposeAsync()
    {
        await Machine("down", _name);
        File.Delete(_knownHosts);
    }

    public static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private static Task<Outcome> Machine(params string[] arguments)
    {
        var script = Path.Combine(Folder(), "../Machines/machine.sh");
        return Shell.Run("env", [$"MACHINE_OWNER={Environment.ProcessId}", "bash", script, .. arguments]);
    }
}
