using Infra.Bricks;
using Infra.Platform;

namespace Infra.Planning.Rules;

/// <summary>Every exposed host requires a sign-in or a documented reason.</summary>
public static class SignInRequired
{
    private const string Rule = "sign-in-required";

    public static IEnumerable<Finding> Check(Plan plan)
    {
        var exposed = plan.Services.SelectMany(service => service.Exposed).ToList();
        foreach (var host in exposed.Where(host => host.Exposure is { SignIn: SignIn.Public, PublicBecause: null }))
        {
            yield return new(Rule, Severity.Error, host.Host, "is public without a reason",
                "use SignIn.Gate, or give the reason in Exposure.PublicBecause");
        }

        // The gate's cookie is valid in one zone; in another one, the sign-in would loop.
        foreach (var host in exposed.Where(host => host is { Exposure.SignIn: SignIn.Gate, Gate: ExposedHost.OperatorsGate }
            && !SharesZone(host, exposed)))
        {
            yield return new(Rule, Severity.Error, host.Host, "uses the gate of another zone",
                "use one zone for `infra:domain.base` and `internal`, or another kind of sign-in");
        }
    }

    private static bool SharesZone(ExposedHost host, List<ExposedHost> exposed) =>
        exposed.Find(one => one.Exposure == Gate.Host) is { } gate && ZoneOf(gate) == ZoneOf(host);

    private static string ZoneOf(ExposedHost host) => host.Host[(host.Host.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
