using System.Collections.Immutable;

namespace Pulumi.Testing;

internal sealed partial class MockEngine
{
    /// <summary>Registers or reads a resource and sets its outputs, or fails them. Never throws: nobody awaits it.</summary>
    internal async Task RegisterAsync(Resource resource, ResourceOutputs outputs, ResourceArgs args, ResourceOptions options)
    {
        run.Work.Enter();
        try
        {
            var found = options.Urn is { } known
                ? Recall(known)
                : await ObtainAsync(resource, args, options).ConfigureAwait(false);
            outputs.Settle(found.Urn, found.Id, found.State, missingAreKnown: !run.IsDryRun);
        }
        catch (Exception error)
        {
            run.Work.Report(error);
            outputs.Fail(error);
        }
        finally
        {
            run.Work.Exit();
        }
    }

    private async ValueTask<Registered> ObtainAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        var existing = await ExistingIdAsync(options.Id).ConfigureAwait(false);
        if (existing is not null && resource is not CustomResource)
        {
            throw new ArgumentException(
                $"{nameof(ResourceOptions)}.{nameof(ResourceOptions.Id)} is only valid for a {nameof(CustomResource)}");
        }

        var (type, name) = (resource.GetResourceType(), resource.GetResourceName());
        var prepared = await PrepareAsync(resource, args, options).ConfigureAwait(false);
        var urn = UrnOf(prepared.Parent, type, name);
        if (existing is null)
        {
            Add(resource);
        }

        if (type == Stack.TypeName)
        {
            return new(urn, null, WireState.Empty);
        }

        var askedId = existing ?? (options as CustomResourceOptions)?.ImportId ?? string.Empty;
        var (id, answer) = await mocks.NewResourceAsync(new()
        {
            Type = type,
            Name = name,
            Inputs = prepared.Inputs,
            Provider = prepared.Provider,
            Id = askedId,
        }).ConfigureAwait(false);

        var state = await WireState.ReadAsync(answer, prepared.Inputs).ConfigureAwait(false);
        Remember(new(urn, existing is null ? id ?? askedId : id, state));
        if (existing is not null)
        {
            Add(resource);
        }

        return new(urn, existing ?? id ?? askedId, state);
    }

    private static async ValueTask<string?> ExistingIdAsync(Input<string>? id)
    {
        if (id is null)
        {
            return null;
        }

        var known = await ((Output<string>)id).ValueAsync().ConfigureAwait(false);
        return string.IsNullOrEmpty(known) ? null : known;
    }
}
