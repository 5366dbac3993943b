using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;

namespace Infra.Platform;

/// <summary>The values of Vault's chart.</summary>
public static class VaultValues
{
    public static object Of(VaultSettings settings) => new
    {
        global = new { tlsDisable = false },
        injector = new
        {
            enabled = true,
            resources = new Footprint(0.01m, 48).Resources(128),
            agentDefaults = new { cpuRequest = "10m", memRequest = "32Mi" },
        },
        ui = new { enabled = false }, // a second service; the interface is on the first one too
        server = new
        {
            affinity = "",
            includeConfigAnnotation = true, // so that a changed configuration makes running pods outdated
            resources = new Footprint(0.05m, 192).Resources(512),
            shareProcessNamespace = true, // for the keeper to tell Vault of a new certificate
            service = new
            {
                annotations = new Dictionary<string, string>
                {
                    ["traefik.ingress.kubernetes.io/service.serversscheme"] = "https",
                    ["traefik.ingress.kubernetes.io/service.serverstransport"] = $"platform-{VaultFiles.TransportName}@kubernetescrd",
                },
            },
            extraEnvironmentVars = new Dictionary<string, string> { ["VAULT_CACERT"] = "/vault/tls/ca.crt" },
            extraSecretEnvironmentVars = SecretVariables(settings),
            volumes = Volumes(settings),
            volumeMounts = new[]
            {
                new { name = "tls", mountPath = "/vault/tls", readOnly = true },
                new { name = "postgres", mountPath = "/vault/postgres", readOnly = true },
            },
            extraInitContainers = new[] { Storage },
            extraContainers = new[] { Keeper(settings) },
            dataStorage = new { enabled = false },
            ha = new { enabled = true, replicas = settings.Replicas, disruptionBudget = new { enabled = settings.Replicas > 1 }, config = Config(settings) },
        },
    };

    private static string Config(VaultSettings settings) => $$"""
        ui = true
        disable_mlock = true

        listener "tcp" {
          address         = "[::]:{{Vault.Port}}"
          cluster_address = "[::]:8201"
          tls_cert_file   = "/vault/tls/tls.crt"
          tls_key_file    = "/vault/tls/tls.key"
          telemetry {
            unauthenticated_metrics_access = true
          }
        }

        storage "postgresql" {
          ha_enabled   = "true"
          max_parallel = "16"
        }

        telemetry {
          prometheus_retention_time = "1h"
          disable_hostname          = true
        }

        service_registration "kubernetes" {}
        {{(settings.Unseal == UnsealMethod.AwsKms ? $"\nseal \"awskms\" {{\n  region = \"{settings.KmsRegion}\"\n}}\n" : "")}}
        """;

    private static object[] SecretVariables(VaultSettings settings)
    {
        var storage = new { envName = "VAULT_PG_CONNECTION_URL", secretName = "vault-storage", secretKey = "url" };
        var seal = VaultSeal.VariableNames.Select(name => new { envName = name, secretName = "vault-seal", secretKey = name });
        return settings.Unseal == UnsealMethod.AwsKms ? [storage, .. seal] : [storage];
    }

    private static object[] Volumes(VaultSettings settings)
    {
        object[] always =
        [
            new { name = "tls", secret = new { secretName = Vault.CertificateSecret } },
            new
            {
                name = "postgres", // beside the authority's certificate lies its key, which is nobody's business here
                secret = new { secretName = PlatformDatabase.AuthorityOf(PlatformPostgres.Name), items = new[] { new { key = "ca.crt", path = "ca.crt" } } },
            },
            new { name = "scripts", configMap = new { name = VaultJob.ScriptsMap } },
        ];
        return [.. always, Keys("phase", "phase"), .. settings.Unseal == UnsealMethod.Kubernetes ? [Keys("keys", "unseal-keys")] : Array.Empty<object>()];
    }

    // Each sees the one thing that it needs, and only where it is there.
    private static object Keys(string volume, string key) => new
    {
        name = volume,
        projected = new { sources = new[] { new { secret = new { name = Vault.KeysSecret, optional = true, items = new[] { new { key, path = key } } } } } },
    };

    private static object Storage => new
    {
        name = "storage",
        image = ImagePins.PostgreSql.ToString(),
        command = new[] { "bash", "/scripts/vault-storage.sh" },
        env = new object[]
        {
            new { name = "PGHOST", value = $"{PlatformPostgres.Name}-rw.platform.svc" },
            new { name = "PGUSER", value = "vault" },
            new { name = "PGDATABASE", value = "vault" },
            new { name = "PGSSLMODE", value = "verify-full" },
            new { name = "PGSSLROOTCERT", value = "/vault/postgres/ca.crt" },
            new { name = "PGPASSWORD", valueFrom = new { secretKeyRef = new { name = $"{PlatformPostgres.Name}-vault", key = "password" } } },
            new { name = "KEYS_FOLDER", value = "/vault/keys" },
        },
        resources = new Footprint(0.01m, 32).Resources(128),
        securityContext = new { allowPrivilegeEscalation = false, capabilities = new { drop = new[] { "ALL" } } },
        volumeMounts = new[]
        {
            new { name = "scripts", mountPath = "/scripts", readOnly = true },
            new { name = "postgres", mountPath = "/vault/postgres", readOnly = true },
            new { name = "phase", mountPath = "/vault/keys", readOnly = true },
        },
    };

    private static object Keeper(VaultSettings settings)
    {
        object[] mounts =
        [
            new { name = "scripts", mountPath = "/scripts", readOnly = true },
            new { name = "tls", mountPath = "/vault/tls", readOnly = true },
        ];
        return new
        {
            name = "keeper",
            image = ImagePins.ClusterTools.ToString(),
            command = new[] { "bash", "/scripts/vault-keep.sh" },
            env = new[]
            {
                new { name = "VAULT_ADDR", value = $"https://127.0.0.1:{Vault.Port}" },
                new { name = "VAULT_CACERT", value = "/vault/tls/ca.crt" },
                new { name = "CERTIFICATE", value = "/vault/tls/tls.crt" },
                new { name = "KEYS_FOLDER", value = "/vault/keys" },
                new { name = "KEYS_SECRET", value = Vault.KeysSecret },
                new { name = "PATIENCE", value = "12" },
                new { name = "PAUSE", value = "5" },
            },
            resources = new Footprint(0.005m, 16).Resources(64),
            securityContext = new { allowPrivilegeEscalation = false, capabilities = new { drop = new[] { "ALL" } } },
            volumeMounts = settings.Unseal == UnsealMethod.Kubernetes
                ? [.. mounts, new { name = "keys", mountPath = "/vault/keys", readOnly = true }]
                : mounts,
        };
    }
}
