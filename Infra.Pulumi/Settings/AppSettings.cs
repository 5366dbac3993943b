using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infra.Settings.Reading;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>An application that Kubero runs.</summary>
public sealed record AppSettings : IChecked
{
    [Description("The image without its tag, such as ghcr.io/you/shop.")]
    public required string Image { get; init; }

    [Description("The image's exact tag.")]
    public required string Tag { get; init; }

    [Description("The pipeline of the app; apps of one pipeline share a namespace for each phase. The default is the name of "
        + "the app.")]
    public Label? Pipeline { get; init; }

    [Description("The phase of the pipeline.")]
    public Label Phase { get; init; } = new("production");

    [Description("The port that the app listens on, also set in the variable PORT.")]
    [Range(1, 65535)]
    public int Port { get; init; } = 8080;

    [Description("The path that answers 200 when the app is healthy.")]
    public string HealthPath { get; init; } = "/";

    [Description("The number of replicas.")]
    [Range(0, 50)]
    public int Replicas { get; init; } = 1;

    [Description("The first labels of its host names below `infra:domain.base`: `shop` makes shop.example.com.")]
    public IReadOnlyList<Label> Hosts { get; init; } = [];

    [Description("Why the app is public. Without a reason it is behind the sign-in gate.")]
    public string? PublicBecause { get; init; }

    [Description("The CPU request of each replica.")]
    [Range(0.001, 64)]
    public decimal Cpu { get; init; } = 0.05m;

    [Description("The memory request of each replica; the limit is twice as much.")]
    public Quantity Memory { get; init; } = new("128Mi");

    [Description("Variables that are not secret.")]
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    [Description("Secret variables: `pulumi config set --secret --path infra:apps.NAME.secrets.KEY`. They are stored in Vault, "
        + "and the "
        + "app reads them from there.")]
    public IReadOnlyDictionary<string, Secret> Secrets { get; init; } = new Dictionary<string, Secret>();

    [Description("Secret variables with a generated value of 40 letters and digits.")]
    public IReadOnlyList<string> GeneratedSecrets { get; init; } = [];

    [Description("The command that starts the app. Required with secrets: a shell reads them from Vault first, so the image "
        + "needs /bin/sh.")]
    public IReadOnlyList<string> Command { get; init; } = [];

    [Description("Its .env.example, as a path below the project or as content. Each of its keys must be set here.")]
    public string? EnvExample { get; init; }

    /// <summary>The variables that come from Vault.</summary>
    public IEnumerable<string> SecretKeys => Secrets.Keys.Concat(GeneratedSecrets);

    /// <summary>The pipeline of an app.</summary>
    public string PipelineOf(string app) => Pipeline?.Text ?? app;

    /// <summary>The namespace of an app, as Kubero names it.</summary>
    public string NamespaceOf(string app) => $"{PipelineOf(app)}-{Phase}";

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Tag == "latest")
        {
            yield return new($"{key}.tag", "cannot be `latest`", "write an exact tag");
        }

        if (Image[(Image.LastIndexOf('/') + 1)..].Contains(':', StringComparison.Ordinal))
        {
            yield return new($"{key}.image", $"includes a tag: {Image}", "write the image alone, and its tag under `tag`");
        }

        if (SecretKeys.Any() && Command.Count == 0)
        {
            yield return new($"{key}.command", "is missing",
                "write the command of the image, such as [node, server.js]: with secrets a shell starts the app");
        }

        foreach (var problem in Variables(key).Concat(ExampleVariables(key)))
        {
            yield return problem;
        }
    }

    private IEnumerable<SettingProblem> Variables(string key) => Env.Keys.Concat(SecretKeys)
        .GroupBy(name => name)
        .Where(group => group.Count() > 1)
        .Select(group => new SettingProblem(
            SettingPath.Below($"{key}.env", group.Key), "is set twice",
                "set it once, under `env`, `secrets` or `generatedSecrets`"));

    private IEnumerable<SettingProblem> ExampleVariables(string key) => EnvExample is null ? []
        : Reading.EnvExample.Read(EnvExample) is { } wanted
            ? wanted.Except(Env.Keys.Concat(SecretKeys)).Order(StringComparer.Ordinal).Select(missing => new SettingProblem(
                SettingPath.Below($"{key}.env", missing), "is missing, but the app's .env.example has it",
                "set it under `env`, `secrets` or `generatedSecrets`"))
            : [new($"{key}.envExample", $"names the missing file {EnvExample}",
                "write a path below the project, or the content itself")];
}
