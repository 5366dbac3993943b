using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>Every flow that is allowed, as `from -> to : ports`, and what the hosts' firewalls let in.</summary>
internal static partial class NetworkFacet
{
    public static IEnumerable<string> Of(FacetStack stack) =>
        stack.OfKind("NetworkPolicy").SelectMany(Flows)
            .Concat(stack.Lines(stack.Facts().Where(fact => Ports().IsMatch(fact.Key) || Firewall().IsMatch(fact.Key) && fact.Resource.Kind == "Command"
                || fact.Key is "CONFIG" && Ranges().IsMatch(fact.Text) || fact.Key == "policyTypes")));

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

        foreach (var (rule, peer) in Rules(spec, "ingress", "from"))
        {
            yield return $"{Peer(policy.Namespace, peer, IsAnywhere(rule, "from"))} -> {pods} : {Ports(rule)} (in)";
        }

        foreach (var (rule, peer) in Rules(spec, "egress", "to"))
        {
            yield return $"{pods} -> {Peer(policy.Namespace, peer, IsAnywhere(rule, "to"))} : {Ports(rule)} (out)";
        }
    }

    private static IEnumerable<(object Rule, object? Peer)> Rules(object? spec, string direction, string peers) =>
        from rule in Tree.Maps(spec, direction)
        from peer in Tree.Maps(rule, peers).Where(peer => !IsAnywhere(rule, peers) || Tree.Text(peer, "ipBlock", "cidr") != "::/0").DefaultIfEmpty()
        select ((object)rule, (object?)peer);

    // Both halves of the Internet are one peer.
    private static bool IsAnywhere(object rule, string peers) =>
        new[] { "0.0.0.0/0", "::/0" }.All(cidr => Tree.Maps(rule, peers).Any(peer => Tree.Text(peer, "ipBlock", "cidr") == cidr));

    private static string Peer(string ns, object? peer, bool isAnywhere)
    {
        if (peer is null)
        {
            return "anything";
        }

        if (Tree.Text(peer, "ipBlock", "cidr") is { } cidr)
        {
            var name = isAnywhere && cidr == "0.0.0.0/0" ? "anywhere" : cidr;
            return Tree.List(peer, "ipBlock", "except") is { Length: > 0 } except ? $"{name} except {except}" : name;
        }

        var spaces = Tree.At(peer, "namespaceSelector");
        var selected = spaces is null ? ns : Tree.Text(spaces, "matchLabels", "kubernetes.io/metadata.name") ?? $"namespaces[{Tree.Plain(spaces)}]";
        return Pods(selected, Tree.At(peer, "podSelector"));
    }

    // `data/redis` for pods with a label of that value, `data/*` for all pods in it.
    private static string Pods(string ns, object? selector)
    {
        var labels = Tree.At(selector, "matchLabels") as IReadOnlyDictionary<string, object> ?? new Dictionary<string, object>();
        var names = labels.OrderBy(label => label.Key, StringComparer.Ordinal)
            .Select(label => label.Key.StartsWith("app.kubernetes.io/", StringComparison.Ordinal) ? $"{label.Value}" : $"{label.Key}={label.Value}");
        var others = Tree.At(selector, "matchExpressions") is { } expressions ? $"[{Tree.Plain(expressions)}]" : "";
        return $"{ns}/{(labels.Count == 0 && others.Length == 0 ? "*" : string.Join('+', names))}{others}";
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

    [GeneratedRegex("^(hostNetwork|hostPort|nodePort|externalTrafficPolicy|loadBalancerIP|loadBalancerSourceRanges|externalIPs)$")]
    private static partial Regex Ports();
}
