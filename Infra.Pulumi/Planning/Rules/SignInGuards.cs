using Infra.Bricks;

namespace Infra.Planning.Rules;

/// <summary>Nobody comes in without signing in, unless somebody has said why.</summary>
public static class SignInGuards
{
    private const string Rule = "sign-in-guards";

    public static IEnumerable<Finding> Check(Plan plan)
    {
        var exposed = plan.Services.SelectMany(service => service.Exposed).ToList();
        foreach (var host in exposed.Where(host => host.Exposure is { SignIn: SignIn.Public, PublicBecause: null }))
        {
            yield return new(Rule, Severity.Error, host.Host, "is open to anybody, and nobody says why",
                "put it behind the gate (SignIn.Gate), or say why not: Exposure.PublicBecause");
        }

        // The cookie of the gate is that of one zone; in another, whoever signs in would be asked again, forever.
        foreach (var host in exposed.Where(host => host is { Exposure.SignIn: SignIn.Gate, Gate: ExposedHost.OperatorsGate } && !SharesZone(host, exposed)))
        {
            yield return new(Rule, Severity.Error, host.Host, "stands behind the gate of another zone",
                "use one zone for `infra:domain.base` and `internal`, or another way to sign in");
        }
    }

    private static bool SharesZone(ExposedHost host, List<ExposedHost> exposed) =>
        exposed.Find(one => one.Exposure.HostPrefix == "auth") is { } gate && ZoneOf(gate) == ZoneOf(host);

    private static string ZoneOf(ExposedHost host) => host.Host[(host.Host.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
