using Infra.Settings;
using Infra.Settings.Texts;

namespace Infra.Planning.Rules;

/// <summary>Says plainly what the access settings leave open to the world.</summary>
public static class OpenDoors
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        if (plan.Settings.Cluster.Host is ClusterHost.Local or ClusterHost.Existing)
        {
            yield break;
        }

        if (plan.Settings.Access.Ssh.Contains(AccessSource.Anywhere))
        {
            yield return new("open-doors", Severity.Warning, "infra:access.ssh", "leaves SSH open to the world, by key only and rate-limited",
                "name the networks that need it, or `tunnel`, if no pipeline without a fixed address has to get in");
        }

        if (plan.Settings.Access.Api.Contains(AccessSource.Anywhere))
        {
            yield return new("open-doors", Severity.Warning, "infra:access.api", "leaves the Kubernetes API open to the world, by client certificate only and rate-limited",
                "name the networks that need it, or `tunnel`, if no pipeline without a fixed address has to get in");
        }
    }
}
