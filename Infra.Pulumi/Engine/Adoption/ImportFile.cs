using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Engine.Adoption;

/// <summary>The file for `pulumi import --file`: https://www.pulumi.com/docs/iac/cli/commands/pulumi_import/</summary>
public static class ImportFile
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    public static string Write(AdoptionPlan adopted, Plan plan)
    {
        var byUrn = plan.Resources.ToDictionary(resource => resource.Urn);
        var names = new JsonObject();
        var entries = new JsonArray();
        var parents = new HashSet<string>();
        foreach (var (resource, id) in adopted.Resources)
        {
            AddParents(resource);
            var entry = Entry(resource);
            entry["id"] = id;
            if (resource.Provider is { } provider)
            {
                entry["provider"] = Name(byUrn[provider]);
                names[Name(byUrn[provider])] = provider;
            }

            entries.Add(entry);
        }

        return new JsonObject { ["nameTable"] = names, ["resources"] = entries }.ToJsonString(Readable) + "\n";

        // A component that does not exist yet is imported before its children.
        void AddParents(PlannedResource child)
        {
            if (child.Parent is { } urn && byUrn[urn] is { Parent: not null } parent && parents.Add(urn))
            {
                AddParents(parent);
                var entry = Entry(parent);
                entry["component"] = true;
                entries.Add(entry);
            }
        }

        JsonObject Entry(PlannedResource resource)
        {
            var entry = new JsonObject { ["type"] = resource.Type, ["name"] = Name(resource), ["logicalName"] = resource.Name };
            if (resource.Parent is { } urn && byUrn[urn].Parent is not null)
            {
                entry["parent"] = Name(byUrn[urn]);
            }

            return entry;
        }
    }

    // Names in the file must be unique, but a component and its child often share a name.
    private static string Name(PlannedResource resource) =>
        string.Concat($"{resource.Type}-{resource.Name}".Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
