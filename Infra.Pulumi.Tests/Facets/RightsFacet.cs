using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>What may do what: RBAC, Pod Security, service accounts, what containers may, and rights inside databases.</summary>
internal static partial class RightsFacet
{
    private static readonly string[] Restrictions = ["allowPrivilegeEscalation", "capabilities", "privileged",
        "readOnlyRootFilesystem", "runAsNonRoot", "runAsUser", "seccompProfile", "fsGroup", "procMount"];

    public static IEnumerable<string> Of(FacetStack stack) => stack.OfKind("Role", "ClusterRole").SelectMany(Rules)
        .Concat(stack.OfKind("RoleBinding", "ClusterRoleBinding").SelectMany(Bindings))
        .Concat(stack.OfKind("Namespace").Select(PodSecurity))
        .Concat(stack.OfKind("ServiceAccount").Select(Account))
        .Concat(stack.Lines(stack.Customs.SelectMany(Pods)))
        .Concat(stack.Lines(fact => Keys().IsMatch(fact.Key) || Paths().IsMatch(fact.Path)));

    private static string Name(FacetResource resource) => Tree.Text(resource.Inputs, "metadata", "name") ?? resource.Name;

    private static IEnumerable<string> Rules(FacetResource role) =>
        from rule in Tree.Maps(role.Inputs, "rules")
        let groups = Tree.List(rule, "apiGroups")
        let names = Tree.List(rule, "resourceNames")
        let subjects = Tree.List(rule, "resources") + Tree.List(rule, "nonResourceURLs")
        select $"{role.Kind} {Name(role)} may {Tree.List(rule, "verbs")} {subjects}"
            + (groups.Length > 0 ? $" of {groups}" : "") + (names.Length > 0 ? $" named {names}" : "");

    private static IEnumerable<string> Bindings(FacetResource binding) =>
        from subject in Tree.Maps(binding.Inputs, "subjects")
        let ns = Tree.Text(subject, "namespace") is { } found ? $"{found}/" : ""
        let scope = binding.Kind == "RoleBinding" ? $"in {binding.Namespace}" : "in the whole cluster"
        let role = Tree.At(binding.Inputs, "roleRef")
        select $"{Tree.Text(subject, "kind")} {ns}{Tree.Text(subject, "name")} has "
            + $"{Tree.Text(role, "kind")} {Tree.Text(role, "name")} {scope}";

    private static string PodSecurity(FacetResource space)
    {
        var labels = Tree.Ordered(Tree.At(space.Inputs, "metadata", "labels"));
        var levels = labels.Select(label => $"{label.Key.Split('/')[^1]} {label.Value}");
        return $"namespace {Name(space)}: {string.Join(", ", levels)}";
    }

    private static string Account(FacetResource account) =>
        $"service account {account.Namespace}/{Name(account)}: mounts its token "
        + (Tree.Text(account.Inputs, "automountServiceAccountToken") == "false" ? "nowhere" : "in pods");

    private static IEnumerable<Fact> Pods(FacetResource resource)
    {
        foreach (var (path, map) in Tree.MapsWithin(resource.Inputs))
        {
            if (map.ContainsKey("containers"))
            {
                var token = Tree.Text(map, "automountServiceAccountToken") == "false" ? "without its token" : "with its token";
                var account = Tree.Text(map, "serviceAccountName") ?? "default";
                yield return new(resource, Tree.Below(path, "service account"), $"{account}, {token}");
            }

            if (Tree.Map(Tree.At(map, "securityContext")) is { } context)
            {
                var told = Restrictions.Where(context.ContainsKey).Select(key => $"{key} {Tree.Plain(context[key])}");
                yield return new(resource, path.Length == 0 ? "pod" : path, string.Join(", ", told));
            }
        }
    }

    [GeneratedRegex("""
        ^(GRANTS|superuser|createdb|createrole|replication|bypassrls|inRoles|login|owner|shareProcessNamespace|hostPID|hostIPC
        |hostPath|enableSuperuserAccess|user_scripts_path)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Keys();

    [GeneratedRegex("(^|/)(aclUsers|rbac|clusterRoleBinding|serviceAccount|users/.*(access_\\w+|profile|quota)|watch)(/|$)")]
    private static partial Regex Paths();
}
