using System.Text.Json;

namespace Pulumi.Automation.Serialization;

/// <summary>Reads what the CLI writes.</summary>
public class LocalSerializer
{
    private readonly JsonSerializerOptions _options = new()
    {
        PropertyNameCaseInsensitive = true,
        Converters = { new EngineEventReader(), new AnyValueReader(), new UpdateSummaryReader() },
    };

    public T DeserializeJson<T>(string content) => JsonSerializer.Deserialize<T>(content, _options)!;
}
