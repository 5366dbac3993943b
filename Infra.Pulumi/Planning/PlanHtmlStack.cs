using System.Globalization;

namespace Infra.Planning;

/// <summary>A stack's section of the page: the overview, then its services, then every resource.</summary>
internal static class PlanHtmlStack
{
    public static void Write(HtmlText page, Plan plan)
    {
        page.Add($"<section id=\"{plan.Stack}\">\n<h2>{plan.Stack}</h2>\n<p "
            + $"class=\"sum\">{PlanText.Count(plan.Services.Count, "service")}, ")
            .Add($"{PlanText.Count(plan.Resources.Count, "resource")}, "
                + $"{PlanText.Count(PlanText.Names(plan).Count(), "name")} in DNS</p>\n");
        page.Add($"<div class=\"overview\">\n");
        WriteFindings(page, plan);
        page.Add($"<div class=\"cards\">\n");
        WriteBudget(page, plan.Budget);
        WriteCost(page, plan.Cost);
        WriteNames(page, plan);
        page.Add($"</div>\n</div>\n");
        WriteServices(page, plan);
        PlanHtmlTree.Write(page, plan);
        page.Add($"</section>\n");
    }

    private static void WriteFindings(HtmlText page, Plan plan)
    {
        page.Add($"<h3>{PlanText.Findings(plan)}</h3>\n<ul class=\"findings\">\n");
        foreach (var finding in plan.Findings.OrderBy(finding => finding.Severity))
        {
            var severity = PlanText.Label(finding.Severity);
            page.Add($"<li class=\"{severity}\"><p><b>{severity}</b> <code>{finding.Subject}</code> ")
                .AddProse(finding.Message).Add($"</p>\n<p class=\"fix\">").AddProse(finding.Fix)
                .Add($" <span class=\"rule\">{finding.Rule}</span></p></li>\n");
        }

        page.Add($"</ul>\n");
    }

    private static void WriteBudget(HtmlText page, PlannedBudget budget)
    {
        page.Add($"<div class=\"card\"><h3>Budget <span "
            + $"class=\"{(budget.Fits ? "fine" : "error")}\">{(budget.Fits ? "fits" : "does not fit")}</span></h3>\n");
        foreach (var (name, needed, available, unit) in PlanText.BudgetParts(budget))
        {
            var share = available > 0 ? needed / available * 100 : needed > 0 ? 100 : 0;
            var width = decimal.Min(share, 100).ToString("0.#", CultureInfo.InvariantCulture);
            page.Add($"<div class=\"bar {(needed > available ? "error" : share > 85 ? "warning" : "")}\"><span>{name}</span>")
                .Add($"<span>{PlanText.Number(needed)} of {PlanText.Number(available)} {unit}</span>")
                .Add($"<svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" role=\"img\" "
                    + $"aria-label=\"{PlanText.Number(decimal.Round(share))} percent\"><rect "
                    + $"width=\"{width}\" height=\"1\"/></svg></div>\n");
        }

        page.Add($"</div>\n");
    }

    private static void WriteCost(HtmlText page, PlannedCost cost)
    {
        page.Add($"<div class=\"card\"><h3>Cost</h3>\n<p class=\"big\">{PlanText.Number(cost.Monthly)} <small>{cost.Currency} "
            + $"a month</small></p>\n<ul class=\"plain\">\n");
        foreach (var item in cost.Items)
        {
            page.Add($"<li><span>{item.Name}</span><span>{PlanText.Number(item.Monthly)}</span></li>\n");
        }

        page.Add($"</ul>\n</div>\n");
    }

    private static void WriteNames(HtmlText page, Plan plan)
    {
        page.Add($"<div class=\"card wide\"><h3>Names</h3>\n<ul class=\"plain\">\n");
        foreach (var record in PlanText.Names(plan))
        {
            page.Add($"<li><span>{record.Name}</span><span "
                + $"class=\"{(record.Proxied ? "proxied" : "direct")}\">{PlanText.Proxying(record)}</span></li>\n");
        }

        page.Add($"</ul>\n{(plan.Dns.Count == 0 ? "none in DNS" : "")}</div>\n");
    }

    private static void WriteServices(HtmlText page, Plan plan)
    {
        page.Add($"<div class=\"found\"><h3>Services</h3>\n<div class=\"services\">\n<div "
            + $"class=\"head\"><span>service</span><span>layer</span><span>namespace</span><span>version</span>")
            .Add($"<span>hosts</span><span>cpu</span><span>memory</span><span>disk</span></div>\n");
        foreach (var service in plan.Services)
        {
            var (profile, request) = (service.Profile, PlanText.Requests(service.Profile.Footprint));
            page.Add($"<details data-find><summary><b>{service.Name}</b><span>{service.Layer}</span>")
                .Add($"<span>{service.Namespace}</span><span>{profile.Software.Version}</span>")
                .Add($"<span class=\"hosts\">{string.Join(" ", service.Hosts)}</span><span>{request[0]}</span>")
                .Add($"<span>{request[1]}</span><span>{request[2]}</span></summary>\n<dl>")
                .Add($"<dt>chart</dt><dd>{profile.Software.Chart ?? "none"}</dd><dt>network</dt><dd>{profile.Network}</dd>")
                .Add($"<dt>backup</dt><dd>{profile.Backup}</dd>")
                .Add($"<dt>monitoring</dt><dd>{profile.Monitoring}</dd><dt>upgrade</dt><dd>{profile.Upgrade}</dd>")
                .Add($"<dt>blast radius</dt><dd>{profile.BlastRadius}</dd>")
                .Add($"<dt>runbook</dt><dd>{service.Runbook}</dd></dl></details>\n");
        }

        page.Add($"</div>\n</div>\n");
    }
}
