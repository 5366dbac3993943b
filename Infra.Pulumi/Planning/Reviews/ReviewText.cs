namespace Infra.Planning.Reviews;

/// <summary>A full review for a terminal or a log, riskiest changes first.</summary>
public static class ReviewText
{
    private const int Properties = 5;

    public static IEnumerable<string> Lines(Review review)
    {
        yield return $"compared with {review.Base}";
        if (review.Problem is { } problem)
        {
            yield return $"nothing to compare: {problem}";
        }

        foreach (var stack in review.Stacks)
        {
            yield return $"{stack.Stack}: {ChangeText.Counts(stack.Changes)}{Sums(stack)}";
            foreach (var line in stack.Changes.SelectMany(Of)
                .Concat(stack.NewFindings.Select(finding => $"  new {finding.Severity}: "
                    + $"{finding.Subject} {finding.Message}; {finding.Fix}")))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Of(ResourceChange change)
    {
        yield return $"  {ChangeText.Verb(change.Kind),-8} {change.Name} ({change.ShortType}){Caution(change)}";
        foreach (var property in change.Properties.Take(Properties))
        {
            yield return $"           {ChangeText.Describe(property)}";
        }

        if (change.Properties.Count > Properties)
        {
            yield return $"           and {change.Properties.Count - Properties} more";
        }
    }

    private static string Caution(ResourceChange change) =>
        change.Reason is { } why ? $": {why}" : change.Risk == Risk.Public ? ": public" : "";

    private static string Sums(StackReview stack)
    {
        var budget = stack.BudgetBefore == stack.Budget ? "" : $"; {ChangeText.Budget(stack.BudgetBefore, stack.Budget)}";
        var cost = stack.CostBefore?.Monthly == stack.Cost?.Monthly ? ""
            : $"; {ChangeText.FromTo(stack.CostBefore?.Monthly, stack.Cost?.Monthly)} "
                + $"{(stack.Cost ?? stack.CostBefore)!.Currency} a month";
        return budget + cost;
    }
}
