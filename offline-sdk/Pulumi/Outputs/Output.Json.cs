using System.Text.Json;

namespace Pulumi;

public static partial class Output
{
    /// <summary>JSON text of a value that may itself hold outputs: unknown if any is, secret if any is.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value.Cell.Bind(known =>
        {
            var found = new OutputJsonConverter();
            var text = JsonSerializer.Serialize(Output<T>.Unbox(known), With(found, options));
            var resources = new ResourceSet([.. found.Resources]);
            return OutputCell.Of(found.AllKnown ? text : null, found.AllKnown, found.AnySecret, resources);
        }));
    }

    /// <summary>Reads JSON text; outputs within the result carry the marks of the text.</summary>
    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(json.Cell.Bind(text => OutputCell.Of(
            JsonSerializer.Deserialize<T>((string)text!, With(new OutputJsonConverter(json.Cell), options)))));
    }

    private static JsonSerializerOptions With(OutputJsonConverter converter, JsonSerializerOptions? options)
    {
        var own = options is null ? new JsonSerializerOptions() : new(options);
        own.Converters.Add(converter);
        return own;
    }
}
