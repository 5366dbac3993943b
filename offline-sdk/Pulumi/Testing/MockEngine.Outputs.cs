using System.Collections.Immutable;

namespace Pulumi.Testing;

internal sealed partial class MockEngine
{
    private const string Label = "monitor.registerResourceOutputs(...)";

    /// <summary>Hands the outputs of a component to the mocks once they are there. Never throws: nobody awaits it.</summary>
    internal async Task RegisterOutputsAsync(Resource resource, OutputCell outputs)
    {
        run.Work.Enter();
        try
        {
            await RegisteredAsync(resource).ConfigureAwait(false);
            await outputs;
            outputs.ThrowIfFailed();
            var members = (outputs.IsKnown ? (IDictionary<string, object?>?)outputs.Value : null)
                ?? throw new InvalidOperationException(
                    $"'{resource.GetResourceName()}' registers outputs that are unknown as a whole.");
            var written = ImmutableDictionary.CreateBuilder<string, Output<object?>>();
            var writer = new WireWriter();
            foreach (var (name, member) in members)
            {
                var value = await writer.WritePropertyAsync(member, Label, name).ConfigureAwait(false);
                if (value is not null || !writer.IsKnown)
                {
                    written.Add(name, new(OutputCell.Of(value, writer.IsKnown, writer.IsSecret)));
                }
            }

            var urn = (string)resource.Urn.Cell.Value!;
            await mocks.RegisterResourceOutputs(new(urn, written.ToImmutable())).ConfigureAwait(false);
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
