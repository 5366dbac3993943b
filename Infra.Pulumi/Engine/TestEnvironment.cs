using System.Globalization;
using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>The stack of a pull request, and whether its time is over.</summary>
public sealed record TestEnvironment(int Number, DateTimeOffset? LastUp, int? Resources)
{
    private const string Prefix = "test-pr-";

    public string Stack => NameOf(Number);

    public static string NameOf(int number) => $"{Prefix}{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The pull request that a stack is for, or null.</summary>
    public static int? NumberOf(string stack) =>
        stack.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(stack[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Null for what is no pull request's stack. A backend may put organisation and project before the name.</summary>
    public static TestEnvironment? Of(StackSummary stack) =>
        NumberOf(stack.Name.Split('/')[^1]) is { } number ? new(number, stack.LastUpdate, stack.ResourceCount) : null;

    /// <summary>Why it must go, or null while it may stay.</summary>
    /// <param name="open">The pull requests that are open; null where nobody said.</param>
    public string? Overdue(IReadOnlySet<int>? open, TimeSpan lifetime, DateTimeOffset now) =>
        open?.Contains(Number) == false ? $"pull request {Number} is closed"
        : LastUp is { } last && now - last > lifetime ? $"its last `up` was {(int)(now - last).TotalHours} hours ago"
        : null;
}
