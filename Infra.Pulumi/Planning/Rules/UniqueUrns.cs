namespace Infra.Planning.Rules;

/// <summary>URNs must be unique: the SDK's mocks accept duplicates, the engine does not.</summary>
public static class UniqueUrns
{
    public static IEnumerable<Finding> Check(Plan plan) => plan.Resources
        .GroupBy(resource => resource.Urn)
        .Where(group => group.Count() > 1)
        .Select(group => new Finding("unique-urns", Severity.Error, group.Key, $"is declared {group.Count()} times",
            "give each resource a unique name"));
}
