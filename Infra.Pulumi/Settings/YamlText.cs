using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Settings;

/// <summary>Reads YAML into JSON, by the same rules of what is a number and what is text as the engine does.</summary>
public static class YamlText
{
    /// <summary>The document, or null where there is none. Broken YAML is a <see cref="FormatException"/> that names the line.</summary>
    public static JsonNode? Read(TextReader text, string source)
    {
        var parser = new Parser(text);
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return null;
            }

            return ReadNode(parser);
        }
        catch (YamlException problem)
        {
            throw new FormatException($"{source} line {problem.End.Line}: {problem.Message.TrimEnd('.')}", problem);
        }
        catch (InvalidOperationException problem) // what the parser throws when the text ends inside of [ or {
        {
            throw new FormatException($"{source} line {parser.Current?.End.Line}: a list or map is not closed", problem);
        }
    }

    private static JsonNode? ReadNode(Parser parser)
    {
        switch (parser.Current)
        {
            case MappingStart:
                return ReadMapping(parser);
            case SequenceStart:
                return ReadSequence(parser);
            case Scalar:
                return ReadScalar(parser.Consume<Scalar>());
            default:
                throw new YamlException(parser.Current!.Start, parser.Current.End, "aliases (`*name`) are not supported; write the value again");
        }
    }

    private static JsonObject ReadMapping(Parser parser)
    {
        var json = new JsonObject();
        parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var name = parser.Consume<Scalar>();
            if (json.ContainsKey(name.Value))
            {
                throw new YamlException(name.Start, name.End, $"`{name.Value}` stands here for the second time; keep one of them");
            }

            json[name.Value] = ReadNode(parser);
        }

        return json;
    }

    private static JsonArray ReadSequence(Parser parser)
    {
        var json = new JsonArray();
        parser.Consume<SequenceStart>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            json.Add(ReadNode(parser));
        }

        return json;
    }

    private static JsonNode? ReadScalar(Scalar scalar) => scalar.Style != ScalarStyle.Plain || scalar.Tag == "!!str"
        ? JsonValue.Create(scalar.Value)
        : scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            var text when Number(text) is { } number => JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture)),
            var text => JsonValue.Create(text),
        };

    // "1e3" and ".5" are numbers in YAML, "1.2.3" and "inf" (without its dot) are text.
    private static decimal? Number(string text) =>
        (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.')
        && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
