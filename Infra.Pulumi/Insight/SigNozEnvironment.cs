using Infra.Settings;

namespace Infra.Insight;

/// <summary>SigNoz's own settings, as the chart takes them: `_` goes a level down, `__` is an underscore.</summary>
internal static class SigNozEnvironment
{
    private const string Mail = "signoz_alertmanager_signoz_global_smtp__";

    public static Dictionary<string, object> Of(PlatformSettings settings, string url, string secret)
    {
        var environment = new Dictionary<string, object>
        {
            ["signoz_alertmanager_signoz_external__url"] = url,
            ["signoz_analytics_enabled"] = "false",
            ["signoz_tokenizer_jwt_secret"] = From(secret, "tokens"), // the default is the word "secret"
            ["signoz_user_root_enabled"] = "true",
            ["signoz_user_root_email"] = settings.Admin.Email.Text,
            ["signoz_user_root_password"] = From(secret, "password"),
        };
        if (settings.Alerts.Mail is { } mail)
        {
            environment[$"{Mail}smarthost"] = $"{mail.Host}:{mail.Port}";
            environment[$"{Mail}from"] = mail.From.Text;
            environment[$"{Mail}auth__username"] = mail.User;
            environment[$"{Mail}auth__password"] = From(secret, "mail");
            environment[$"{Mail}require__tls"] = "true";
        }

        return environment;
    }

    private static object From(string secret, string key) => new { valueFrom = new { secretKeyRef = new { name = secret, key } } };
}
