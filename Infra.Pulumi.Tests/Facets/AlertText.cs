using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>Alert rules as sentences; rules that differ only in what they watch are one sentence.</summary>
internal static partial class AlertText
{
    public static IEnumerable<string> Of(FacetResource map) =>
        from file in Tree.Ordered(Tree.At(map.Inputs, "data"))
        from rule in Tree.Maps(Tree.Json($"{file.Value}"))
        where rule.ContainsKey("alert")
        group Subject(Tree.Text(rule, "alert")!) by Sentence(rule) into alike
        select $"alert {alike.Key}: {string.Join(", ", alike.Distinct().Order(StringComparer.Ordinal))}";

    private static string Sentence(object rule)
    {
        var queries = Tree.Maps(rule, "condition", "compositeQuery", "queries")
            .Select(query => Selector().Replace(Tree.Text(query, "spec", "query") ?? "", "$1"));
        var thresholds = Tree.Maps(rule, "condition", "thresholds", "spec").Select(one =>
            $"{Tree.Text(one, "name")} when {Tree.Text(one, "op")} {Tree.Text(one, "target")} {Tree.Text(one, "matchType")}");
        var window = Tree.At(rule, "evaluation", "spec");
        var again = Tree.Text(rule, "notificationSettings", "renotify", "interval");
        return $"{string.Join(" / ", queries)} {string.Join(", ", thresholds)} in {Tree.Text(window, "evalWindow")}, "
            + $"looked at every {Tree.Text(window, "frequency")}, told again after {again}"
            + (Tree.Text(rule, "labels", "heartbeat") == "true" ? ", heartbeat" : "");
    }

    private static string Subject(string alert) => Rest().Replace(alert, "");

    // `{"httpcheck.status","http.url"="https://…"}` says httpcheck.status of something
    [GeneratedRegex("""\{("[a-z0-9_.]+")[^}]*\}""")]
    private static partial Regex Selector();

    [GeneratedRegex(" (is down|uses up|is slow|has an? |has no|restarts|is short|was not|fills up|is not renewed).*$")]
    private static partial Regex Rest();
}
