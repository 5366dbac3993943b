using Spectre.Console;

namespace Infra.Planning;

/// <summary>A plan for the terminal: the resources as a tree, then services, totals and findings.</summary>
public static class PlanTree
{
    public static void Write(IAnsiConsole console, Plan plan)
    {
        var root = new Tree(Title(plan));
        var children = plan.Resources.ToLookup(resource => resource.Parent ?? "");
        var stack = plan.Resources.Single(resource => resource.Parent is null);
        Grow(root, children[stack.Urn], children);
        console.Write(root);
        console.WriteLine();
        WriteSummary(console, plan);
    }

    /// <summary>Everything but the tree, in 100 columns.</summary>
    public static void WriteSummary(IAnsiConsole console, Plan plan)
    {
        console.MarkupLine(Title(plan));
        WriteTotals(console, plan);
        console.WriteLine();
        console.Write(Services(plan));
        console.WriteLine();
        WriteFindings(console, plan);
    }

    private static string Title(Plan plan) =>
        $"[bold]{Markup.Escape($"{plan.Project}-{plan.Stack}")}[/] [grey]{plan.Resources.Count} resources, {PlanText.Findings(plan)}[/]";

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
        var table = new Table().Border(TableBorder.None);
        foreach (var column in new[] { "service", "namespace", "version", "host" })
        {
            table.AddColumn(new TableColumn($"[grey]{column}[/]").Padding(0, 0, 1, 0).NoWrap());
        }

        foreach (var column in new[] { "cpu", "MiB", "GiB" })
        {
            table.AddColumn(new TableColumn($"[grey]{column}[/]").Padding(0, 0, 1, 0).RightAligned().NoWrap());
        }

        foreach (var service in plan.Services)
        {
            var request = service.Profile.Footprint;
            string[] cells =
            [
                service.Name, service.Namespace, service.Profile.Software.Version, string.Join("\n", service.Hosts),
                PlanText.Number(request.Cpu), PlanText.Number(request.MemoryMiB), PlanText.Number(request.DiskGiB),
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
        var names = PlanText.Names(plan).ToList();
        var dnsOnly = names.Where(record => !record.Proxied).Select(record => record.Name.Split('.')[0]).ToList();
        console.MarkupLine($"names    {names.Count} in DNS"
            + (dnsOnly.Count > 0 ? $", not proxied: {Markup.Escape(string.Join(", ", dnsOnly))}" : ""));
    }

    private static void WriteFindings(IAnsiConsole console, Plan plan)
    {
        if (plan.Findings.Count == 0)
        {
            console.MarkupLine("findings [green]none[/]");
        }

        foreach (var finding in plan.Findings)
        {
            var color = finding.Severity == Severity.Error ? "red" : "yellow";
            var text = $"{Markup.Escape(finding.Subject)} {Markup.Escape(finding.Message)}; {Markup.Escape(finding.Fix)} "
                + $"[grey]({finding.Rule})[/]";
            var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
            console.Write(grid.AddRow($"[{color}]{PlanText.Label(finding.Severity)}[/]", text));
        }
    }
}
