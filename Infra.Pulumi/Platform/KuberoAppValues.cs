using Infra.Bricks;
using Infra.Settings;

namespace Infra.Platform;

/// <summary>What Kubero's operator is told of an application.</summary>
public static class KuberoAppValues
{
    // Sets every variable that the agent wrote, then becomes what the image would have started.
    private const string Start = "set -a; . /vault/secrets/env; set +a; exec \"$@\"";

    /// <summary>How the operator labels its pods.</summary>
    public static Dictionary<string, string> PodsOf(string name) => Labels.OfRelease($"{name}-web");

    public static object Of(string name, AppSettings app, object[] pullSecrets) => new
    {
        name,
        pipeline = app.PipelineOf(name),
        phase = app.Phase.Text,
        deploymentstrategy = "docker",
        buildstrategy = "external",
        sleep = "disabled",
        autodeploy = false,
        image = new
        {
            repository = app.Image,
            tag = app.Tag,
            pullPolicy = "IfNotPresent",
            containerPort = app.Port,
            command = app.SecretKeys.Any() ? (string[])["/bin/sh", "-c", Start, "start", .. app.Command] : [.. app.Command],
            run = new { securityContext = new { allowPrivilegeEscalation = false } },
        },
        imagePullSecrets = pullSecrets,
        envVars = app.Env.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new { name = pair.Key, value = pair.Value }),
        podAnnotations = app.SecretKeys.Any() ? Agent(name, app) : [],
        web = new { replicaCount = app.Replicas },
        worker = new { replicaCount = 0 },
        autoscaling = new { enabled = false },
        resources = new Footprint(app.Cpu, app.Memory.MiB).Resources(app.Memory.MiB * 2),
        healthcheck = new { enabled = true, path = app.HealthPath, startupSeconds = 90, timeoutSeconds = 3, periodSeconds = 10 },
        ingress = new { enabled = false }, // ours has the gate and the certificate
        vulnerabilityscan = new { enabled = false },
        cronjobs = Array.Empty<object>(),
        addons = Array.Empty<object>(),
        extraVolumes = Array.Empty<object>(),
    };

    // Kubero writes variables into its objects for all to read, so the secret ones come from Vault's agent instead.
    private static Dictionary<string, string> Agent(string name, AppSettings app)
    {
        var path = $"{SecretHome.Mount}/data/{SecretHome.PathOf(app.NamespaceOf(name), name)}";
        return new()
        {
            ["vault.hashicorp.com/agent-inject"] = "true",
            ["vault.hashicorp.com/agent-pre-populate-only"] = "true",
            ["vault.hashicorp.com/role"] = VaultPolicies.RoleOfApp(name),
            ["vault.hashicorp.com/tls-secret"] = VaultAuthority.SecretName,
            ["vault.hashicorp.com/ca-cert"] = "/vault/tls/ca.crt",
            ["vault.hashicorp.com/agent-inject-secret-env"] = path,
            ["vault.hashicorp.com/agent-inject-template-env"] =
                $$$"""{{ with secret "{{{path}}}" }}{{ range $name, $value := .Data.data }}{{ $name }}='{{ $value | replaceAll "'" "'\\''" }}'{{ "\n" }}{{ end }}{{ end }}""",
        };
    }
}
