using System.Collections.Immutable;

namespace Pulumi.Testing;

internal sealed partial class MockEngine
{
    /// <summary>Waits for all that a resource builds on, and brings its inputs into the form of the wire.</summary>
    private async ValueTask<Prepared> PrepareAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        if (options.DeletedWith is { } owner)
        {
            await RegisteredAsync(owner).ConfigureAwait(false);
        }

        foreach (var other in await KnownAsync(options.ReplaceWithOrNull).ConfigureAwait(false))
        {
            await RegisteredAsync(other).ConfigureAwait(false);
        }

        var dependencies = await KnownAsync(options.DependsOnOrNull).ConfigureAwait(false);
        var writer = new WireWriter();
        var label = $"resource:{resource.GetResourceName()}[{resource.GetResourceType()}]";
        var inputs = await WriteAsync(writer, args.Members(), label).ConfigureAwait(false);

        var parent = resource.GetResourceType() == Stack.TypeName ? null : options.Parent ?? run.Stack;
        if (parent is not null)
        {
            await RegisteredAsync(parent).ConfigureAwait(false);
        }

        var provider = resource is CustomResource && options.Provider is { } chosen
            ? await chosen.ReferenceAsync().ConfigureAwait(false)
            : string.Empty;

        foreach (var dependency in dependencies)
        {
            await SettledAsync(dependency, resource).ConfigureAwait(false);
        }

        foreach (var dependency in writer.Dependencies)
        {
            await SettledAsync(dependency, resource).ConfigureAwait(false);
        }

        return new(inputs, (string?)parent?.Urn.Cell.Value, provider);
    }

    /// <summary>Writes members one by one. Mocks never see the unknown ones, nor those without a value.</summary>
    private static async ValueTask<ImmutableDictionary<string, object>> WriteAsync(
        WireWriter writer, IEnumerable<KeyValuePair<string, object?>> members, string label, bool isResource = true)
    {
        var written = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, member) in members)
        {
            if (member is null || (isResource && name is WireNames.Id or WireNames.Urn))
            {
                continue;
            }

            var value = await writer.WritePropertyAsync(member, label, name).ConfigureAwait(false);
            if (value is not null && writer.IsKnown)
            {
                written.Add(name, value);
            }
        }

        return written.ToImmutable();
    }

    private static async ValueTask<Resource[]> KnownAsync(InputList<Resource>? list)
    {
        if (list is null)
        {
            return [];
        }

        var cell = list.Cell;
        await cell;
        cell.ThrowIfFailed();
        return cell.IsKnown && cell.Value is ImmutableArray<Resource> { IsDefault: false } known
            ? Array.FindAll([.. known], static resource => resource is not null)
            : [];
    }

    private static async ValueTask RegisteredAsync(Resource resource)
    {
        await resource.Urn.Cell;
        resource.Urn.Cell.ThrowIfFailed();
    }

    /// <summary>Waits for a resource, or for all that a component is made of.</summary>
    private static async ValueTask SettledAsync(Resource dependency, Resource dependent)
    {
        if (dependency is not ComponentResource { IsRemote: false })
        {
            await RegisteredAsync(dependency).ConfigureAwait(false);
            return;
        }

        var unsettled = new List<Resource>();
        dependency.Children.AddUnsettled(unsettled);
        foreach (var child in unsettled)
        {
            // The official SDK hangs here without a word.
            if (ReferenceEquals(child, dependent))
            {
                throw new ResourceException(
                    $"'{dependent.GetResourceName()}' depends on '{dependency.GetResourceName()}', which it is a part of: " +
                    "it would wait for itself.", dependent, hideStack: true);
            }

            await RegisteredAsync(child).ConfigureAwait(false);
        }
    }
}
