namespace Pulumi;

/// <summary>What every resource may be told beside its inputs.</summary>
public abstract class ResourceOptions
{
    private InputList<Resource>? _dependsOn;
    private InputList<Resource>? _replaceWith;
    private List<string>? _ignoreChanges;
    private List<string>? _replaceOnChanges;
    private List<string>? _hideDiffs;
    private List<ResourceTransformation>? _resourceTransformations;
    private List<Input<Alias>>? _aliases;

    protected ResourceOptions()
    {
    }

    public Input<string>? Id { get; set; }

    public Resource? Parent { get; set; }

    public bool? Protect { get; set; }

    public string? Version { get; set; }

    public ProviderResource? Provider { get; set; }

    public CustomTimeouts? CustomTimeouts { get; set; }

    public string? Urn { get; set; }

    public string? PluginDownloadURL { get; set; }

    public bool? RetainOnDelete { get; set; }

    public Resource? DeletedWith { get; set; }

    public Input<object>? ReplacementTrigger { get; set; }

    public InputList<Resource> DependsOn
    {
        get => _dependsOn ??= [];
        set => _dependsOn = value;
    }

    public InputList<Resource> ReplaceWith
    {
        get => _replaceWith ??= [];
        set => _replaceWith = value;
    }

    public List<string> IgnoreChanges
    {
        get => _ignoreChanges ??= [];
        set => _ignoreChanges = value;
    }

    public List<string> ReplaceOnChanges
    {
        get => _replaceOnChanges ??= [];
        set => _replaceOnChanges = value;
    }

    public List<string> HideDiffs
    {
        get => _hideDiffs ??= [];
        set => _hideDiffs = value;
    }

    public List<ResourceTransformation> ResourceTransformations
    {
        get => _resourceTransformations ??= [];
        set => _resourceTransformations = value;
    }

    public List<Input<Alias>> Aliases
    {
        get => _aliases ??= [];
        set => _aliases = value;
    }

    // The engine reads these of every resource: unset ones must not be created by reading them.
    internal InputList<Resource>? DependsOnOrNull => _dependsOn;

    internal InputList<Resource>? ReplaceWithOrNull => _replaceWith;

    internal List<ResourceTransformation>? TransformationsOrNull => _resourceTransformations;

    internal List<Input<Alias>>? AliasesOrNull => _aliases;

    internal virtual ResourceOptions Copy()
    {
        var copy = (ResourceOptions)MemberwiseClone();
        copy.CustomTimeouts = CustomTimeouts?.Copy();
        copy._dependsOn = _dependsOn?.Copy();
        copy._replaceWith = _replaceWith?.Copy();
        copy._ignoreChanges = CopyOf(_ignoreChanges);
        copy._replaceOnChanges = CopyOf(_replaceOnChanges);
        copy._hideDiffs = CopyOf(_hideDiffs);
        copy._resourceTransformations = CopyOf(_resourceTransformations);
        copy._aliases = CopyOf(_aliases);
        return copy;
    }

    internal static List<T>? CopyOf<T>(List<T>? list) => list is null ? null : [.. list];

    /// <summary>Single values of <paramref name="other"/> win, lists are put one after the other.</summary>
    private protected void Absorb(ResourceOptions other)
    {
        Id = other.Id ?? Id;
        Parent = other.Parent ?? Parent;
        Protect = other.Protect ?? Protect;
        Urn = other.Urn ?? Urn;
        Version = other.Version ?? Version;
        PluginDownloadURL = other.PluginDownloadURL ?? PluginDownloadURL;
        Provider = other.Provider ?? Provider;
        CustomTimeouts = other.CustomTimeouts ?? CustomTimeouts;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
        ReplacementTrigger = other.ReplacementTrigger ?? ReplacementTrigger;
        DependsOn = DependsOn.Concat(other.DependsOn);
        ReplaceWith = ReplaceWith.Concat(other.ReplaceWith);
        IgnoreChanges.AddRange(other.IgnoreChanges);
        ReplaceOnChanges.AddRange(other.ReplaceOnChanges);
        HideDiffs.AddRange(other.HideDiffs);
        ResourceTransformations.AddRange(other.ResourceTransformations);
        Aliases.AddRange(other.Aliases);
    }
}
