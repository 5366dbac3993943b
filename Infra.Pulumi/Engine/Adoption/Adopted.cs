using Infra.Planning;

namespace Infra.Engine.Adoption;

/// <summary>What becomes of a Terraform state in a plan: what goes over under our names, and what does not.</summary>
public sealed record Adopted(IReadOnlyList<(PlannedResource Resource, string ImportId)> Resources, IReadOnlyList<(string Address, string Why)> Left)
{
    public static Adopted Of(IReadOnlyList<TerraformResource> state, Plan plan)
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
                left.Add((old.Address, $"{old.Type} has no counterpart in {plan.Stack}; it is made anew where it is needed"));
            }
            else if (open[identity].FirstOrDefault(resource => !taken.ContainsKey(resource.Urn)) is { } resource)
            {
                taken[resource.Urn] = old.Address;
                found.Add((resource, id));
            }
            else
            {
                var owner = open[identity].Select(resource => taken[resource.Urn]).FirstOrDefault();
                left.Add((old.Address, owner is null ? $"{plan.Stack} has no {identity}" : $"{identity} is {owner} already"));
            }
        }

        return new(found, left);
    }
}
