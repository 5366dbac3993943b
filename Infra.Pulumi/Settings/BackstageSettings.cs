using System.ComponentModel;

namespace Infra.Settings;

/// <summary>Backstage, the developers' portal.</summary>
public sealed record BackstageSettings : IChecked
{
    [Description("Whether the service is installed. It needs your own image.")]
    public bool Enabled { get; init; }

    [Description("The image, such as ghcr.io/you/backstage: https://backstage.io/docs/deployment/docker")]
    public string? Image { get; init; }

    [Description("The image's exact tag.")]
    public string? Tag { get; init; }

    public IEnumerable<SettingProblem> Problems(string key)
    {
        foreach (var (name, value) in new[] { ("image", Image), ("tag", Tag) })
        {
            if (Enabled && value is null)
            {
                yield return new($"{key}.{name}", "is missing",
                    "build an image and name it: https://backstage.io/docs/deployment/docker");
            }
        }

        if (Image is not null && Image.Count(c => c == '/') < 2)
        {
            yield return new($"{key}.image", $"cannot be `{Image}`",
                "write registry, owner and name, such as ghcr.io/you/backstage");
        }

        if (Tag == "latest")
        {
            yield return new($"{key}.tag", "cannot be `latest`", "write an exact tag");
        }
    }
}
