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
            var (urn, id, state) = options.Urn is { } known
                ? Found(known)
                : await ObtainAsync(resource, args, options).ConfigureAwait(false);
            outputs.Settle(urn, id, state, missingAreKnown: !run.IsDryRun);
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

    private (string Urn, string? Id, WireState State) Found(string urn)
    {
        var (id, state) = Recall(urn);
        return (urn, id, state);
    }

    private async ValueTask<(string Urn, string? Id, WireState State)> ObtainAsync(
        Resource resource, ResourceArgs args, ResourceOptions options)
    {
        var existing = await ExistingIdAsync(options.Id).ConfigureAwait(false);
        if (existing is not null && resource is not CustomResource)
        {
            throw new ArgumentException(
                $"{nameof(ResourceOptions)}.{nameof(ResourceOptions.Id)} is only valid for a {nameof(CustomResource)}");
        }

        var (type, name) = (resource.GetResourceType(), resource.GetResourceName());
        var (inputs, parent, provider) = await PrepareAsync(resource, args, options).ConfigureAwait(false);
        var urn = UrnOf(parent, type, name);
        if (existing is null)
        {
            Add(resource);
        }

        if (type == Stack.TypeName)
        {
            return (urn, null, WireState.Empty);
        }

        var askedId = existing ?? (options as CustomResourceOptions)?.ImportId ?? string.Empty;
        var (id, answer) = await mocks.NewResourceAsync(new()
        {
            Type = type,
            Name = name,
            Inputs = inputs,
            Provider = provider,
            Id = askedId,
        }).ConfigureAwait(false);

        var state = await WireState.ReadAsync(answer, inputs).ConfigureAwait(false);
        Remember(urn, existing is null ? id ?? askedId : id, state);
        if (existing is not null)
        {
            Add(resource);
        }

        return (urn, existing ?? id ?? askedId, state);
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
