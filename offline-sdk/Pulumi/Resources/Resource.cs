using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Anything the engine knows by a URN. Constructing one registers it.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;
    private readonly ImmutableArray<ResourceTransformation> _transformations = [];
    private readonly ImmutableDictionary<string, ProviderResource> _providers = [];
    private Descendants? _children;

    private protected Resource(
        string type,
        string name,
        bool custom,
        ResourceArgs args,
        ResourceOptions options,
        bool remote = false,
        bool dependency = false)
    {
        _type = type;
        _name = name;
        if (dependency)
        {
            return;
        }

        if (string.IsNullOrEmpty(type))
        {
            throw new ArgumentException("'type' cannot be null or empty.", nameof(type));
        }

        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("'name' cannot be null or empty.", nameof(name));
        }

        var run = Deployment.Instance.Run;
        var outputs = new ResourceOutputs(this, customOrRemote: custom || remote || options.Urn is not null);

        // Something only read from the engine does not belong to the stack.
        var parent = type == Stack.TypeName ? null : options.Parent ?? (options.Urn is null ? run.Stack : null);
        _transformations = Inherited(options.TransformationsOrNull, parent);
        foreach (var transformation in _transformations)
        {
            if (transformation(new(this, args, options)) is not { } changed)
            {
                continue;
            }

            // Which transformations apply has been decided by the parent already.
            if (changed.Options.Parent != options.Parent)
            {
                throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
            }

            (args, options) = (changed.Args, changed.Options);
        }

        options = options.Copy();
        if (options.Provider is not null && options is ComponentResourceOptions { ProvidersOrNull.Count: > 0 })
        {
            throw new ResourceException(
                "Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);
        }

        if (options.Parent is { } declared)
        {
            declared.Children.Add(this);
            options.Protect ??= declared._protect;
            _providers = declared._providers;
        }

        _protect = options.Protect;
        _providers = custom ? ProvidersOfCustom(options) : ProvidersOfComponent(options);
        foreach (var alias in options.AliasesOrNull ?? [])
        {
            _ = alias.Apply(static known => known.Checked());
        }

        _ = run.Engine.RegisterAsync(this, outputs, args, options);
    }

    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    internal Descendants Children =>
        _children ?? Interlocked.CompareExchange(ref _children, new(), null) ?? _children;

    public string GetResourceType() => _type;

    public string GetResourceName() => _name;

    /// <summary>The provider that children and functions of the token's package inherit.</summary>
    internal ProviderResource? ProviderOf(string token) =>
        _providers.IsEmpty || token.Split(':') is not [var package, _, _] ? null : _providers.GetValueOrDefault(package);

    /// <summary>A resource's own transformations come first, then its parent's, up to the stack's.</summary>
    private static ImmutableArray<ResourceTransformation> Inherited(List<ResourceTransformation>? own, Resource? parent) =>
        own is not { Count: > 0 } ? parent?._transformations ?? []
        : parent is null ? [.. own]
        : [.. own, .. parent._transformations];

    private ImmutableDictionary<string, ProviderResource> ProvidersOfCustom(ResourceOptions options)
    {
        if (options.Provider is null)
        {
            options.Provider = options.Parent?.ProviderOf(_type);
            return _providers;
        }

        return _type.Split(':') is [var package, _, _] ? _providers.SetItem(package, options.Provider) : _providers;
    }

    private ImmutableDictionary<string, ProviderResource> ProvidersOfComponent(ResourceOptions options)
    {
        var providers = _providers;
        foreach (var provider in (options as ComponentResourceOptions)?.ProvidersOrNull ?? [])
        {
            providers = providers.SetItem(provider.Package, provider);
        }

        return options.Provider is { } one ? providers.SetItem(one.Package, one) : providers;
    }
}
