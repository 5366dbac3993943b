using System.Text.Json.Nodes;

namespace Infra.Settings.Reading;

/// <summary>The defaults of an environment. A stack's file overrides them.</summary>
internal static class Profile
{
    public static JsonObject Of(EnvironmentKind environment, string stack)
    {
        var name = SettingShape.Spell(environment);
        using var stream = typeof(Profile).Assembly.GetManifestResourceStream($"Profiles/{name}.yaml")!;
        using var reader = new StreamReader(stream);
        var profile = (JsonObject)YamlText.Read(reader, $"the profile {name}")!;

        // The stacks of pull requests share one template, so only the stack's name distinguishes them.
        if (environment == EnvironmentKind.Test)
        {
            profile["domain"] = new JsonObject { ["suffix"] = stack };
        }

        return profile;
    }
}
