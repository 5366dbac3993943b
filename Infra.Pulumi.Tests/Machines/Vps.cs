namespace Infra.Tests.Machines;

/// <summary>A bare Debian machine, reached over SSH with a pinned host key, like a host of the program.</summary>
internal sealed class Vps : IAsyncDisposable
{
    private readonly string _name;
    private readonly string _key;
    private readonly string _knownHosts = Path.GetTempFileName();

    private Vps(string name, string[] words, string key)
    {
        (_name, Address, Address6, _key) = (name, words[0], words[1], key);
        Pin(words[2]);
    }

    public string Address { get; }

    public string Address6 { get; }

    public static async Task<Vps> Boot()
    {
        var name = Lab.NewName();
        var words = (await Lab.Do("up", name)).Succeeded().Output.Trim().Split(' ', 3);
        return new(name, words, (await Lab.Do("key")).Output.Trim());
    }

    /// <summary>A host with the guard installed.</summary>
    public static async Task<Vps> Guarded()
    {
        var vps = await Boot();
        (await vps.Run(HostScript.Guard)).Succeeded();
        return vps;
    }

    public void Pin(string hostKey) => File.WriteAllText(_knownHosts, $"{Address} {hostKey}\n");

    /// <summary>Runs a script like the program: one command over SSH, through sudo.</summary>
    public Task<Outcome> Run(HostScript script, string user = "admin", CancellationToken cut = default) =>
        Ssh(script.Command, script.Stdin, user, cut);

    public Task<Outcome> Ssh(string command, string input = "", string user = "admin", CancellationToken cut = default, params string[] options) =>
        Shell.Run("ssh", [.. options, "-o", "BatchMode=yes", "-o", "ConnectTimeout=2", "-o", "ConnectionAttempts=2", "-o", "LogLevel=ERROR",
            "-o", $"UserKnownHostsFile={_knownHosts}", "-i", _key, $"{user}@{Address}", command], input, cut);

    /// <summary>Runs a command inside as root, bypassing SSH and the firewall.</summary>
    public async Task<string> Inside(string command) =>
        (await Lab.Do("exec", _name, "bash", "-c", command)).Succeeded().Output.Trim();

    /// <summary>Polls a command inside until it prints the expected text.</summary>
    public async Task Becomes(string expected, string command, int seconds = 20)
    {
        for (var end = DateTime.UtcNow.AddSeconds(seconds); DateTime.UtcNow < end && await Inside(command) != expected;)
        {
            await Task.Delay(200);
        }

        Assert.Equal(expected, await Inside(command));
    }

    /// <summary>Writes a file inside, bypassing SSH.</summary>
    public async Task Put(string path, string text)
    {
        var file = (await Lab.Do("root", _name)).Succeeded().Output.Trim() + path;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text);
    }

    /// <summary>Everything that the host scripts may change, in a comparable form.</summary>
    public Task<string> Listing() => Inside(Lab.Text("host-listing.sh"));

    public async Task Listen(string ports = Outsider.Ports)
    {
        await Put("/opt/listen.py", Lab.Text("listen.py"));
        await Inside($"python3 /opt/listen.py {ports.Replace("tcp/22 ", "", StringComparison.Ordinal)}");
    }

    public async Task Reboot(params string[] how) => (await Lab.Do(["reboot", _name, .. how])).Succeeded();

    public async ValueTask DisposeAsync()
    {
        await Lab.Do("down", _name);
        File.Delete(_knownHosts);
    }
}
