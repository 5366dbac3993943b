using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infra.Settings;

namespace Infra.Planning.Reviews;

/// <summary>
/// What a change of the program does to every stack. A file carries it from the run that wrote it to the one that shows it.
/// </summary>
public sealed record Review
{
    private const int MaxFileSize = 50_000_000;

    internal static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The commit of the comparison, or its branch.</summary>
    public required string Base { get; init; }

    /// <summary>Why there is no comparison: invalid settings, or a base that cannot be planned.</summary>
    public string? Problem { get; init; }

    /// <summary>In the order of the environments, including unchanged ones.</summary>
    public IReadOnlyList<StackReview> Stacks { get; init; } = [];

    public static Review Between(string baseName, IReadOnlyList<SavedPlan> before, IReadOnlyList<SavedPlan> after) => new()
    {
        Base = baseName,
        Stacks = [.. after.Select(plan => plan.Stack).Union(before.Select(plan => plan.Stack))
            .Select(stack => StackReview.Between(
            before.FirstOrDefault(plan => plan.Stack == stack), after.FirstOrDefault(plan => plan.Stack == stack)))],
    };

    public string ToJson() => JsonSerializer.Serialize(this, JsonOptions) + "\n";

    public static Review Read(string path) => ReadFile<Review>(path, "review", "write it with `./infra review --output FOLDER`");

    /// <summary>Reads a file that an untrusted run may have written: validates its size and structure.</summary>
    internal static T ReadFile<T>(string path, string noun, string remedy)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: < MaxFileSize } && Parse<T>(FileText.Read(path)) is { } read
                ? read
                : throw new UserError($"{path} is missing, empty or too large for a {noun}", remedy);
        }
        catch (JsonException problem)
        {
            throw new UserError(
                $"{path} is not a valid {noun} ({(problem.Path is null or "$" ? "invalid JSON" : $"see {problem.Path}")})",
                    remedy);
        }
    }

    private static T? Parse<T>(string text)
    {
        using var json = JsonDocument.Parse(text);
        return HasNullItems(json.RootElement) ? throw new JsonException("a list contains null")
            : json.RootElement.Deserialize<T>(JsonOptions);
    }

    // Nullable annotations are enforced for properties only: `[null]` would get through.
    private static bool HasNullItems(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HasNullItems(item)),
        JsonValueKind.Object => json.EnumerateObject().Any(property => HasNullItems(property.Value)),
        _ => false,
    };
}
