using System.Text.Json.Serialization;

namespace Pulumi.Automation;

public class StackSummary
{
    [JsonConstructor]
    internal StackSummary(string name, bool? current, DateTimeOffset? lastUpdate, bool? updateInProgress, int? resourceCount, string? url)
    {
        Name = name;
        IsCurrent = current ?? false;
        LastUpdate = lastUpdate;
        IsUpdateInProgress = updateInProgress ?? false;
        ResourceCount = resourceCount;
        Url = url;
    }

    public string Name { get; }

    public bool IsCurrent { get; }

    public DateTimeOffset? LastUpdate { get; }

    public bool IsUpdateInProgress { get; }

    public int? ResourceCount { get; }

    public string? Url { get; }
}
