using System.Text.Json;
using Infra.Settings;

namespace Infra.Engine.Adoption;

/// <summary>The resources in a Terraform state (version 4).</summary>
public static class TerraformState
{
    public static IReadOnlyList<TerraformResource> Read(string path)
    {
        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(FileText.Read(path));
            return json.GetProperty("version").GetInt32() == 4
                ? [.. json.GetProperty("resources").EnumerateArray().SelectMany(Instances)]
                : throw new UserError($"{path} has state version {json.GetProperty("version")}, which is not supported",
                    "write it with `terraform state pull` of Terraform 0.12 or later");
        }
        catch (Exception broken) when (
            broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UserError($"{path} is not a Terraform state ({broken.Message})",
                "pass the output of `terraform state pull`");
        }
    }

    // Data sources own nothing.
    private static IEnumerable<TerraformResource> Instances(JsonElement resource)
    {
        if (resource.GetProperty("mode").GetString() != "managed")
        {
            yield break;
        }

        var type = resource.GetProperty("type").GetString()!;
        var module = resource.TryGetProperty("module", out var path) ? $"{path.GetString()}." : "";
        foreach (var instance in resource.GetProperty("instances").EnumerateArray())
        {
            var index = instance.TryGetProperty("index_key", out var key) ? $"[{key.GetRawText()}]" : "";
            yield return new($"{module}{type}.{resource.GetProperty("name").GetString()}{index}", type,
                instance.GetProperty("attributes"));
        }
    }
}

/// <summary>A resource of a Terraform state. Its attributes hold secrets in clear text.</summary>
public sealed record TerraformResource(string Address, string Type, JsonElement Attributes)
{
    public string? Text(params string[] path)
    {
        var value = Attributes;
        foreach (var name in path)
        {
            // A block that may occur once is a list of one.
            value = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? value[0] : value;
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
