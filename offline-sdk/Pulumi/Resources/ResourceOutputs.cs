namespace Pulumi;

/// <summary>The outputs of one resource while it is being registered.</summary>
internal sealed class ResourceOutputs
{
    private static readonly ResourceSlot[] UrnAlone = ResourceShape.Of(typeof(Resource)).Slots;

    private readonly ResourceSlot[] _slots;
    private readonly OutputCell[] _cells;

    /// <remarks>Other outputs of a component must be left alone: property initialisers may have set them already.</remarks>
    internal ResourceOutputs(Resource resource, bool customOrRemote)
    {
        _slots = customOrRemote ? ResourceShape.Of(resource.GetType()).Slots : UrnAlone;
        _cells = new OutputCell[_slots.Length];
        for (var i = 0; i < _slots.Length; i++)
        {
            _cells[i] = _slots[i].Fill(resource);
        }
    }

    internal void Settle(string urn, string? id, WireState state, bool missingAreKnown)
    {
        // Whoever waits for a resource waits for its URN first.
        Find(WireNames.Urn)?.Set(urn, known: true, secret: false);
        Find(WireNames.Id)?.Set(id ?? string.Empty, known: !string.IsNullOrEmpty(id), secret: false);
        for (var i = 0; i < _slots.Length; i++)
        {
            if (_cells[i].IsDone)
            {
                continue;
            }

            if (state.TryGet(_slots[i].Name, out var value, out var known, out var secret))
            {
                _slots[i].Settle(_cells[i], value, known, secret);
            }
            else
            {
                _cells[i].Set(null, missingAreKnown, secret: false);
            }
        }
    }

    internal void Fail(Exception error)
    {
        foreach (var cell in _cells)
        {
            if (!cell.IsDone)
            {
                cell.Fail(error);
            }
        }
    }

    private OutputCell? Find(string name)
    {
        var index = Array.FindIndex(_slots, slot => slot.Name == name);
        return index < 0 ? null : _cells[index];
    }
}
