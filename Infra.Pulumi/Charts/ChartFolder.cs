using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Infra.Charts;

/// <summary>An unpacked chart on disk, with the keys of its values.</summary>
public sealed record ChartFolder(string Path, string Name, string Version, bool HasTemplates)
{
    // Kubernetes defines these: charts list the parts that they set, and pass the others through.
    private static readonly string[] Kubernetes =
    [
        "affinity", "annotations", "containerSecurityContext", "env", "envFrom", "extraEnv", "labels", "livenessProbe",
            "nodeSelector", "podAnnotations",
        "podLabels", "podSecurityContext", "readinessProbe", "resources", "securityContext", "startupProbe", "strategy",
            "updateStrategy",
    ];

    /// <summary>The charts in a folder of folders.</summary>
    public static IReadOnlyList<ChartFolder> In(string folder) => Directory.Exists(folder)
        ? [.. Directory.GetDirectories(folder).Where(path => File.Exists(System.IO.Path.Combine(path, "Chart.yaml")))
            .Order(StringComparer.Ordinal).Select(Of)]
        : throw new UserError($"there is no folder {folder}", "name a folder with one folder for each chart");

    public static ChartFolder Of(string path)
    {
        var about = (YamlMappingNode)Yaml(System.IO.Path.Combine(path, "Chart.yaml"))!;
        return new(path, Text(about, "name"), Text(about, "version"),
            Directory.Exists(System.IO.Path.Combine(path, "templates")));
    }

    /// <summary>Every key of its values, its schema and its subcharts.</summary>
    public ValueKey Keys()
    {
        var root = new ValueKey();
        Learn(root, Path);
        root.Learn("global").IsOpen |= root.Below["global"].Below.Count == 0;
        return root;
    }

    /// <summary>
    /// The chart, or a copy without the subcharts that were not unpacked: Helm renders nothing while a subchart is missing.
    /// `missing` names them.
    /// </summary>
    public ChartFolder WithoutMissingParts(string workFolder, out IReadOnlyList<string> missing)
    {
        var about = (YamlMappingNode)Yaml(System.IO.Path.Combine(Path, "Chart.yaml"))!;
        var parts = about.Children.TryGetValue("dependencies", out var listed) && listed is YamlSequenceNode sequence
            ? sequence : new YamlSequenceNode();
        var absent = parts.Children.OfType<YamlMappingNode>().Where(part => !HasPart(Text(part, "name"))).ToList();
        missing = [.. absent.Select(part => Text(part, "name"))];
        if (absent.Count == 0)
        {
            return this;
        }

        foreach (var part in absent)
        {
            parts.Children.Remove(part);
        }

        var copy = System.IO.Path.Combine(workFolder, $"{Name}-{Version}");
        foreach (var file in Directory.GetFiles(Path, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(copy, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        using (var writer = new StreamWriter(System.IO.Path.Combine(copy, "Chart.yaml")))
        {
            new YamlStream(new YamlDocument(about)).Save(writer, assignAnchors: false);
        }

        File.Delete(System.IO.Path.Combine(copy, "Chart.lock"));
        return this with { Path = copy };
    }

    private bool HasPart(string name)
    {
        var parts = System.IO.Path.Combine(Path, "charts");
        return Directory.Exists(System.IO.Path.Combine(parts, name))
            || (Directory.Exists(parts) && Directory.GetFiles(parts, $"{name}-*.tgz").Length > 0);
    }

    private static void Learn(ValueKey key, string folder)
    {
        var schema = System.IO.Path.Combine(folder, "values.schema.json");
        if (File.Exists(schema))
        {
            new ChartSchema((JsonObject)JsonNode.Parse(FileText.Read(schema),
                documentOptions: new() { CommentHandling = JsonCommentHandling.Skip })!).Teach(key);
        }

        if (Yaml(System.IO.Path.Combine(folder, "values.yaml")) is YamlMappingNode values)
        {
            Learn(key, values);
        }

        var parts = System.IO.Path.Combine(folder, "charts");
        foreach (var part in Directory.Exists(parts) ? In(parts) : [])
        {
            Learn(key.Learn(part.Name), part.Path);
        }
    }

    private static void Learn(ValueKey key, YamlMappingNode values)
    {
        foreach (var (name, value) in values.Children)
        {
            var text = ((YamlScalarNode)name).Value!;
            if (text == "<<" && value is YamlMappingNode merged)
            {
                Learn(key, merged); // the entries of another map
                continue;
            }

            if (text.StartsWith('_'))
            {
                continue; // exists only to be merged elsewhere
            }

            var below = key.Learn(text);
            switch (value)
            {
                case YamlMappingNode map when map.Children.Count > 0 && !Kubernetes.Contains(text):
                    Learn(below, map);
                    break;
                case YamlMappingNode:
                case YamlScalarNode
                {
                    Value: null or "" or "null" or "~",
                    Style: YamlDotNet.Core.ScalarStyle.Plain
                } when !ValueKey.Tells(text):
                    below.IsOpen |= below.Below.Count == 0;
                    break;
                case YamlScalarNode scalar when ValueKey.Tells(text) && below.Below.Count == 0:
                    below.Default = scalar.Value is "null" or "~" ? "" : scalar.Value;
                    break;
            }
        }
    }

    private static YamlNode? Yaml(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var reader = new StringReader(FileText.Read(path));
        var stream = new YamlStream();
        stream.Load(reader);
        return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
    }

    private static string Text(YamlMappingNode map, string key) => ((YamlScalarNode)map.Children[new YamlScalarNode(key)]).Value!;
}
