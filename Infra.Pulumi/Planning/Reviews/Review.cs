using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infra.Settings;

namespace Infra.Planning.Reviews;

/// <summary>What a change of the program makes of every stack. It travels as a file from the run that made it to the one that shows it.</summary>
public sealed record Review
{
    private const int LargestFile = 50_000_000;

    internal static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The commit that is compared with, or what stands for it.</summary>
    public required string Base { get; init; }

    /// <summary>Why there are no plans to compare: settings that are wrong, a base that cannot be planned.</summary>
    public string? Problem { get; init; }

    /// <summary>In the order of the environments, those that do not change too.</summary>
    public IReadOnlyList<StackReview> Stacks { get; init; } = [];

    public static Review Between(string baseName, IReadOnlyList<WrittenPlan> before, IReadOnlyList<WrittenPlan> after) => new()
    {
        Base = baseName,
        Stacks = [.. after.Select(plan => plan.Stack).Union(before.Select(plan => plan.Stack)).Select(stack => StackReview.Between(
            before.FirstOrDefault(plan => plan.Stack == stack), after.FirstOrDefault(plan => plan.Stack == stack)))],
    };

    public string ToJson() => JsonSerializer.Serialize(this, Form) + "\n";

    public static Review Read(string path) => ReadFile<Review>(path, "review", "`./infra review --output FOLDER` writes one");

    /// <summary>Reads a file that a run of somebody else's change may have written: it is data and nothing more.</summary>
    internal static T ReadFile<T>(string path, string noun, string remedy)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: < LargestFile } && Parse<T>(FileText.Read(path)) is { } read
                ? read
                : throw new UserError($"{path} is missing, empty or too large to be a {noun}", remedy);
        }
        catch (JsonException problem)
        {
            throw new UserError($"{path} is no {noun} ({(problem.Path is null or "$" ? "its JSON is another" : $"look at {problem.Path}")})", remedy);
        }
    }

    private static T? Parse<T>(string text)
    {
        using var json = JsonDocument.Parse(text);
        return HasGaps(json.RootElement) ? throw new JsonException("a list holds nothing") : json.RootElement.Deserialize<T>(Form);
    }

    // What our types say of null is heeded for properties alone: `[null]` would get through.
    private static bool HasGaps(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HasGaps(item)),
        JsonValueKind.Object => json.EnumerateObject().Any(property => HasGaps(property.Value)),
        _ => false,
    };
}
