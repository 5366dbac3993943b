using System.Text.Json;
using Infra.Settings;

namespace Infra.Planning.Reviews;

/// <summary>A plan in the format of `plan --format json`, perhaps of another version of the program.</summary>
public sealed record SavedPlan
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public required string Stack { get; init; }

    public required IReadOnlyList<SavedResource> Resources { get; init; }

    public IReadOnlyList<SavedService> Services { get; init; } = [];

    public SavedBudget Budget { get; init; } = new();

    public SavedCost Cost { get; init; } = new();

    public IReadOnlyList<SavedFinding> Findings { get; init; } = [];

    /// <summary>Reads one plan, or a list of them.</summary>
    public static IReadOnlyList<SavedPlan> Read(string json)
    {
        try
        {
            return json.AsSpan().TrimStart().StartsWith("[")
                ? JsonSerializer.Deserialize<List<SavedPlan>>(json, Web)!
                : [JsonSerializer.Deserialize<SavedPlan>(json, Web)!];
        }
        catch (JsonException problem)
        {
            throw new UserError(
                $"the file is not a valid plan ({(problem.Path is null or "$" ? "invalid JSON" : $"see {problem.Path}")})",
                    "write it with `./infra plan --all --format json`");
        }
    }
}

/// <summary>A resource of a saved plan. Secret inputs are `{"secret": true}`.</summary>
public sealed record SavedResource
{
    public required string Urn { get; init; }

    public required string Type { get; init; }

    public required string Name { get; init; }

    public string? Parent { get; init; }

    public bool Protect { get; init; }

    public bool RetainOnDelete { get; init; }

    public bool Component { get; init; }

    public JsonElement Inputs { get; init; }
}

/// <summary>A service of a saved plan.</summary>
public sealed record SavedService(string Name, SavedFootprint Footprint);

/// <summary>CPU, memory and disk.</summary>
public sealed record SavedFootprint(decimal Cpu = 0, decimal MemoryMiB = 0, decimal DiskGiB = 0);

/// <summary>Requests and capacity.</summary>
public sealed record SavedBudget(decimal Cpu = 0, decimal MemoryMiB = 0, decimal DiskGiB = 0, SavedFootprint? Capacity = null,
    bool Fits = true);

/// <summary>Monthly cost.</summary>
public sealed record SavedCost(decimal Monthly = 0, string Currency = "EUR");

/// <summary>A finding of a saved plan.</summary>
public sealed record SavedFinding(string Rule, string Severity, string Subject, string Message, string Fix)
{
    public bool IsError => Severity == "error";
}
