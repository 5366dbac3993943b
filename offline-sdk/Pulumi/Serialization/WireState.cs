using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What mocks answered for a resource, member by member, each with its own marks.</summary>
internal sealed class WireState
{
    private readonly ImmutableDictionary<string, object>? _echo;
    private readonly Dictionary<string, (object? Value, bool Known, bool Secret)>? _members;

    internal static readonly WireState Empty = new(ImmutableDictionary<string, object>.Empty);

    private WireState(ImmutableDictionary<string, object> echo) => _echo = echo;

    private WireState(Dictionary<string, (object? Value, bool Known, bool Secret)> members) => _members = members;

    /// <summary>Most mocks answer with the inputs they were given, and those are in the form of the wire already.</summary>
    internal static ValueTask<WireState> ReadAsync(object state, ImmutableDictionary<string, object> inputs) =>
        ReferenceEquals(state, inputs) ? new(new WireState(inputs)) : ReadMembersAsync(state, inputs);

    internal bool TryGet(string name, out object? value, out bool known, out bool secret)
    {
        if (_echo is not null)
        {
            (known, secret) = (true, false);
            return _echo.TryGetValue(name, out value);
        }

        var found = _members!.TryGetValue(name, out var member);
        (value, known, secret) = member;
        return found;
    }

    private static async ValueTask<WireState> ReadMembersAsync(object state, ImmutableDictionary<string, object> inputs)
    {
        var members = new Dictionary<string, (object?, bool, bool)>();
        var writer = new WireWriter();
        foreach (var (name, value) in WireMembers.OfState(state))
        {
            if (value is not null && inputs.TryGetValue(name, out var input) && ReferenceEquals(input, value))
            {
                members[name] = (value, true, false);
                continue;
            }

            var written = await writer.WriteTopAsync(value, string.Empty, name);
            if (written is not null || !writer.IsKnown)
            {
                members[name] = (written, writer.IsKnown, writer.IsSecret);
            }
        }

        return new(members);
    }
}
