using Infra.Settings.Texts;

namespace Infra.Planning.Rules;

/// <summary>Host names that DNS knows.</summary>
public static class SoundHostNames
{
    public static IEnumerable<Finding> Check(Plan plan) => plan.Services.SelectMany(service => service.Hosts)
        .Concat(plan.Dns.Select(record => record.Name))
        .Distinct()
        .Where(host => !DomainName.TryParse(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host, out _))
        .Select(host => new Finding("sound-host-names", Severity.Error, host, "is no host name",
            "each part between dots has at most 63 lower-case letters, digits and inner dashes; shorten infra:domain.prefix"));
}
