using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Planning;

/// <summary>Finds the dependencies of a resource: the explicit ones, and the resources whose outputs its inputs use.</summary>
internal static class Dependencies
{
    private static readonly ConcurrentDictionary<Type, Func<object, object?>[]> InputsOf = [];
    private static readonly ConcurrentDictionary<Type, Func<object, Task<(IEnumerable<Resource>, object?)>>?> OpenersOf = [];

    public static async Task<HashSet<Resource>> OfAsync(ObservedResource observed)
    {
        var found = new HashSet<Resource>();
        await CollectAsync(observed.Options.DependsOn, found);
        await CollectAsync(observed.Args, found);
        return found;
    }

    private static async Task CollectAsync(object? value, HashSet<Resource> found)
    {
        switch (value)
        {
            case null or string or bool or int or double or Enum:
                return;
            case Resource resource:
                found.Add(resource);
                return;
            case InputArgs args:
                foreach (var read in InputsOf.GetOrAdd(args.GetType(), FindInputs))
                {
                    await CollectAsync(read(args), found);
                }

                return;
            case IDictionary map:
                await CollectAllAsync(map.Values, found);
                return;
        }

        if (OpenersOf.GetOrAdd(value.GetType(), FindOpener) is { } open)
        {
            var (dependencies, inner) = await open(value);
            found.UnionWith(dependencies);
            await CollectAsync(inner, found);
        }
        else if (value is IEnumerable list)
        {
            await CollectAllAsync(list, found);
        }
    }

    private static async Task CollectAllAsync(IEnumerable values, HashSet<Resource> found)
    {
        foreach (var value in values)
        {
            await CollectAsync(value, found);
        }
    }

    // Lists and maps have the attribute on the backing field; their property creates them on the first read.
    private static Func<object, object?>[] FindInputs(Type args) => typeof(Dependencies)
        .GetMethod(nameof(ReadersOf), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(args)
        .CreateDelegate<Func<Func<object, object?>[]>>()();

    // Delegates share one body; reflection would generate code for each property on its second read.
    private static Func<object, object?>[] ReadersOf<TArgs>()
        where TArgs : InputArgs
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var readers = new List<Func<object, object?>>();
        for (var type = typeof(TArgs); type is not null && type != typeof(object); type = type.BaseType)
        {
            readers.AddRange(type.GetProperties(own).Where(Marked).Select(PropertyReader));
            readers.AddRange(type.GetFields(own).Where(Marked).Select(field => (Func<object, object?>)field.GetValue));
        }

        return [.. readers];

        static bool Marked(MemberInfo member) => member.IsDefined(typeof(InputAttribute));

        static Func<object, object?> PropertyReader(PropertyInfo property)
        {
            if (property.PropertyType.IsValueType)
            {
                return property.GetValue; // a delegate cannot box
            }

            var read = property.GetMethod!.CreateDelegate<Func<TArgs, object?>>();
            return args => read((TArgs)args);
        }
    }

    // Outputs and inputs (lists and maps too) are generic without a common interface; each is opened by its type argument.
    private static Func<object, Task<(IEnumerable<Resource>, object?)>>? FindOpener(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            var definition = current.IsGenericType ? current.GetGenericTypeDefinition() : null;
            if (definition == typeof(Input<>) || definition == typeof(Output<>))
            {
                var method = definition == typeof(Input<>) ? nameof(OpenInputAsync) : nameof(OpenOutputAsync);
                return typeof(Dependencies).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(current.GetGenericArguments())
                    .CreateDelegate<Func<object, Task<(IEnumerable<Resource>, object?)>>>();
            }
        }

        return null;
    }

    private static Task<(IEnumerable<Resource>, object?)> OpenInputAsync<T>(object input) =>
        OpenOutputAsync<T>(((Input<T>)input).ToOutput());

    private static async Task<(IEnumerable<Resource>, object?)> OpenOutputAsync<T>(object output) =>
        (await OutputUtilities.GetDependenciesAsync((Output<T>)output), await OutputUtilities.GetValueAsync((Output<T>)output));
}
