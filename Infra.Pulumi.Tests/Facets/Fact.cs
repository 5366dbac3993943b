namespace Infra.Tests.Facets;

/// <summary>A value somewhere inside a resource: `alerts: env LOGS_DAYS = 15`.</summary>
internal sealed record Fact(FacetResource Resource, string Path, string Text)
{
    /// <summary>The last part of the path.</summary>
    public string Key => Path[(Path.LastIndexOf('/') + 1)..];

    public string Phrase => $"{Path.Replace('/', ' ')} = {Text}";

    public override string ToString() => $"{Resource.Name}: {Phrase}";
}
