namespace Pulumi;

/// <summary>Options of a resource that a provider manages.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    private List<string>? _additionalSecretOutputs;
    private Dictionary<string, string>? _envVarMappings;

    public bool? DeleteBeforeReplace { get; set; }

    public string? ImportId { get; set; }

    public List<string> AdditionalSecretOutputs
    {
        get => _additionalSecretOutputs ??= [];
        set => _additionalSecretOutputs = value;
    }

    public Dictionary<string, string> EnvVarMappings
    {
        get => _envVarMappings ??= [];
        set => _envVarMappings = value;
    }

    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = (CustomResourceOptions?)options1?.Copy() ?? new();
        var added = (CustomResourceOptions?)options2?.Copy() ?? new();

        merged.Absorb(added);
        merged.DeleteBeforeReplace = added.DeleteBeforeReplace ?? merged.DeleteBeforeReplace;
        merged.ImportId = added.ImportId ?? merged.ImportId;
        merged.AdditionalSecretOutputs.AddRange(added.AdditionalSecretOutputs);
        foreach (var (name, variable) in added.EnvVarMappings)
        {
            merged.EnvVarMappings[name] = variable;
        }

        return merged;
    }

    internal override ResourceOptions Copy()
    {
        var copy = (CustomResourceOptions)base.Copy();
        copy._additionalSecretOutputs = CopyOf(_additionalSecretOutputs);
        copy._envVarMappings = _envVarMappings is null ? null : new(_envVarMappings);
        return copy;
    }
}
