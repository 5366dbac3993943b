using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi;

/// <summary>Lets System.Text.Json go through outputs and inputs, and remembers the marks of those it met.</summary>
internal sealed class OutputJsonConverter(OutputCell? source = null) : JsonConverterFactory
{
    internal HashSet<Resource> Resources { get; } = [];

    internal bool AllKnown { get; private set; } = true;

    internal bool AnySecret { get; private set; }

    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeof(IHasCell).IsAssignableFrom(typeToConvert)
        && ConverterOf(typeToConvert.GetGenericTypeDefinition()) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            ConverterOf(typeToConvert.GetGenericTypeDefinition())!.MakeGenericType(typeToConvert.GetGenericArguments()), this)!;

    private static Type? ConverterOf(Type definition) =>
        definition == typeof(Output<>) ? typeof(OfOutput<>)
        : definition == typeof(Input<>) ? typeof(OfInput<>)
        : definition == typeof(InputList<>) ? typeof(OfList<>)
        : definition == typeof(InputMap<>) ? typeof(OfMap<>)
        : null;

    private OutputCell Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options) => OutputCell.Of(
        JsonSerializer.Deserialize<T>(ref reader, options), known: true, source?.IsSecret ?? false, source?.Resources ?? default);

    private void Write<T>(Utf8JsonWriter writer, OutputCell cell, JsonSerializerOptions options)
    {
        // Converters cannot wait but by blocking.
        new Output<T>(cell).ValueAsync().GetAwaiter().GetResult();
        cell.Resources.AddTo(Resources);
        if (cell.IsKnown)
        {
            AnySecret |= cell.IsSecret;
            JsonSerializer.Serialize(writer, Output<T>.Unbox(cell.Value), options);
        }
        else
        {
            AllKnown = false;
            writer.WriteNullValue();
        }
    }

    private sealed class OfOutput<T>(OutputJsonConverter parent) : JsonConverter<Output<T>>
    {
        public override Output<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(parent.Read<T>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions options) =>
            parent.Write<T>(writer, value.Cell, options);
    }

    private sealed class OfInput<T>(OutputJsonConverter parent) : JsonConverter<Input<T>>
    {
        public override Input<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new Output<T>(parent.Read<T>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, Input<T> value, JsonSerializerOptions options) =>
            parent.Write<T>(writer, value.Cell, options);
    }

    private sealed class OfList<T>(OutputJsonConverter parent) : JsonConverter<InputList<T>>
    {
        public override InputList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new Output<ImmutableArray<T>>(parent.Read<ImmutableArray<T>>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, InputList<T> value, JsonSerializerOptions options) =>
            parent.Write<ImmutableArray<T>>(writer, value.Cell, options);
    }

    private sealed class OfMap<T>(OutputJsonConverter parent) : JsonConverter<InputMap<T>>
    {
        public override InputMap<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new Output<ImmutableDictionary<string, T>>(parent.Read<ImmutableDictionary<string, T>>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, InputMap<T> value, JsonSerializerOptions options) =>
            parent.Write<ImmutableDictionary<string, T>>(writer, value.Cell, options);
    }
}
