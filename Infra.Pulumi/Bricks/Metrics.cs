namespace Infra.Bricks;

/// <summary>Selects series in PromQL.</summary>
public static class Metrics
{
    // Names with dots are quoted inside the braces: https://prometheus.io/docs/prometheus/latest/querying/basics/
    public static string Select(string name, params (string Key, string Value)[] labels) =>
        $"{{\"{name}\"{string.Concat(labels.Select(label => $",\"{label.Key}\"=\"{label.Value}\""))}}}";
}
