namespace Pulumi;

/// <summary>Options of a component; its providers reach every child of their package.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    private List<ProviderResource>? _providers;

    public List<ProviderResource> Providers
    {
        get => _providers ??= [];
        set => _providers = value;
    }

    internal List<ProviderResource>? ProvidersOrNull => _providers;

    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = (ComponentResourceOptions?)options1?.Copy() ?? new();
        var added = (ComponentResourceOptions?)options2?.Copy() ?? new();

        merged.Absorb(added);
        merged.Providers = LastOfEachPackage([.. merged.Providers, .. added.Providers]);
        return merged;
    }

    internal override ResourceOptions Copy()
    {
        var copy = (ComponentResourceOptions)base.Copy();
        copy._providers = CopyOf(_providers);
        return copy;
    }

    private static List<ProviderResource> LastOfEachPackage(List<ProviderResource> providers)
    {
        var seen = new HashSet<string>();
        providers.Reverse();
        providers.RemoveAll(provider => !seen.Add(provider.Package));
        providers.Reverse();
        return providers;
    }
}
