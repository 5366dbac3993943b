using Infra.Planning;

namespace Infra.Engine.Adoption;

/// <summary>Matches the resources of a Terraform state with those of a plan, and lists the ones without a match.</summary>
public sealed record AdoptionPlan(IReadOnlyList<(PlannedResource Resource, string ImportId)> Resources,
    IReadOnlyList<(string Address, string Reason)> Skipped)
{
    public static AdoptionPlan Match(IReadOnlyList<TerraformResource> state, Plan plan)
    {
        var open = plan.Resources.Select(resource => (resource, identity: Identity.Of(resource)))
            .Where(pair => pair.identity is not null)
            .ToLookup(pair => pair.identity!, pair => pair.resource);
        var taken = new Dictionary<string, string>();
        var found = new List<(PlannedResource, string)>();
        var left = new List<(string, string)>();
        foreach (var old in state)
        {
            var (identity, id) = Identity.Of(old);
            if (identity is null || id is null)
            {
                left.Add((old.Address, $"{plan.Stack} has no counterpart of {old.Type}; `up` creates it if it is needed"));
            }
            else if (open[identity].FirstOrDefault(resource => !taken.ContainsKey(resource.Urn)) is { } resource)
            {
                taken[resource.Urn] = old.Address;
                found.Add((resource, id));
            }
            else
            {
                var owner = open[identity].Select(resource => taken[resource.Urn]).FirstOrDefault();
                left.Add((old.Address, owner is null ? $"{plan.Stack} has no {identity}"
                    : $"{owner} already matches {identity}"));
            }
        }

        return new(found, left);
    }
}
