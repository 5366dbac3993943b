using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>An application that Kubero runs.</summary>
public sealed record AppSettings : IChecked
{
    [Description("The image without its tag, such as ghcr.io/you/shop.")]
    public required string Image { get; init; }

    [Description("The image's exact tag.")]
    public required string Tag { get; init; }

    [Description("The pipeline that it belongs to; apps of one pipeline share a namespace for each phase. Without one, its own name.")]
    public Label? Pipeline { get; init; }

    [Description("The phase of the pipeline.")]
    public Label Phase { get; init; } = new("production");

    [Description("The port on which it listens. It finds it in the variable PORT, too.")]
    public int Port { get; init; } = 8080;

    [Description("The path that answers 200 when it is well.")]
    public string HealthPath { get; init; } = "/";

    [Description("How many.")]
    public int Replicas { get; init; } = 1;

    [Description("The first parts of its host names below `infra:domain.base`: `shop` makes shop.example.com.")]
    public IReadOnlyList<Label> Hosts { get; init; } = [];

    [Description("Why anybody may reach it without signing in; without a reason it stands behind the sign-in gate.")]
    public string? PublicBecause { get; init; }

    [Description("Processors that each requests.")]
    public decimal Cpu { get; init; } = 0.05m;

    [Description("Memory that each requests; it may take twice as much.")]
    public Quantity Memory { get; init; } = new("128Mi");

    [Description("Variables that are no secret.")]
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    [Description("Variables that are secrets: `pulumi config set --secret --path infra:apps.NAME.secrets.KEY`. They go to Vault, and the "
        + "app reads them from there.")]
    public IReadOnlyDictionary<string, Secret> Secrets { get; init; } = new Dictionary<string, Secret>();

    [Description("Variables that are secrets and are made up: 40 letters and digits.")]
    public IReadOnlyList<string> GeneratedSecrets { get; init; } = [];

    [Description("With secrets: what starts the app, since a shell first reads them from Vault. The image needs /bin/sh.")]
    public IReadOnlyList<string> Command { get; init; } = [];

    [Description("Its .env.example, as a path below the project or as content: every key in it must be given here.")]
    public string? EnvExample { get; init; }

    /// <summary>The keys that it gets from Vault.</summary>
    public IEnumerable<string> SecretKeys => Secrets.Keys.Concat(GeneratedSecrets);

    /// <summary>The pipeline that an app belongs to.</summary>
    public string PipelineOf(string app) => Pipeline?.Text ?? app;

    /// <summary>The namespace of an app, as Kubero names it.</summary>
    public string NamespaceOf(string app) => $"{PipelineOf(app)}-{Phase}";

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Tag == "latest")
        {
            yield return new($"{key}.tag", "cannot be `latest`", "write an exact tag: nobody can tell what runs otherwise");
        }

        if (Replicas is < 0 or > 50)
        {
            yield return new($"{key}.replicas", $"cannot be {Replicas}", "write how many, 0 to 50");
        }

        if (SecretKeys.Any() && Command.Count == 0)
        {
            yield return new($"{key}.command", "is missing", "with secrets a shell starts the app; write what the image would start, such as [node, server.js]");
        }

        foreach (var twice in Env.Keys.Concat(SecretKeys).GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            yield return new($"{key}.env.{twice}", "is given twice", "give it once: under `env`, `secrets` or `generatedSecrets`");
        }

        if (EnvExample is not null)
        {
            if (Settings.EnvExample.Read(EnvExample) is not { } wanted)
            {
                yield return new($"{key}.envExample", $"names no file: {EnvExample}", "write a path below the project, or the content itself");
                yield break;
            }

            foreach (var missing in wanted.Except(Env.Keys.Concat(SecretKeys)).Order(StringComparer.Ordinal))
            {
                yield return new($"{key}.env.{missing}", "is missing", "the app's .env.example has it: give it under `env`, `secrets` or `generatedSecrets`");
            }
        }
    }
}
