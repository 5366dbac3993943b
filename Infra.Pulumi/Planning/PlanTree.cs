using Spectre.Console;

namespace Infra.Planning;

/// <summary>A plan for the terminal: the resources as a tree, then services, totals and findings.</summary>
public static class PlanTree
{
    public static void Write(IAnsiConsole console, Plan plan)
    {
        var root = new Tree(
            $"[bold]{Markup.Escape($"{plan.Project}-{plan.Stack}")}[/] [grey]{plan.Resources.Count} resources[/]");
        var children = plan.Resources.ToLookup(resource => resource.Parent ?? "");
        var stack = plan.Resources.Single(resource => resource.Parent is null);
        Grow(root, children[stack.Urn], children);
        console.Write(root);
        console.WriteLine();

        console.Write(Services(plan));
        WriteTotals(console, plan);
        WriteFindings(console, plan);
    }

    private static void Grow(IHasTreeNodes node, IEnumerable<PlannedResource> resources, ILookup<string,
        PlannedResource> children)
    {
        foreach (var resource in resources)
        {
            Grow(node.AddNode(LabelOf(resource)), children[resource.Urn], children);
        }
    }

    private static string LabelOf(PlannedResource resource)
    {
        var type = PlanText.ShortType(resource.Type);
        var flags = (resource.Protect ? " [yellow]protected[/]" : "") + (resource.RetainOnDelete ? " [yellow]retained[/]" : "");
        var name = Markup.Escape(resource.Name);
        return resource.IsComponent ? $"[bold]{name}[/] [grey]{Markup.Escape(type)}[/]{flags}"
            : $"{name} [grey]{Markup.Escape(type)}[/]{flags}";
    }

    private static Table Services(Plan plan)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "service", "layer", "namespace", "version", "hosts" })
        {
            table.AddColumn(column);
        }

        foreach (var column in new[] { "cpu", "memory", "disk" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var service in plan.Services)
        {
            string[] cells =
            [
                service.Name, service.Layer, service.Namespace, service.Profile.Software.Version,
                    string.Join("\n", service.Hosts),
                .. PlanText.Requests(service.Profile.Footprint),
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }

    private static void WriteTotals(IAnsiConsole console, Plan plan)
    {
        console.MarkupLine(
            $"budget   {PlanText.Budget(plan.Budget)}: {(plan.Budget.Fits ? "[green]fits[/]" : "[red]does not fit[/]")}");
        console.MarkupLine($"cost     {Markup.Escape(PlanText.Cost(plan.Cost))}"
            + (plan.Cost.Items.Count > 0
            ? $" [grey]({Markup.Escape(string.Join(", ", plan.Cost.Items.Select(item => item.Name)))})[/]" : ""));
        console.MarkupLine($"names    {PlanText.Names(plan).Count()} in DNS");
        foreach (var record in PlanText.Names(plan))
        {
            console.MarkupLine($"         {Markup.Escape(record.Name)} [grey]{PlanText.Proxying(record)}[/]");
        }
    }

    private static void WriteFindings(IAnsiConsole console, Plan plan)
    {
        console.MarkupLine(plan.Findings.Count == 0 ? "findings [green]none[/]" : $"findings {plan.Findings.Count}");
        foreach (var finding in plan.Findings)
        {
            var color = finding.Severity == Severity.Error ? "red" : "yellow";
            console.MarkupLine($"  [{color}]{PlanText.Label(finding.Severity)}[/] {Markup.Escape(finding.Subject)} "
                + $"{Markup.Escape(finding.Message)}; {Markup.Escape(finding.Fix)} [grey]({finding.Rule})[/]");
        }
    }
}
