using System.Security.Cryptography;
using System.Text;
using Infra.Bricks;

namespace Infra.Planning;

/// <summary>Plans as one HTML page: a single file without network access, for light and dark mode, desktop and phone.</summary>
public static class PlanHtml
{
    public static string Write(IReadOnlyList<Plan> plans)
    {
        var (style, script) = (ScriptText.Read("Page/plan.css"), ScriptText.Read("Page/plan.js"));
        var page = new HtmlText();
        page.Add($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
            + $"content=\"width=device-width, initial-scale=1\">\n")

            // If anything gets past the escaping, the browser neither runs nor fetches it.
            .Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                + $"style-src {Hash(style)}; script-src {Hash(script)}; ")
            .Add($"base-uri 'none'; form-action 'none'\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Add($"<title>{string.Join(", ", plans.Select(plan => plan.Stack))} · plan of {plans[0].Project}</title>\n")
            .AddRaw($"<style>{style}</style>\n</head>\n<body>\n");
        WriteHead(page, plans);
        page.Add($"<main>\n");
        foreach (var plan in plans)
        {
            PlanHtmlStack.Write(page, plan);
        }

        return page.Add($"</main>\n").AddRaw($"<script>{script}</script>\n</body>\n</html>\n").ToString();
    }

    private static void WriteHead(HtmlText page, IReadOnlyList<Plan> plans)
    {
        page.Add($"<header>\n<h1>{plans[0].Project}</h1>\n<nav>");
        foreach (var plan in plans)
        {
            var mark = plan.HasErrors ? "error" : plan.Findings.Count > 0 ? "warning" : "fine";
            page.Add($"<a class=\"{mark}\" href=\"#{plan.Stack}\" title=\"{PlanText.Findings(plan)}\">{plan.Stack}</a>");
        }

        page.Add($"</nav>\n<p class=\"filter\"><input type=\"search\" id=\"filter\" placeholder=\"Filter by name or type\" "
            + $"aria-label=\"Filter resources and services\">")
            .Add($"<output id=\"found\" for=\"filter\"></output></p>\n</header>\n");
    }

    private static string Hash(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
