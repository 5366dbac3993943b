using System.Collections.Immutable;
using Infra.Bricks;
using Infra.Settings;
using Pulumi;
using Pulumi.Cloudflare;
using Pulumi.Cloudflare.Inputs;

namespace Infra.Foundation;

/// <summary>
/// Who may reach what the tunnel leads to besides web pages: whoever shows the service token, and nobody else. With it,
/// `cloudflared access tcp` opens a local port that leads there.
/// </summary>
public sealed class TunnelAccess : ComponentResource
{
    public TunnelAccess(string name, PlatformSettings settings, IReadOnlyList<Exposure> guarded, ComponentResourceOptions? options = null)
        : base("infra:foundation:TunnelAccess", name, options)
    {
        var account = settings.Edge.AccountId!.Text;
        var token = new ZeroTrustAccessServiceToken($"{name}-token", new()
        {
            AccountId = account,
            Name = $"infra-{Deployment.Instance.StackName}",
            Duration = "forever", // one that ran out would lock out the pipeline that could renew it; the runbook rotates it
        }, new() { Parent = this });

        var policy = new ZeroTrustAccessPolicy($"{name}-policy", new()
        {
            AccountId = account,
            Name = $"infra-{Deployment.Instance.StackName}-token",
            Decision = "non_identity",
            Includes =
            {
                new ZeroTrustAccessPolicyIncludeArgs { ServiceToken = new ZeroTrustAccessPolicyIncludeServiceTokenArgs { TokenId = token.Id } },
            },
        }, new() { Parent = this });

        foreach (var exposure in guarded)
        {
            _ = new ZeroTrustAccessApplication($"{name}-{exposure.HostPrefix}", new()
            {
                AccountId = account,
                Name = $"infra {Deployment.Instance.StackName} {exposure.HostPrefix}",
                Type = "self_hosted",
                Domain = exposure.HostIn(settings),
                SessionDuration = "30m",
                AppLauncherVisible = false,
                ServiceAuth401Redirect = true,
                Policies = { new ZeroTrustAccessApplicationPolicyArgs { Id = policy.Id, Precedence = 1 } },
            }, new() { Parent = this });
        }

        Token = Output.CreateSecret(Output.Tuple(token.ClientId, token.ClientSecret).Apply(halves => new Dictionary<string, string>
        {
            ["TUNNEL_SERVICE_TOKEN_ID"] = $"{halves.Item1}",
            ["TUNNEL_SERVICE_TOKEN_SECRET"] = $"{halves.Item2}",
        }.ToImmutableDictionary()));
        RegisterOutputs();
    }

    /// <summary>The variables that `cloudflared access` reads.</summary>
    public Output<ImmutableDictionary<string, string>> Token { get; }
}
