using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Files;

/// <summary>Reads YAML into JSON. It tells numbers from text by the rules of the engine.</summary>
public static class YamlText
{
    private const int Deepest = 64;

    /// <summary>
    /// The document, or null if there is none. Invalid YAML is a <see cref="FormatException"/> that names the line.
    /// </summary>
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

            var document = ReadNode(parser, 0);
            parser.Consume<DocumentEnd>();
            return parser.TryConsume<DocumentStart>(out var second)
                ? throw new YamlException(second.Start, second.End, "a second document begins here; keep one document in a file")
                : document;
        }
        catch (YamlException problem)
        {
            throw new FormatException($"{source} line {problem.End.Line}: {problem.Message.TrimEnd('.')}", problem);
        }
        catch (InvalidOperationException problem) // thrown when the text ends inside [ or {
        {
            throw new FormatException($"{source} line {parser.Current?.End.Line}: a list or map is not closed", problem);
        }
    }

    private static JsonNode? ReadNode(Parser parser, int depth)
    {
        if (depth > Deepest)
        {
            throw new YamlException(parser.Current!.Start, parser.Current.End,
                $"more than {Deepest} levels are nested here; flatten them");
        }

        switch (parser.Current)
        {
            case MappingStart:
                return ReadMapping(parser, depth + 1);
            case SequenceStart:
                return ReadSequence(parser, depth + 1);
            case Scalar:
                return ReadScalar(parser.Consume<Scalar>());
            default:
                throw new YamlException(parser.Current!.Start, parser.Current.End,
                    "aliases (`*name`) are not supported; write the value again");
        }
    }

    private static JsonObject ReadMapping(Parser parser, int depth)
    {
        var json = new JsonObject();
        parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (parser.Current is not Scalar)
            {
                throw new YamlException(parser.Current!.Start, parser.Current.End, "a name must be text; remove the brackets");
            }

            var name = parser.Consume<Scalar>();
            if (json.ContainsKey(name.Value))
            {
                throw new YamlException(name.Start, name.End, $"`{name.Value}` is repeated; keep one of them");
            }

            json[name.Value] = ReadNode(parser, depth);
        }

        return json;
    }

    private static JsonArray ReadSequence(Parser parser, int depth)
    {
        var json = new JsonArray();
        parser.Consume<SequenceStart>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            json.Add(ReadNode(parser, depth));
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
