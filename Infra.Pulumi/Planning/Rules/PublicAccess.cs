using Infra.Settings;
using Infra.Settings.Texts;

namespace Infra.Planning.Rules;

/// <summary>Reports ports that the access settings open to the world.</summary>
public static class PublicAccess
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        if (plan.Settings.Cluster.Host is ClusterHost.Local or ClusterHost.Existing)
        {
            yield break;
        }

        if (plan.Settings.Access.Ssh.Contains(AccessSource.Anywhere))
        {
            yield return new("public-access", Severity.Warning, "infra:access.ssh",
                "opens SSH to the world, by key only and rate-limited",
                "list the networks that need it, or set `tunnel`, unless a pipeline without a fixed address needs access");
        }

        if (plan.Settings.Access.Api.Contains(AccessSource.Anywhere))
        {
            yield return new("public-access", Severity.Warning, "infra:access.api",
                "opens the Kubernetes API to the world, by client certificate only and rate-limited",
                "list the networks that need it, or set `tunnel`, unless a pipeline without a fixed address needs access");
        }
    }
}
