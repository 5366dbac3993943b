using System.Globalization;
using Spectre.Console;

namespace Infra.Planning;

/// <summary>A plan for the eye: what would exist as a tree, then what a person decides by.</summary>
public static class PlanTree
{
    public static void Write(IAnsiConsole console, Plan plan)
    {
        var root = new Tree($"[bold]{plan.Project}-{plan.Stack}[/] [grey]{plan.Resources.Count} resources[/]");
        var children = plan.Resources.ToLookup(resource => resource.Parent ?? "");
        var stack = plan.Resources.Single(resource => resource.Parent is null);
        Grow(root, children[stack.Urn], children);
        console.Write(root);
        console.WriteLine();

        console.Write(Services(plan));
        WriteTotals(console, plan);
        WriteFindings(console, plan);
    }

    private static void Grow(IHasTreeNodes node, IEnumerable<PlannedResource> resources, ILookup<string, PlannedResource> children)
    {
        foreach (var resource in resources)
        {
            Grow(node.AddNode(LabelOf(resource)), children[resource.Urn], children);
        }
    }

    private static string LabelOf(PlannedResource resource)
    {
        var type = resource.Type[(resource.Type.LastIndexOf(':') + 1)..];
        var flags = (resource.Protect ? " [yellow]protected[/]" : "") + (resource.RetainOnDelete ? " [yellow]retained[/]" : "");
        var name = Markup.Escape(resource.Name);
        return resource.IsComponent ? $"[bold]{name}[/] [grey]{Markup.Escape(type)}[/]{flags}" : $"{name} [grey]{Markup.Escape(type)}[/]{flags}";
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
            var (cpu, memory, disk) = service.Profile.Footprint;
            table.AddRow(service.Name, service.Layer, service.Profile.Namespace, service.Profile.Software.Version,
                string.Join("\n", service.Hosts), Text(cpu), $"{Text(memory)} MiB", $"{Text(disk)} GiB");
        }

        return table;
    }

    private static void WriteTotals(IAnsiConsole console, Plan plan)
    {
        var (needed, capacity) = plan.Budget;
        console.MarkupLine($"budget   {Text(needed.Cpu)} of {Text(capacity.Cpu)} cpu, {Text(needed.MemoryMiB)} of {Text(capacity.MemoryMiB)} MiB, "
            + $"{Text(needed.DiskGiB)} of {Text(capacity.DiskGiB)} GiB: {(plan.Budget.Fits ? "[green]fits[/]" : "[red]does not fit[/]")}");
        console.MarkupLine($"cost     {Text(plan.Cost.Monthly)} {plan.Cost.Currency} a month"
            + (plan.Cost.Items.Count > 0 ? $" [grey]({Markup.Escape(string.Join(", ", plan.Cost.Items.Select(item => item.Name)))})[/]" : ""));
        console.MarkupLine($"names    {plan.Dns.Select(record => record.Name).Distinct().Count()} in DNS"
            + $"{string.Concat(plan.Dns.DistinctBy(record => record.Name).Select(record => $"\n         {Markup.Escape(record.Name)} [grey]{(record.Proxied ? "proxied" : "DNS only")}[/]"))}");
    }

    private static void WriteFindings(IAnsiConsole console, Plan plan)
    {
        console.MarkupLine(plan.Findings.Count == 0 ? "findings [green]none[/]" : $"findings {plan.Findings.Count}");
        foreach (var finding in plan.Findings)
        {
            var color = finding.Severity == Severity.Error ? "red" : "yellow";
            console.MarkupLine($"  [{color}]{(finding.Severity == Severity.Error ? "error" : "warning")}[/] {Markup.Escape(finding.Subject)} "
                + $"{Markup.Escape(finding.Message)}; {Markup.Escape(finding.Fix)} [grey]({finding.Rule})[/]");
        }
    }

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
