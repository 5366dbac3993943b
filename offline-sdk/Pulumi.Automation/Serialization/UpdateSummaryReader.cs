using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Automation.Serialization;

/// <summary>An entry of a stack's history.</summary>
internal sealed class UpdateSummaryReader : JsonConverter<UpdateSummary>
{
    public override UpdateSummary Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        return new()
        {
            Kind = json.GetProperty("kind").GetString() switch
            {
                "update" => UpdateKind.Update,
                "preview" => UpdateKind.Preview,
                "refresh" => UpdateKind.Refresh,
                "rename" => UpdateKind.Rename,
                "destroy" => UpdateKind.Destroy,
                "import" => UpdateKind.Import,
                "resource-import" => UpdateKind.ResourceImport,
                var other => throw new JsonException($"'{other}' is no kind of update"),
            },
            Environment = json.TryGetProperty("environment", out var environment) && environment.ValueKind == JsonValueKind.Object
                ? environment.EnumerateObject().ToImmutableDictionary(pair => pair.Name, pair => pair.Value.GetString() ?? "")
                : ImmutableDictionary<string, string>.Empty,
            StartTime = Time(json, "startTime"),
            EndTime = Time(json, "endTime"),
            Message = json.TryGetProperty("message", out var message) ? message.GetString() ?? "" : "",
            Result = json.GetProperty("result").GetString() switch
            {
                "not-started" => UpdateState.NotStarted,
                "in-progress" => UpdateState.InProgress,
                "succeeded" => UpdateState.Succeeded,
                _ => UpdateState.Failed,
            },
            Version = json.TryGetProperty("version", out var version) ? version.GetInt32() : null,
            ResourceChanges = Changes(json),
        };
    }

    public override void Write(Utf8JsonWriter writer, UpdateSummary value, JsonSerializerOptions options) => throw new NotSupportedException();

    public static ImmutableDictionary<OperationType, int> Changes(JsonElement json) =>
        json.TryGetProperty("resourceChanges", out var changes) && changes.ValueKind == JsonValueKind.Object
            ? changes.EnumerateObject().ToImmutableDictionary(change => Operations.Read(change.Name), change => change.Value.GetInt32())
            : ImmutableDictionary<OperationType, int>.Empty;

    private static DateTimeOffset Time(JsonElement json, string name) =>
        DateTimeOffset.Parse(json.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
