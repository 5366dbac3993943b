namespace Infra.Tests.Machines;

/// <summary>A source elsewhere on the internet.</summary>
internal sealed class Outsider : IAsyncDisposable
{
    /// <summary>The ports of a host with k3s, and ports that must be closed.</summary>
    public const string Ports = "tcp/22 tcp/80 tcp/443 tcp/2379 tcp/5432 tcp/6443 tcp/10250 udp/8472 udp/51820";

    private Outsider(string name) => Name = name;

    public string Name { get; }

    public static async Task<Outsider> At(string ipv4, string ipv6)
    {
        var outsider = new Outsider(Lab.NewName());
        (await Lab.Do("outsider", outsider.Name, ipv4, ipv6)).Succeeded();
        return outsider;
    }

    /// <summary>The ports that this outsider can reach.</summary>
    public async Task<string> Reaches(string address, string ports = Ports) =>
        (await Lab.Do(["outside", Name, "python3", Lab.File("probe.py"), address, .. ports.Split(' ')])).Succeeded().Output.Trim();

    public async ValueTask DisposeAsync() => await Lab.Do("down", Name);
}
