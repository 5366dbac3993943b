using Infra.Bricks;

namespace Infra.Planning.Rules;

/// <summary>The ingress may reach what is exposed, and what is watched through its hosts has some.</summary>
public static class ReachableHosts
{
    private const string Rule = "reachable-hosts";

    private static readonly Peer[] Openings = [Peer.Ingress, Peer.Anywhere];

    public static IEnumerable<Finding> Check(Plan plan)
    {
        foreach (var service in plan.Services)
        {
            if (service.Exposed.Count > 0 && !service.Profile.Network.From.Any(flow => Openings.Contains(flow.Peer)))
            {
                yield return new(Rule, Severity.Error, service.Name, $"is exposed as {service.Hosts[0]}, but no flow lets the ingress in",
                    "add `new(Peer.Ingress, PORT)` to Network.From in its profile");
            }

            if (service.Profile.Probe == Probe.Hosts && service.IsNeverExposed)
            {
                yield return new(Rule, Severity.Error, service.Name, "is to be probed through its hosts, but declares none",
                    "write Probe.At(URL), or Probe.None(REASON), in its profile");
            }
        }
    }
}
