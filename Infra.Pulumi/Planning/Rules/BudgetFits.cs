namespace Infra.Planning.Rules;

/// <summary>The requests of the services must fit the machines, or pods would stay pending.</summary>
public static class BudgetFits
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        var (needed, capacity) = plan.Budget;
        var amounts = new[]
        {
            ("cpu", (decimal)needed.Cpu, (decimal)capacity.Cpu, ""),
            ("memory", needed.MemoryMiB, capacity.MemoryMiB, " MiB"),
            ("disk", needed.DiskGiB, capacity.DiskGiB, " GiB"),
        };
        return amounts
            .Where(amount => amount.Item2 > amount.Item3)
            .Select(amount => new Finding("budget-fits", Severity.Error, amount.Item1,
                $"the services request {amount.Item2}{amount.Item4}, the machines offer {amount.Item3}{amount.Item4}",
                "disable services, or add or enlarge a node"));
    }
}
