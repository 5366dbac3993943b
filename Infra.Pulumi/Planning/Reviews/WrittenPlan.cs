using System.Text.Json;
using Infra.Settings;

namespace Infra.Planning.Reviews;

/// <summary>A plan as `plan --format json` wrote it, perhaps by another version of the program.</summary>
public sealed record WrittenPlan
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public required string Stack { get; init; }

    public required IReadOnlyList<WrittenResource> Resources { get; init; }

    public IReadOnlyList<WrittenService> Services { get; init; } = [];

    public WrittenBudget Budget { get; init; } = new();

    public WrittenCost Cost { get; init; } = new();

    public IReadOnlyList<WrittenFinding> Findings { get; init; } = [];

    /// <summary>Reads one plan, or a list of them.</summary>
    public static IReadOnlyList<WrittenPlan> Read(string json)
    {
        try
        {
            return json.AsSpan().TrimStart().StartsWith("[")
                ? JsonSerializer.Deserialize<List<WrittenPlan>>(json, Web)!
                : [JsonSerializer.Deserialize<WrittenPlan>(json, Web)!];
        }
        catch (JsonException problem)
        {
            throw new UserError($"this is no plan ({(problem.Path is null or "$" ? "its JSON is another" : $"look at {problem.Path}")})", "`./infra plan --all --format json` writes one");
        }
    }
}

/// <summary>A resource of a written plan. Its inputs carry no secret: each is `{"secret": true}`.</summary>
public sealed record WrittenResource
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

/// <summary>What a review needs to know of a service.</summary>
public sealed record WrittenService(string Name, WrittenFootprint Footprint);

/// <summary>Processor, memory and disk.</summary>
public sealed record WrittenFootprint(decimal Cpu = 0, decimal MemoryMiB = 0, decimal DiskGiB = 0);

/// <summary>What is requested and what there is.</summary>
public sealed record WrittenBudget(decimal Cpu = 0, decimal MemoryMiB = 0, decimal DiskGiB = 0, WrittenFootprint? Capacity = null, bool Fits = true);

/// <summary>What it costs a month.</summary>
public sealed record WrittenCost(decimal Monthly = 0, string Currency = "EUR");

/// <summary>A finding of a written plan.</summary>
public sealed record WrittenFinding(string Rule, string Severity, string Subject, string Message, string Fix)
{
    public bool IsError => Severity == "error";
}
