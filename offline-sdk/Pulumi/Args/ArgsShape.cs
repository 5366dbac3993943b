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
        var members = new List<Member>();
        var names = new HashSet<string>();

        // Generated classes put lists and maps on a private field, so that an unset one is not created by reading it.
        foreach (var member in (MemberInfo[])[.. type.GetFields(Everything), .. type.GetProperties(Everything)])
        {
            if (member.GetCustomAttribute<InputAttribute>() is not { } input)
            {
                continue;
            }

            if (!names.Add(input.Name))
            {
                throw new ArgumentException(
                    $"An element with the same key but a different value already exists. Key: '{input.Name}'");
            }

            var get = member is FieldInfo field ? field.GetValue : Accessor.Getter((PropertyInfo)member);
            members.Add(new(input, member.Name, $"[Input] {type.FullName}.{member.Name}", get));
        }

        _members = [.. members];
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

    private sealed class Member(InputAttribute input, string name, string fullName, Func<object, object?> get)
    {
        public InputAttribute Input { get; } = input;

        public string Name { get; } = name;

        public string FullName { get; } = fullName;

        public Func<object, object?> Get { get; } = get;
    }
}
