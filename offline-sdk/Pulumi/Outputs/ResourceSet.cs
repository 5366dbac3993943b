using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The resources a value came from. Nearly always none or one, so a set is only built from two on.</summary>
internal readonly struct ResourceSet
{
    private readonly object? _content; // nothing, a resource, or an immutable set of them

    private ResourceSet(object? content) => _content = content;

    public ResourceSet(Resource resource) => _content = resource;

    public ResourceSet(ImmutableHashSet<Resource> resources) => _content = resources.IsEmpty ? null : resources;

    public bool IsEmpty => _content is null;

    public ResourceSet With(ResourceSet other)
    {
        if (other._content is null || ReferenceEquals(_content, other._content))
        {
            return this;
        }

        return _content is null ? other : new ResourceSet((object)ToSet().Union(other.ToSet()));
    }

    public ImmutableHashSet<Resource> ToSet() => _content switch
    {
        null => [],
        Resource resource => [resource],
        var set => (ImmutableHashSet<Resource>)set,
    };

    public void AddTo(HashSet<Resource> resources)
    {
        if (_content is Resource resource)
        {
            resources.Add(resource);
        }
        else if (_content is not null)
        {
            resources.UnionWith((ImmutableHashSet<Resource>)_content);
        }
    }
}
