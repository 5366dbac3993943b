using System.Text.Json.Nodes;

namespace Infra.Settings;

/// <summary>What an environment sets so that a stack's file need not. Any of it may be overridden there.</summary>
internal static class Profile
{
    public static JsonObject Of(EnvironmentKind environment, string stack)
    {
        var name = SettingShape.Spell(environment);
        using var stream = typeof(Profile).Assembly.GetManifestResourceStream($"Profiles/{name}.yaml")!;
        using var reader = new StreamReader(stream);
        var profile = (JsonObject)YamlText.Read(reader, $"the profile {name}")!;

        // Every pull request's stack is made from one template, so what tells them apart can only be the stack's own name.
        if (environment == EnvironmentKind.Test)
        {
            profile["domain"] = new JsonObject { ["suffix"] = stack };
        }

        return profile;
    }
}
