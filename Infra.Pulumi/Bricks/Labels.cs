using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Bricks;

/// <summary>Labels in the forms in which Kubernetes objects want them.</summary>
public static class Labels
{
    /// <summary>What the namespaces of applications carry.</summary>
    public static readonly IReadOnlyDictionary<string, string> HoldsApplications = new Dictionary<string, string> { ["infra.holds"] = "applications" };

    /// <summary>The pods of a Helm release, as nearly every chart labels them.</summary>
    public static Dictionary<string, string> OfRelease(string release) => new() { ["app.kubernetes.io/instance"] = release };

    /// <summary>Selects what carries the labels. No labels select everything.</summary>
    public static LabelSelectorArgs Select(IReadOnlyDictionary<string, string> labels)
    {
        var selector = new LabelSelectorArgs();
        foreach (var (key, value) in labels)
        {
            selector.MatchLabels.Add(key, value);
        }

        return selector;
    }

    public static LabelSelectorArgs SelectNamespace(string name) =>
        Select(new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = name });
}
