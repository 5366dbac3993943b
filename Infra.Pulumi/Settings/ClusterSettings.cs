using System.ComponentModel;
using Infra.Charts;
using Infra.Settings.Reading;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>Where the Kubernetes cluster comes from.</summary>
public sealed record ClusterSettings : IChecked
{
    [Description("`nodes`: k3s on the hosts listed under `infra:nodes`. `lightsail`: k3s on a host that this stack "
        + "rents. `local`: k3s on the machine that runs the program. `existing`: an existing cluster.")]
    public required ClusterHost Host { get; init; }

    [Description("The exact k3s release.")]
    public K3sVersion Version { get; init; } = new(Pins.K3s.Version);

    [Description("With `existing`: the path of the kubeconfig file of that cluster. No other file is read.")]
    public string? Kubeconfig { get; init; }

    [Description("With `local` and `existing`: the capacity of the machine.")]
    public SizeSettings? Size { get; init; }

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (!Pins.K3s.Releases.ContainsKey(Version.Text))
        {
            yield return new($"{key}.version", $"cannot be `{Version}`, which has no checksum in the catalogue",
                $"write one of {string.Join(", ", Pins.K3s.Releases.Keys)}, or add the release to Charts/Pins.cs");
        }

        if (Host == ClusterHost.Existing && Kubeconfig is null)
        {
            yield return new($"{key}.kubeconfig", "is missing", "write the path of the existing cluster's kubeconfig file");
        }

        if (Host != ClusterHost.Existing && Kubeconfig is not null)
        {
            yield return new($"{key}.kubeconfig", $"conflicts with host `{SettingShape.Spell(Host)}`",
                "remove it, or write `host: existing`");
        }

        if (Host is ClusterHost.Existing or ClusterHost.Local && Size is null)
        {
            yield return new($"{key}.size", "is missing", "write the capacity of the machine: cpu, memory and disk");
        }
    }
}
