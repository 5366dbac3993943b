namespace Pulumi;

/// <summary>The children of a resource so far. Depending on a component means depending on them.</summary>
internal sealed class Descendants
{
    private readonly Lock _gate = new();
    private readonly List<Resource> _children = [];
    private int _settled; // how many of the first are registered custom resources, and need no second look

    internal Resource[] All
    {
        get
        {
            lock (_gate)
            {
                return [.. _children];
            }
        }
    }

    internal void Add(Resource child)
    {
        lock (_gate)
        {
            _children.Add(child);
        }
    }

    /// <summary>Adds what is still being registered among these and their own children.</summary>
    internal void AddUnsettled(List<Resource> unsettled)
    {
        lock (_gate)
        {
            for (var i = _settled; i < _children.Count; i++)
            {
                var child = _children[i];
                if (child is ComponentResource { IsRemote: false })
                {
                    child.Children.AddUnsettled(unsettled);
                }
                else if (!child.Urn.Cell.IsDone || child.Urn.Cell.IsFailed)
                {
                    unsettled.Add(child);
                }
                else if (i == _settled)
                {
                    _settled++;
                }
            }
        }
    }
}
