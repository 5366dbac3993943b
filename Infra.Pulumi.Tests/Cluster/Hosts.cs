using System.Runtime.CompilerServices;
using Infra.Tests.Machines;

namespace Infra.Tests.Cluster;

/// <summary>The machines of a test class. Each boots once and is reset for every test.</summary>
public sealed class Hosts : IAsyncLifetime, IDisposable
{
    private readonly Dictionary<string, Vps> _hosts = [];

    internal Releases Releases { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Task.WhenAll(_hosts.Values.Select(host => host.DisposeAsync().AsTask()));

    public void Dispose() => Releases.Dispose();

    /// <summary>The text of a file beside the tests.</summary>
    internal static string Text(string name, [CallerFilePath] string here = "") => File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, name));

    internal async Task<Vps> Fresh(string name)
    {
        if (!_hosts.TryGetValue(name, out var host))
        {
            _hosts[name] = host = await Vps.Boot();
            // The neighbour cache may still have the hardware address of the previous machine with this address.
            (await Shell.Run("ip", ["neighbour", "flush", "dev", "infra-lab"])).Succeeded();
            return host;
        }

        await host.Inside(Text("reset.sh"));
        return host;
    }

    /// <summary>A host with k3s as the first server, Ready.</summary>
    internal async Task<(Vps Host, string Authority)> Server(string name = "one")
    {
        var host = await Installed(name);
        return (host, (await host.Run(Call.Node.With(("NODE_NAME", name)))).Succeeded().Output.Trim());
    }

    /// <summary>A host with k3s installed and the call that makes it join.</summary>
    internal async Task<(Vps Host, Call Join)> Joining(string name, string role, Vps first, string authority) =>
        (await Installed(name, role), Call.Node.With(
            ("NODE_NAME", name), ("ROLE", role), ("SERVER_URL", $"https://{first.Address}:6443"), ("SERVER_CA", authority), ("CONFIG", "")));

    /// <summary>A host with k3s installed but not configured.</summary>
    internal async Task<Vps> Installed(string name = "one", string role = "server")
    {
        var host = await Fresh(name);
        (await host.Run(Releases.Install().With(("ROLE", role)))).Succeeded();
        return host;
    }
}
