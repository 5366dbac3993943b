using System.Collections.Immutable;

namespace Pulumi.Testing;

internal sealed partial class MockEngine
{
    /// <summary>Hands the outputs of a component to the mocks once all of them are there. Never throws: nobody awaits it.</summary>
    internal async Task RegisterOutputsAsync(Resource resource, OutputCell outputs)
    {
        run.Work.Enter();
        try
        {
            await RegisteredAsync(resource).ConfigureAwait(false);
            await outputs;
            outputs.ThrowIfFailed();
            var members = (outputs.IsKnown ? (IDictionary<string, object?>?)outputs.Value : null)
                ?? throw new InvalidOperationException($"'{resource.GetResourceName()}' registers outputs that are unknown as a whole.");
            var written = ImmutableDictionary.CreateBuilder<string, Output<object?>>();
            var writer = new WireWriter();
            foreach (var (name, member) in members)
            {
                object? value;
                try
                {
                    value = await writer.WriteTopAsync(member, "monitor.registerResourceOutputs(...)", name).ConfigureAwait(false);
                }
                catch (Exception error)
                {
                    throw new InvalidOperationException($"error serializing property \"{name}\": {error.Message}", error);
                }

                if (value is not null || !writer.IsKnown)
                {
                    written.Add(name, new(OutputCell.Of(value, writer.IsKnown, writer.IsSecret)));
                }
            }

            await mocks.RegisterResourceOutputs(new((string)resource.Urn.Cell.Value!, written.ToImmutable())).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            run.Work.Report(error);
        }
        finally
        {
            run.Work.Exit();
        }
    }
}
