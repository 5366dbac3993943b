using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pulumi.Automation.Events;

namespace Pulumi.Automation.Serialization;

/// <summary>An event as the engine logs it. On the wire an empty part may be missing or null.</summary>
internal sealed class EngineEventReader : JsonConverter<EngineEvent>
{
    public override EngineEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        return new()
        {
            Sequence = json.GetProperty("sequence").GetInt32(),
            Timestamp = json.GetProperty("timestamp").GetInt32(),
            CancelEvent = Part(json, "cancelEvent", _ => new CancelEvent()),
            StandardOutputEvent = Part(json, "stdoutEvent", part =>
                new StandardOutputEngineEvent { Message = Text(part, "message") ?? "", Color = Text(part, "color") ?? "" }),
            DiagnosticEvent = Part(json, "diagnosticEvent", Diagnostic),
            PreludeEvent = Part(json, "preludeEvent", part => new PreludeEvent { Config = Map(part, "config", value => value.GetString() ?? "") }),
            SummaryEvent = Part(json, "summaryEvent", Summary),
            ResourcePreEvent = Part(json, "resourcePreEvent", part => new ResourcePreEvent(Metadata(part)) { Planning = Flag(part, "planning") }),
            ResourceOutputsEvent = Part(json, "resOutputsEvent", part => new ResourceOutputsEvent(Metadata(part)) { Planning = Flag(part, "planning") }),
            ResourceOperationFailedEvent = Part(json, "resOpFailedEvent", part => new ResourceOperationFailedEvent(Metadata(part))
            {
                Status = Number(part, "status"),
                Steps = Number(part, "steps"),
            }),
        };
    }

    public override void Write(Utf8JsonWriter writer, EngineEvent value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static DiagnosticEvent Diagnostic(JsonElement json) => new()
    {
        Urn = Text(json, "urn"),
        Prefix = Text(json, "prefix"),
        Message = Text(json, "message") ?? "",
        Color = Text(json, "color") ?? "",
        Severity = Text(json, "severity") ?? "",
        StreamId = Part(json, "streamID", id => id.ToString()),
        Ephemeral = Flag(json, "ephemeral"),
    };

    private static SummaryEvent Summary(JsonElement json) => new()
    {
        MaybeCorrupt = Flag(json, "maybeCorrupt") ?? false,
        DurationSeconds = Number(json, "durationSeconds"),
        ResourceChanges = UpdateSummaryReader.Changes(json),
        PolicyPacks = Map(json, "PolicyPacks", value => value.GetString() ?? ""),
    };

    private static StepEventMetadata Metadata(JsonElement step)
    {
        var json = step.GetProperty("metadata");
        return new()
        {
            Op = Operations.Read(Text(json, "op")),
            Urn = Text(json, "urn") ?? "",
            Type = Text(json, "type") ?? "",
            Old = Part(json, "old", State),
            New = Part(json, "new", State),
            Keys = Texts(json, "keys"),
            Diffs = Texts(json, "diffs"),
            DetailedDiff = Part(json, "detailedDiff", _ => Map(json, "detailedDiff", Difference)),
            Logical = Flag(json, "logical"),
            Provider = Text(json, "provider") ?? "",
        };
    }

    private static StepEventStateMetadata State(JsonElement json) => new()
    {
        Urn = Text(json, "urn") ?? "",
        Type = Text(json, "type") ?? "",
        Custom = Flag(json, "custom"),
        Delete = Flag(json, "delete"),
        Id = Text(json, "id") ?? "",
        Parent = Text(json, "parent") ?? "",
        Protect = Flag(json, "protect"),
        Inputs = Map(json, "inputs", value => AnyValueReader.Plain(value)!),
        Outputs = Map(json, "outputs", value => AnyValueReader.Plain(value)!),
        Provider = Text(json, "provider") ?? "",
        InitErrors = Texts(json, "initErrors"),
    };

    private static PropertyDiff Difference(JsonElement json) => new()
    {
        Kind = Text(json, "diffKind") switch
        {
            "add" => DiffKind.Add,
            "add-replace" => DiffKind.AddReplace,
            "delete" => DiffKind.Delete,
            "delete-replace" => DiffKind.DeleteReplace,
            "update" => DiffKind.Update,
            "update-replace" => DiffKind.UpdateReplace,
            var other => throw new JsonException($"'{other}' is no kind of difference"),
        },
        InputDiff = Flag(json, "inputDiff") ?? false,
    };

    private static T? Part<T>(JsonElement json, string name, Func<JsonElement, T> read)
        where T : class => json.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? read(part) : null;

    private static string? Text(JsonElement json, string name) => Part(json, name, part => part.GetString()!);

    private static bool? Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out var part) && part.ValueKind is JsonValueKind.True or JsonValueKind.False ? part.GetBoolean() : null;

    private static int Number(JsonElement json, string name) => json.TryGetProperty(name, out var part) ? part.GetInt32() : 0;

    private static ImmutableArray<string>? Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Array ? [.. part.EnumerateArray().Select(item => item.GetString()!)] : null;

    private static ImmutableDictionary<string, T> Map<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        json.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object
            ? part.EnumerateObject().ToImmutableDictionary(property => property.Name, property => read(property.Value))
            : ImmutableDictionary<string, T>.Empty;
}
