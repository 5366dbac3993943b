using System.Text;

namespace Infra.Planning;

/// <summary>A plan as Markdown, for a pull request, a job summary or a wiki. Text from settings is escaped.</summary>
public static class PlanMarkdown
{
    public static string Write(IReadOnlyList<Plan> plans) => string.Join('\n', plans.Select(Write));

    private static string Write(Plan plan)
    {
        var text = new StringBuilder($"## {MarkdownText.Escape($"{plan.Project}-{plan.Stack}")}\n\n");
        text.Append($"{PlanText.Findings(plan)} · {PlanText.Count(plan.Services.Count, "service")} · "
            + $"{PlanText.Count(plan.Resources.Count, "resource")}"
            + $" · budget {(plan.Budget.Fits ? "fits" : "**does not fit**")} · "
            + $"{MarkdownText.Escape(PlanText.Cost(plan.Cost))}\n\n");
        WriteFindings(text, plan);
        WriteServices(text, plan);
        WriteTotals(text, plan);
        WriteResources(text, plan);
        return text.ToString();
    }

    private static void WriteFindings(StringBuilder text, Plan plan)
    {
        foreach (var finding in plan.Findings)
        {
            text.Append($"- **{PlanText.Label(finding.Severity)}** "
                + $"{MarkdownText.Sentence($"{finding.Subject} {finding.Message}; {finding.Fix}")} "
                + $"({MarkdownText.Code(finding.Rule)})\n");
        }

        text.Append(plan.Findings.Count > 0 ? "\n" : "");
    }

    private static void WriteServices(StringBuilder text, Plan plan)
    {
        Row("service", "layer", "namespace", "version", "hosts", "cpu", "memory", "disk");
        text.Append("| --- | --- | --- | --- | --- | ---: | ---: | ---: |\n");
        foreach (var service in plan.Services)
        {
            Row([
                .. new[] { service.Name, service.Layer, service.Namespace, service.Profile.Software.Version }.Select(
                    MarkdownText.Escape),
                string.Join("<br>", service.Hosts.Select(MarkdownText.Escape)),
                .. PlanText.Requests(service.Profile.Footprint)]);
        }

        text.Append('\n');

        void Row(params string[] cells) => text.Append($"| {string.Join(" | ", cells)} |\n");
    }

    private static void WriteTotals(StringBuilder text, Plan plan)
    {
        text.Append($"- **budget** {PlanText.Budget(plan.Budget)}: {(plan.Budget.Fits ? "fits" : "does not fit")}\n");
        var items = string.Join(", ", plan.Cost.Items.Select(item => $"{item.Name} {PlanText.Number(item.Monthly)}"));
        text.Append($"- **cost** {MarkdownText.Escape(PlanText.Cost(plan.Cost) + (items.Length > 0 ? $" ({items})" : ""))}\n");
        var names = PlanText.Names(plan)
            .Select(record => $"{MarkdownText.Code(record.Name)} {PlanText.Proxying(record)}").ToList();
        text.Append($"- **names** {(names.Count == 0 ? "none in DNS" : string.Join(", ", names))}\n\n");
    }

    private static void WriteResources(StringBuilder text, Plan plan)
    {
        var children = plan.Resources.ToLookup(resource => resource.Parent ?? "");
        text.Append($"<details><summary>{PlanText.Count(plan.Resources.Count, "resource")}</summary>\n\n");
        Grow(children[plan.Resources.Single(resource => resource.Parent is null).Urn], "");
        text.Append("\n</details>\n");

        void Grow(IEnumerable<PlannedResource> resources, string indent)
        {
            foreach (var resource in resources)
            {
                var name = MarkdownText.Escape(resource.Name);
                text.Append($"{indent}- {(resource.IsComponent ? $"**{name}**" : name)} "
                    + $"{MarkdownText.Code(PlanText.ShortType(resource.Type))}"
                    + $"{(resource.Protect ? " protected" : "")}{(resource.RetainOnDelete ? " retained" : "")}\n");
                Grow(children[resource.Urn], $"{indent}  ");
            }
        }
    }
}
