using System.Globalization;
using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>The stack of a pull request, and whether its time is over.</summary>
public sealed record TestEnvironment(int Number, DateTimeOffset? LastUp, int? Resources)
{
    private const string Prefix = "test-pr-";

    public string Stack => NameOf(Number);

    public static string NameOf(int number) => $"{Prefix}{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Null for what is no pull request's stack. A backend may put organisation and project before the name.</summary>
    public static TestEnvironment? Of(StackSummary stack)
    {
        var name = stack.Name.Split('/')[^1];
        return name.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(name[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new(number, stack.LastUpdate, stack.ResourceCount)
                : null;
    }

    /// <summary>Why it must go, or null while it may stay.</summary>
    /// <param name="open">The pull requests that are open; null where nobody said.</param>
    public string? Overdue(IReadOnlySet<int>? open, TimeSpan lifetime, DateTimeOffset now) =>
        open?.Contains(Number) == false ? $"pull request {Number} is closed"
        : LastUp is { } last && now - last > lifetime ? $"its last `up` was {(int)(now - last).TotalHours} hours ago"
        : null;
}
