using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infra.Bricks;

namespace Infra.Planning;

/// <summary>A plan as JSON, the stable format for other tools.</summary>
public static class PlanJson
{
    internal static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    /// <summary>One plan as an object, several as a list.</summary>
    public static string Write(IReadOnlyList<Plan> plans)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            if (plans.Count == 1)
            {
                Write(json, plans[0]);
            }
            else
            {
                List(json, null, plans, plan => Write(json, plan));
            }
        }

        buffer.WriteByte((byte)'\n');
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, Plan plan)
    {
        json.WriteStartObject();
        json.WriteString("stack", plan.Stack);
        json.WriteString("project", plan.Project);
        json.WriteString("sdk", typeof(PlanJson).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "PulumiSdk").Value);
        List(json, "resources", plan.Resources, resource => Write(json, resource));
        List(json, "services", plan.Services, service => Write(json, service));
        List(json, "dns", plan.Dns, record =>
        {
            json.WriteStartObject();
            json.WriteString("name", record.Name);
            json.WriteString("type", record.Type);
            json.WriteBoolean("proxied", record.Proxied);
            json.WriteEndObject();
        });
        Write(json, plan.Budget);
        Write(json, plan.Cost);
        List(json, "findings", plan.Findings, finding =>
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule);
            json.WriteString("severity", finding.Severity == Severity.Error ? "error" : "warning");
            json.WriteString("subject", finding.Subject);
            json.WriteString("message", finding.Message);
            json.WriteString("fix", finding.Fix);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlannedResource resource)
    {
        json.WriteStartObject();
        json.WriteString("urn", resource.Urn);
        json.WriteString("type", resource.Type);
        json.WriteString("name", resource.Name);
        json.WriteString("parent", resource.Parent);
        List(json, "dependsOn", resource.DependsOn, json.WriteStringValue);
        json.WriteString("provider", resource.Provider);
        json.WriteBoolean("protect", resource.Protect);
        json.WriteBoolean("retainOnDelete", resource.RetainOnDelete);
        json.WriteBoolean("component", resource.IsComponent);
        json.WritePropertyName("inputs");
        ValueJson.Write(json, resource.Inputs);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlannedService service)
    {
        var profile = service.Profile;
        json.WriteStartObject();
        json.WriteString("name", service.Name);
        json.WriteString("layer", service.Layer);
        json.WriteString("namespace", service.Namespace);
        json.WriteString("chart", profile.Software.Chart);
        json.WriteString("version", profile.Software.Version);
        json.WriteStartObject("footprint");
        WriteFootprint(json, profile.Footprint);
        json.WriteEndObject();
        List(json, "hosts", service.Hosts, json.WriteStringValue);
        json.WriteString("backup", profile.Backup);
        json.WriteString("monitoring", profile.Monitoring);
        json.WriteString("network", profile.Network.ToString());
        json.WriteString("upgrade", profile.Upgrade);
        json.WriteString("blastRadius", profile.BlastRadius);
        json.WriteString("runbook", service.Runbook);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlannedBudget budget)
    {
        json.WriteStartObject("budget");
        WriteFootprint(json, budget.Needed);
        json.WriteStartObject("capacity");
        WriteFootprint(json, budget.Capacity);
        json.WriteEndObject();
        json.WriteBoolean("fits", budget.Fits);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlannedCost cost)
    {
        json.WriteStartObject("cost");
        json.WriteNumber("monthly", cost.Monthly);
        json.WriteString("currency", cost.Currency);
        List(json, "items", cost.Items, item =>
        {
            json.WriteStartObject();
            json.WriteString("name", item.Name);
            json.WriteNumber("monthly", item.Monthly);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteFootprint(Utf8JsonWriter json, Footprint footprint)
    {
        json.WriteNumber("cpu", footprint.Cpu);
        json.WriteNumber("memoryMiB", footprint.MemoryMiB);
        json.WriteNumber("diskGiB", footprint.DiskGiB);
    }

    private static void List<T>(Utf8JsonWriter json, string? name, IEnumerable<T> items, Action<T> write)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartArray();
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }
}
