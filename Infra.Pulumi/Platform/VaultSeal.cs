using Infra.Bricks;
using Infra.Foundation;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Iam;

namespace Infra.Platform;

public sealed record VaultSealArgs
{
    public required SecretHome Home { get; init; }

    public required string Namespace { get; init; }

    public required string Region { get; init; }

    public AmazonSettings? Amazon { get; init; }

    public required bool KeepsData { get; init; }
}

/// <summary>The key at Amazon that unseals Vault, and an identity that may use this key and nothing else.</summary>
public sealed class VaultSeal : ComponentResource
{
    public VaultSeal(string name, VaultSealArgs args, ComponentResourceOptions? options = null)
        : base("infra:platform:VaultSeal", name, options)
    {
        // Vault's data is lost with this key: it outlives even the stack.
        var provider = AmazonProvider.Create(name, args.Region, args.Amazon, new() { Parent = this });
        var key = new KmsKey(name, new()
        {
            Description = $"unseals the Vault of {Deployment.Instance.StackName}",
            EnableKeyRotation = true,
            DeletionWindowInDays = 30,
        }, new() { Parent = this, Provider = provider, Protect = args.KeepsData, RetainOnDelete = args.KeepsData });

        var user = new User($"{name}-user", new() { Name = $"infra-{Deployment.Instance.StackName}-vault" }, new() { Parent = this, Provider = provider });
        _ = new UserPolicy($"{name}-policy", new()
        {
            Name = "unseal",
            User = user.Name,
            Policy = key.Arn.Apply(arn => $$"""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["kms:Encrypt","kms:Decrypt","kms:DescribeKey"],"Resource":"{{arn}}"}]}
                """),
        }, new() { Parent = this, Provider = provider });
        var access = new AccessKey($"{name}-access", new() { User = user.Name }, new() { Parent = this, Provider = provider });

        Variables = new SecretBundle(name, new()
        {
            Home = args.Home,
            Namespace = args.Namespace,
            OutsideVault = "Vault needs it to open itself",
            Given = new Dictionary<string, Output<string>>
            {
                ["AWS_ACCESS_KEY_ID"] = access.Id,
                ["AWS_SECRET_ACCESS_KEY"] = access.Secret,
                ["VAULT_AWSKMS_SEAL_KEY_ID"] = key.Arn,
            },
        }, new() { Parent = this });
        RegisterOutputs();
    }

    /// <summary>The environment in which Vault finds the key.</summary>
    public SecretBundle Variables { get; }

    public static IReadOnlyList<string> VariableNames => ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "VAULT_AWSKMS_SEAL_KEY_ID"];
}
