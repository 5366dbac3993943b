namespace Infra.Tests.Cluster;

/// <summary>The machines of a test class: each boots once and is then as new for every test.</summary>
public sealed class Hosts : IAsyncLifetime, IDisposable
{
    private readonly Dictionary<string, Host> _hosts = [];

    internal Releases Releases { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    internal async Task<Host> Fresh(string name)
    {
        if (!_hosts.TryGetValue(name, out var host))
        {
            return _hosts[name] = await Host.Up($"k3s-{name}");
        }

        await host.Inside(await File.ReadAllTextAsync(Path.Combine(Host.Folder(), "reset.sh")));
        return host;
    }

    /// <summary>A host with k3s as its first server, Ready.</summary>
    internal async Task<(Host Host, string Authority)> Server(string name = "one", string version = Call.Old)
    {
        var host = await Fresh(name);
        (await host.Run(Releases.Install(version))).Succeeded();
        return (host, (await host.Run(Call.Node.With(("NODE_NAME", name)))).Succeeded().Output.Trim());
    }

    /// <summary>A host with k3s installed that is about to join; run the call to let it.</summary>
    internal async Task<(Host Host, Call Join)> Joining(string name, string role, Host first, string authority)
    {
        var host = await Fresh(name);
        (await host.Run(Releases.Install().With(("ROLE", role)))).Succeeded();
        return (host, Call.Node.With(
            ("NODE_NAME", name), ("ROLE", role), ("SERVER_URL", $"https://{first.Address}:6443"), ("SERVER_CA", authority), ("CONFIG", "")));
    }

    public async Task DisposeAsync() => await Task.WhenAll(_hosts.Values.Select(host => host.DisposeAsync().AsTask()));

    public void Dispose() => Releases.Dispose();
}
