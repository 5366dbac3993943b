using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infra.Planning;

/// <summary>Every resource of a stack as a collapsible tree, each with its options and inputs.</summary>
internal static partial class PlanHtmlTree
{
    public static void Write(HtmlText page, Plan plan)
    {
        var children = plan.Resources.ToLookup(resource => resource.Parent ?? "");
        var anchors = plan.Resources.Select((resource, index) => (resource.Urn, Anchor: $"{plan.Stack}-{index}"))
            .DistinctBy(pair => pair.Urn).ToDictionary(pair => pair.Urn, pair => pair.Anchor);
        var names = plan.Resources.DistinctBy(resource => resource.Urn)
            .ToDictionary(resource => resource.Urn, resource => resource.Name);
        page.Add($"<div class=\"found\"><h3>Resources</h3>\n");
        Grow(children[children[""].Single().Urn]);
        page.Add($"</div>\n");

        void Grow(IEnumerable<PlannedResource> resources)
        {
            page.Add($"<ul class=\"tree\">\n");
            foreach (var resource in resources)
            {
                var below = children[resource.Urn].ToList();
                page.Add($"<li><details id=\"{anchors[resource.Urn]}\" data-find><summary><span "
                    + $"class=\"{(resource.IsComponent ? "component" : "resource")}\">{resource.Name}</span> ")
                    .Add($"<span class=\"type\">{resource.Type}</span>");
                Flag(resource.Protect, "protected");
                Flag(resource.RetainOnDelete, "retained");
                Flag(below.Count > 0, $"{below.Count}");
                page.Add($"</summary>\n");
                WriteOptions(resource);
                WriteInputs(page, resource);
                if (below.Count > 0)
                {
                    Grow(below);
                }

                page.Add($"</details></li>\n");
            }

            page.Add($"</ul>\n");
        }

        void Flag(bool isSet, string text)
        {
            if (isSet)
            {
                page.Add($" <span class=\"flag\">{text}</span>");
            }
        }

        void WriteOptions(PlannedResource resource)
        {
            page.Add($"<p class=\"options\"><code>{resource.Urn}</code>");
            if (resource.Provider is not null)
            {
                page.Add($" · provider ");
                Link(resource.Provider);
            }

            page.Add($"</p>\n");
            if (resource.DependsOn.Count > 0)
            {
                page.Add($"<details class=\"options\"><summary>needs {resource.DependsOn.Count}</summary>");
                resource.DependsOn.ToList().ForEach(Link);
                page.Add($"</details>\n");
            }
        }

        void Link(string urn) =>
            page.Add($"<a href=\"#{anchors.GetValueOrDefault(urn)}\">{names.GetValueOrDefault(urn, urn)}</a> ");
    }

    private static void WriteInputs(HtmlText page, PlannedResource resource)
    {
        if (resource.Inputs.Count == 0)
        {
            return;
        }

        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, PlanJson.Readable))
        {
            ValueJson.Write(json, resource.Inputs);
        }

        var text = Secret().Replace(
            HtmlText.EscapeBetweenTags(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length)),
                "<mark>{\"secret\": true}</mark>")
            .Replace($"\"{ValueJson.Unknown}\"", "<mark>known after creation</mark>", StringComparison.Ordinal);

        // The style sheet breaks the line there; copied text is still JSON.
        page.Add($"<pre>").AddRaw(LineEnd().Replace(text, "$0<i></i>")).Add($"</pre>\n");
    }

    [GeneratedRegex(@"\{\s+""secret"": true\s+\}")]
    private static partial Regex Secret();

    // `\n` but not `\\n`.
    [GeneratedRegex(@"(?<!\\)(?:\\\\)*\\n")]
    private static partial Regex LineEnd();
}
