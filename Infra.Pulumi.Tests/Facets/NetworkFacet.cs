using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>Every flow that is allowed, as `from -> to : ports`, and what the hosts' firewalls let in.</summary>
internal static partial class NetworkFacet
{
    private static readonly string[] Internet = ["0.0.0.0/0", "::/0"];

    public static IEnumerable<string> Of(FacetStack stack) => stack.OfKind("NetworkPolicy").SelectMany(Flows)
        .Concat(stack.Lines(IsNetwork));

    private static bool IsNetwork(Fact fact) => Anywhere().IsMatch(fact.Key)
        || (fact.Resource.Kind == "Command" && Firewall().IsMatch(fact.Key))
        || (fact.Key == "CONFIG" && Ranges().IsMatch(fact.Text));

    private static IEnumerable<string> Flows(FacetResource policy)
    {
        var spec = Tree.At(policy.Inputs, "spec");
        var pods = Pods(policy.Namespace, Tree.At(spec, "podSelector"));
        if (Tree.At(spec, "ingress") is null)
        {
            yield return $"nothing -> {pods}";
        }

        if (Tree.At(spec, "egress") is null)
        {
            yield return $"{pods} -> nothing";
        }

        foreach (var (peer, ports) in Rules(policy.Namespace, spec, "ingress", "from"))
        {
            yield return $"{peer} -> {pods} : {ports} (in)";
        }

        foreach (var (peer, ports) in Rules(policy.Namespace, spec, "egress", "to"))
        {
            yield return $"{pods} -> {peer} : {ports} (out)";
        }
    }

    private static IEnumerable<(string Peer, string Ports)> Rules(string ns, object? spec, string direction, string peers)
    {
        foreach (var rule in Tree.Maps(spec, direction))
        {
            var names = Tree.Maps(rule, peers).Select(peer => Peer(ns, peer)).DefaultIfEmpty("anything").ToList();
            if (Array.TrueForAll(Internet, names.Contains))
            {
                names = [.. names.Except(Internet), "anywhere"]; // both halves of the Internet are one peer
            }

            foreach (var name in names)
            {
                yield return (name, Ports(rule));
            }
        }
    }

    private static string Peer(string ns, object peer)
    {
        if (Tree.Text(peer, "ipBlock", "cidr") is { } cidr)
        {
            return Tree.List(peer, "ipBlock", "except") is { Length: > 0 } except ? $"{cidr} except {except}" : cidr;
        }

        var spaces = Tree.At(peer, "namespaceSelector");
        var selected = spaces is null ? ns
            : Tree.Text(spaces, "matchLabels", "kubernetes.io/metadata.name") ?? $"namespaces[{Tree.Plain(spaces)}]";
        return Pods(selected, Tree.At(peer, "podSelector"));
    }

    // `data/redis` for pods with a label of that value, `data/*` for all pods in it.
    private static string Pods(string ns, object? selector)
    {
        var labels = Tree.Ordered(Tree.At(selector, "matchLabels")).Select(label => $"{label.Key}={label.Value}")
            .Select(label => label.StartsWith("app.kubernetes.io/", StringComparison.Ordinal) ? label.Split('=')[1] : label)
            .ToList();
        var others = Tree.At(selector, "matchExpressions") is { } expressions ? $"[{Tree.Plain(expressions)}]" : "";
        return $"{ns}/{(labels.Count == 0 && others.Length == 0 ? "*" : string.Join('+', labels))}{others}";
    }

    private static string Ports(object rule)
    {
        var ports = Tree.Maps(rule, "ports").Select(port => Tree.Text(port, "port")
            + (Tree.Text(port, "endPort") is { } last ? $"-{last}" : "")
            + (Tree.Text(port, "protocol") is { } protocol and not "TCP" ? $"/{protocol}" : ""));
        return string.Join(", ", ports) is { Length: > 0 } all ? all : "any port";
    }

    [GeneratedRegex("(_ACCESS|_NETWORKS|_RANGES|_ADDRESSES|^PORTS|_PORT)$")]
    private static partial Regex Firewall();

    [GeneratedRegex("cidr|node-ip|flannel|disable")]
    private static partial Regex Ranges();

    [GeneratedRegex("^(policyTypes|host(Network|Port)|nodePort|externalTrafficPolicy|loadBalancer\\w+|externalIPs)$")]
    private static partial Regex Anywhere();
}
