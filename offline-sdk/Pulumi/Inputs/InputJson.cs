using System.Text.Json;

namespace Pulumi;

/// <summary>An input of free-form JSON, from text or a parsed document.</summary>
public sealed class InputJson : Input<JsonElement>
{
    public InputJson()
        : base(OutputCell.Of(default(JsonElement)))
    {
    }

    private InputJson(OutputCell cell)
        : base(cell)
    {
    }

    public static implicit operator InputJson(string json) => JsonDocument.Parse(json);

    public static implicit operator InputJson(JsonDocument document) => document.RootElement;

    public static implicit operator InputJson(JsonElement element) => new(OutputCell.Of(element));

    public static implicit operator InputJson(Output<string> json) => json.Apply(text => JsonDocument.Parse(text));

    public static implicit operator InputJson(Output<JsonDocument> document) => document.Apply(some => some.RootElement);

    public static implicit operator InputJson(Output<JsonElement> element) => new(element.Cell);
}
