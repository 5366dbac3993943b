using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Reads the outputs of another stack.</summary>
public class StackReference : CustomResource
{
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base(
            "pulumi:pulumi:StackReference",
            name,
            new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new() { Id = args?.Name ?? name }))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    public Output<object?> GetOutput(Input<string> name) => UnderOwnMark(
        name,
        Output.Tuple(name, (Input<ImmutableDictionary<string, object>>)Outputs)
            .Apply(known => (object?)known.Item2.GetValueOrDefault(known.Item1)));

    public Output<object> RequireOutput(Input<string> name) => UnderOwnMark(
        name,
        Output.Tuple(name, (Input<string>)Name, (Input<ImmutableDictionary<string, object>>)Outputs)
            .Apply(known => known.Item3.TryGetValue(known.Item1, out var value)
                ? value
                : throw new KeyNotFoundException(
                    $"Required output '{known.Item1}' does not exist on stack '{known.Item2}'.")));

    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var (value, isSecret) = await SettledAsync(GetOutput(name)).ConfigureAwait(false);
        return isSecret ? new() { SecretValue = value } : new() { Value = value };
    }

    public async Task<object?> GetValueAsync(Input<string> name)
    {
        var (value, isSecret) = await SettledAsync(GetOutput(name)).ConfigureAwait(false);
        return !isSecret ? value : throw new InvalidOperationException(
            "Cannot call 'GetOutputValueAsync' if the referenced stack has secret outputs. Use 'GetOutput' instead.");
    }

    public async Task<object> RequireValueAsync(Input<string> name)
    {
        var (value, isSecret) = await SettledAsync(RequireOutput(name)).ConfigureAwait(false);
        return !isSecret ? value : throw new InvalidOperationException(
            "Cannot call 'RequireOutputValueAsync' if the referenced stack has secret outputs. Use 'RequireOutput' instead.");
    }

    private static async Task<(T Value, bool IsSecret)> SettledAsync<T>(Output<T> output)
    {
        await output.Cell;
        output.Cell.ThrowIfFailed();
        return (Output<T>.Unbox(output.Cell.Value), output.Cell.IsSecret);
    }

    /// <summary>All outputs together are secret if one of them is; a single one is if the other stack names it so.</summary>
    private Output<T> UnderOwnMark<T>(Input<string> name, Output<T> value)
    {
        return new(OutputCell.FromTask(MarkedAsync()).Bind(cell => (OutputCell?)cell));

        async Task<OutputCell> MarkedAsync()
        {
            var (names, outputs) = (SecretOutputNames.Cell, Outputs.Cell);
            await value.Cell;
            value.Cell.ThrowIfFailed();
            await name.Cell;
            name.Cell.ThrowIfFailed();
            await names;
            names.ThrowIfFailed();
            return value.Cell.AsSecret(name.Cell.IsKnown && names.IsKnown
                ? Output<ImmutableArray<string>>.Unbox(names.Value).Contains((string)name.Cell.Value!)
                : outputs.IsSecret);
        }
    }
}
