using System.Collections.Immutable;

namespace Infra.Planning;

/// <summary>The outputs that a provider would compute and the program reads.</summary>
internal static class ComputedOutputs
{
    private static readonly Dictionary<string, (string[] Secret, string[] Unknown)> ByType = new()
    {
        ["aws:iam/accessKey:AccessKey"] = (["secret"], []),
        ["aws:lightsail/keyPair:KeyPair"] = (["privateKey"], ["publicKey"]),
        ["aws:lightsail/staticIp:StaticIp"] = ([], ["ipAddress"]),
        ["aws:lightsail/staticIpAttachment:StaticIpAttachment"] = ([], ["ipAddress"]),
        ["cloudflare:index/apiToken:ApiToken"] = (["value"], []),
        ["cloudflare:index/zeroTrustAccessServiceToken:ZeroTrustAccessServiceToken"] = (["clientSecret"], ["clientId"]),
        ["command:local:Command"] = (["stdout"], []),
        ["command:remote:Command"] = (["stdout"], []),
        ["random:index/randomPassword:RandomPassword"] = (["result"], []),
    };

    public static ImmutableDictionary<string, object> Add(string type, string name, ImmutableDictionary<string, object> inputs)
    {
        if (!ByType.TryGetValue(type, out var outputs))
        {
            return inputs;
        }

        var state = inputs.ToBuilder();
        foreach (var output in outputs.Secret)
        {
            state[output] = Marker.Secret($"{name}-{output}");
        }

        foreach (var output in outputs.Unknown)
        {
            state[output] = Marker.Unknown($"{name}-{output}");
        }

        return state.ToImmutable();
    }
}
