using Infra.Settings.Texts;

namespace Infra.Planning.Rules;

/// <summary>Host names must be valid in DNS.</summary>
public static class ValidHostNames
{
    public static IEnumerable<Finding> Check(Plan plan) => plan.Services.SelectMany(service => service.Hosts)
        .Concat(plan.Dns.Select(record => record.Name))
        .Distinct()
        .Where(host => !DomainName.TryParse(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host, out _))
        .Select(host => new Finding("valid-host-names", Severity.Error, host, "is not a valid host name",
            "use at most 63 lower-case letters, digits and inner dashes between dots; shorten infra:domain.prefix"));
}
