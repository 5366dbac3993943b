using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi;

/// <summary>The input members of an args class, found once by reflection.</summary>
internal sealed class ArgsShape
{
    private const BindingFlags Everything = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance;

    private static readonly ConcurrentDictionary<Type, ArgsShape> Known = new();

    private readonly Member[] _members;

    private ArgsShape(Type type)
    {
        // Generated classes put lists and maps on a private field, so that an unset one is not created by reading it.
        var fields = type.GetFields(Everything)
            .Select(field => (Info: (MemberInfo)field, Get: new Func<object, object?>(field.GetValue)));
        var properties = type.GetProperties(Everything)
            .Select(property => (Info: (MemberInfo)property, Get: (Func<object, object?>?)null));
        _members = [.. fields.Concat(properties!).Select(Marked).OfType<Member>()];
        if (_members.GroupBy(member => member.Input.Name).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException(
                $"An element with the same key but a different value already exists. Key: '{twice.Key}'");
        }

        Member? Marked((MemberInfo Info, Func<object, object?>? Get) member) =>
            member.Info.GetCustomAttribute<InputAttribute>() is { } input
                ? new(input, member.Info.Name, $"[Input] {type.FullName}.{member.Info.Name}",
                    member.Get ?? Accessor.Getter((PropertyInfo)member.Info))
                : null;
    }

    internal static ArgsShape Of(Type type) => Known.GetOrAdd(type, static type => new(type));

    internal IEnumerable<KeyValuePair<string, object?>> Read(InputArgs args)
    {
        var values = new KeyValuePair<string, object?>[_members.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var member = _members[i];
            var value = member.Get(args);
            if (value is null && member.Input.IsRequired)
            {
                throw new ArgumentNullException(member.Name, $"{member.FullName} is required but was not given a value");
            }

            values[i] = new(member.Input.Name, member.Input.Json ? WireJson.TextOf(member.FullName, value) : value);
        }

        return values;
    }

    private sealed record Member(InputAttribute Input, string Name, string FullName, Func<object, object?> Get);
}
