using Infra.Tests.Machines;

namespace Infra.Tests.Cluster;

[Collection("machines")]
[Trait("Kind", "machine")]
public sealed class K3sInstallTests(Hosts hosts) : IClassFixture<Hosts>, IAsyncLifetime
{
    private const string Files = "cd / && find usr/local/bin usr/local/libexec etc/sysctl.d/95* etc/systemd/system/k3s* run/k3s* | sort";

    private Vps _host = null!;

    public async Task InitializeAsync() => _host = await hosts.Fresh("one");

    public Task DisposeAsync() => Task.CompletedTask;

    [MachineFact]
    public async Task Install_places_binary_links_settings_and_unit_without_a_start()
    {
        var outcome = (await _host.Run(hosts.Releases.Install())).Succeeded();

        Assert.Equal($"{Call.Old}\n", outcome.Output);
        Assert.Equal("active=inactive enabled=disabled", await _host.Inside(
            "echo active=$(systemctl is-active k3s) enabled=$(systemctl is-enabled k3s)"));
        Assert.Equal("1", await _host.Inside("cat /proc/sys/net/ipv4/ip_forward"));
        Assert.Equal("/usr/local/bin/k3s", await _host.Inside("readlink -f $(command -v kubectl)"));
    }

    [MachineFact]
    public async Task Second_install_writes_nothing()
    {
        (await _host.Run(hosts.Releases.Install())).Succeeded();
        var before = await _host.Inside($"{Files} | xargs stat -c '%n %i %a' | grep -v lock");

        var again = (await _host.Run(hosts.Releases.Install())).Succeeded();

        Assert.DoesNotContain("downloading", again.Error, StringComparison.Ordinal);
        Assert.Equal(before, await _host.Inside($"{Files} | xargs stat -c '%n %i %a' | grep -v lock"));
    }

    [MachineTheory]
    [InlineData("other", "is not the pinned file")]
    [InlineData("short", "was cut off (curl's exit code 18); run again")]
    public async Task Wrong_download_leaves_no_file(string what, string refusal)
    {
        var outcome = await _host.Run(hosts.Releases.Install(what: what));

        Assert.Contains(refusal, outcome.Refusal(), StringComparison.Ordinal);
        Assert.Empty(await _host.Inside("ls -A /usr/local/bin"));
    }

    [MachineFact]
    public async Task Checksum_of_another_version_is_refused()
    {
        var mixed = hosts.Releases.Install(Call.New).With(("K3S_VERSION", Call.Old));

        Assert.Equal(
            $"error: the checksum belongs to another version ({Call.New}, pinned is {Call.Old}); correct the catalogue",
            (await _host.Run(mixed)).Refusal());
    }

    [MachineFact]
    public async Task Missing_network_is_reported_with_a_fix()
    {
        var nowhere = hosts.Releases.Install().With(("DOWNLOAD_URL", "http://127.0.0.1:1/v1"));

        Assert.Equal(
            "error: cannot download http://127.0.0.1:1/v1/k3s (curl's exit code 7); check this host's network, DNS and firewall",
            (await _host.Run(nowhere)).Refusal());
    }

    [MachineFact]
    public async Task Full_disk_is_reported_and_leaves_no_partial_file()
    {
        await _host.Inside("mount -t tmpfs -o size=8k tmpfs /usr/local/bin");

        var refusal = (await _host.Run(hosts.Releases.Install())).Refusal();

        Assert.StartsWith("error: not enough space for the k3s binary (", refusal, StringComparison.Ordinal);
        Assert.Empty(await _host.Inside("ls -A /usr/local/bin"));
    }

    [MachineTheory]
    [InlineData("v1.35.9+k3s1", "k3s cannot be downgraded across a minor version (v1.36.4+k3s1 to v1.35.9+k3s1); set v1.36 or newer")]
    [InlineData("v1.38.0+k3s1", "k3s cannot skip a minor version (v1.36.4+k3s1 to v1.38.0+k3s1); upgrade to v1.37 first")]
    public async Task Unsupported_version_step_is_refused(string version, string refusal)
    {
        (await _host.Run(hosts.Releases.Install())).Succeeded();

        Assert.Equal($"error: {refusal}", (await _host.Run(hosts.Releases.Install(version))).Refusal());
        Assert.StartsWith("k3s version v1.36.4+k3s1 ", await _host.Inside("k3s --version"), StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task Installed_version_stays_without_UPGRADE()
    {
        (await _host.Run(hosts.Releases.Install(Call.New))).Succeeded();

        var outcome = await _host.Run(hosts.Releases.Install().With(("UPGRADE", "false")));

        Assert.Equal($"{Call.New}\n", outcome.Succeeded().Output);
    }

    [MachineFact]
    public async Task Server_does_not_become_an_agent()
    {
        (await _host.Run(hosts.Releases.Install())).Succeeded();

        Assert.Equal(
            "error: this host already has the other role (k3s.service exists); remove the node and uninstall k3s first",
            (await _host.Run(hosts.Releases.Install().With(("ROLE", "agent")))).Refusal());
    }
}
