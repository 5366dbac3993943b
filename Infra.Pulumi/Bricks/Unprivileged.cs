using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Bricks;

/// <summary>What a pod says of itself to be let into a namespace that is <see cref="PodSecurity.Restricted"/>.</summary>
internal static class Unprivileged
{
    public const int Nobody = 65534;

    /// <param name="user">None where the image names an ordinary user itself.</param>
    /// <param name="group">None means the one that the image gives the user.</param>
    /// <param name="filesOf">The group that owns the files of volumes.</param>
    public static PodSecurityContextArgs Pod(int? user = null, int? group = null, int? filesOf = null) => new()
    {
        RunAsNonRoot = true,
        RunAsUser = user is { } id ? id : null,
        RunAsGroup = group is { } own ? own : null,
        FsGroup = filesOf is { } owner ? owner : null,
        SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
    };

    /// <summary>For an image that runs as the user that it names, root included.</summary>
    public static PodSecurityContextArgs PodOfAnyUser() => new() { SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" } };

    public static SecurityContextArgs Container() => new() { AllowPrivilegeEscalation = false, Capabilities = new CapabilitiesArgs { Drop = { "ALL" } } };

    /// <summary>For what writes to its volumes alone.</summary>
    public static SecurityContextArgs ReadOnlyContainer() => new()
    {
        AllowPrivilegeEscalation = false,
        ReadOnlyRootFilesystem = true,
        Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
    };
}
