using Infra.Charts;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Bricks;

/// <summary>What a ClickHouse needs beyond the ordinary for SigNoz to query it: a function that runs a program of SigNoz's.</summary>
public sealed class SigNozFunctions(string name, string ns, CustomResourceOptions? options = null)
    : ConfigMap($"{name}-functions", Compose(name, ns), options)
{
    // https://github.com/SigNoz/charts/tree/main/charts/clickhouse has the same as the bundled ClickHouse's settings.
    private const string Function = """
        <functions>
          <function>
            <type>executable</type>
            <name>histogramQuantile</name>
            <return_type>Float64</return_type>
            <argument><type>Array(Float64)</type><name>buckets</name></argument>
            <argument><type>Array(Float64)</type><name>counts</name></argument>
            <argument><type>Float64</type><name>quantile</name></argument>
            <format>CSV</format>
            <command>./histogramQuantile</command>
          </function>
        </functions>
        """;

    public static readonly IReadOnlyDictionary<string, object> Settings = new Dictionary<string, object>
    {
        ["user_scripts_path"] = "/var/lib/clickhouse/user_scripts/",
        ["user_defined_executable_functions_config"] = "/etc/clickhouse-server/functions/functions.xml",
        ["async_load_databases"] = "false", // else SigNoz meets a server that answers before its tables are there
    };

    public static readonly IReadOnlyDictionary<string, object> Profile = new Dictionary<string, object>
    {
        ["default/allow_nondeterministic_mutations"] = "1",
        ["default/secondary_indices_enable_bulk_filtering"] = "0",
        ["default/query_plan_max_limit_for_lazy_materialization"] = "0",
    };

    /// <summary>The init container that fetches the program.</summary>
    public static object Fetch => new
    {
        name = "functions",
        image = ImagePins.Alpine.ToString(),
        command = new[] { "/bin/sh", "-c", ScriptText.Read("signoz-functions.sh") },
        volumeMounts = new[] { new { name = "scripts", mountPath = "/scripts" } },
    };

    public static object[] Mounts =>
    [
        new { name = "scripts", mountPath = "/var/lib/clickhouse/user_scripts" },
        new { name = "functions", mountPath = "/etc/clickhouse-server/functions" },
    ];

    public static object[] VolumesOf(string name) =>
    [
        new { name = "scripts", emptyDir = new { } },
        new { name = "functions", configMap = new { name = $"{name}-functions" } },
    ];

    private static ConfigMapArgs Compose(string name, string ns) => new()
    {
        Metadata = new ObjectMetaArgs { Name = $"{name}-functions", Namespace = ns },
        Data = { ["functions.xml"] = Function },
    };
}
