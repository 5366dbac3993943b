using System.Globalization;
using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>The stack of a pull request, and whether it has expired.</summary>
public sealed record TestEnvironment(int Number, DateTimeOffset? LastUp, int? Resources)
{
    private const string Prefix = "test-pr-";

    public string Stack => NameOf(Number);

    public static string NameOf(int number) => $"{Prefix}{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The pull request of a stack, or null.</summary>
    public static int? NumberOf(string stack) =>
        stack.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(stack[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Null for any other stack. A backend may put the organization and the project before the name.</summary>
    public static TestEnvironment? From(StackSummary stack) =>
        NumberOf(stack.Name.Split('/')[^1]) is { } number ? new(number, stack.LastUpdate, stack.ResourceCount) : null;

    /// <summary>Why it has expired, or null.</summary>
    /// <param name="open">The open pull requests; null if unknown.</param>
    public string? ExpiryReason(IReadOnlySet<int>? open, TimeSpan lifetime, DateTimeOffset now) =>
        open?.Contains(Number) == false ? $"pull request {Number} is closed"
        : LastUp is { } last && now - last > lifetime ? $"its last `up` was {(int)(now - last).TotalHours} hours ago"
        : null;
}
