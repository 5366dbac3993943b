#:property PublishAot=false
// Writes the stand-in of one provider package from a listing of its official C# surface.
//
//   dotnet run offline-sdk/generate.cs -- LISTING FOLDER                       every type in the listing
//   dotnet run offline-sdk/generate.cs -- LISTING FOLDER --used A.dll,B.dll    only what these assemblies reference
//
// It replaces the files in FOLDER that it wrote before (their first line says so) and leaves the others alone.
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;

if (args is not ([_, _] or [_, _, "--used", _]))
{
    Console.Error.WriteLine("usage: generate.cs LISTING FOLDER [--used A.dll,B.dll]");
    return 2;
}

var (listing, folder) = (args[0], args[1]);
var surface = Surface.Read(listing);
var used = args is [_, _, _, var dlls] ? Used.Read(surface.Package, dlls.Split(',')) : null;
var unknown = used is null ? [] : surface.Unknown(used).ToList();
foreach (var line in unknown)
{
    Console.Error.WriteLine($"{line} is used, and neither in the listing nor written by hand");
}

if (unknown.Count > 0)
{
    return 1;
}

var kept = used is null ? surface.Entries : surface.Trim(used);
var files = new Project(surface, kept).Files();

foreach (var old in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).ToList())
{
    if (File.ReadLines(old).FirstOrDefault() == Project.Header)
    {
        File.Delete(old);
    }
}

foreach (var (path, text) in files)
{
    var target = Path.Combine(folder, path);
    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
    File.WriteAllText(target, text);
}

foreach (var directory in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).OrderByDescending(d => d.Length))
{
    if (!Directory.EnumerateFileSystemEntries(directory).Any())
    {
        Directory.Delete(directory);
    }
}

Console.WriteLine($"{surface.Package}: {kept.Count} of {surface.Entries.Count} types, {files.Count} files");
return 0;

/// <summary>What the official constructors and setters do and a listing of signatures cannot say.</summary>
internal static class Behaviour
{
    /// <summary>Inputs whose setter makes the value a secret.</summary>
    public static bool IsSecret(string type, string member) =>
        SecretInputs.Any(s => type == s.Type && s.Members.Split(' ').Contains(member));

    /// <summary>Members that the constructor of an arguments class sets.</summary>
    public static IEnumerable<(string Member, string Value)> Defaults(string type) =>
        from d in ConstructorDefaults where d.Type == type select (d.Member, d.Value);

    /// <summary>Arguments that a resource sets whatever its caller wrote, beside ApiVersion and Kind.</summary>
    public static IEnumerable<(string Member, string Value)> Constants(string resource) =>
        resource == "Pulumi.Kubernetes.Helm.V3.Release" ? [("Compat", "\"true\"")] : [];

    /// <summary>Types that hand-written files name.</summary>
    public static readonly string[] AlwaysKept =
        ["Pulumi.Kubernetes.Types.Inputs.Meta.V1.ObjectMetaArgs", "Pulumi.Kubernetes.Types.Outputs.Meta.V1.ObjectMeta"];

    /// <summary>Types that are written by hand.</summary>
    public static readonly string[] HandWritten =
    [
        "Pulumi.Kubernetes.KubernetesResource",
        "Pulumi.Kubernetes.ApiExtensions.CustomResource",
        "Pulumi.Kubernetes.ApiExtensions.CustomResourceArgs",
    ];

    private static readonly (string Type, string Members)[] SecretInputs =
    [
        ("Pulumi.Kubernetes.Types.Inputs.Core.V1.SecretArgs", "Data StringData"),
        ("Pulumi.Kubernetes.Types.Inputs.Helm.V3.RepositoryOptsArgs", "Password"),
        ("Pulumi.Kubernetes.Types.Inputs.Helm.V4.RepositoryOptsArgs", "Password"),
        ("Pulumi.Cloudflare.ProviderArgs", "ApiKey ApiToken ApiUserServiceKey"),
        ("Pulumi.Cloudflare.Inputs.WorkersScriptAssetsArgs", "Jwt"),
        ("Pulumi.Cloudflare.Inputs.WorkersScriptBindingArgs", "KeyBase64 KeyJwk Text"),
        ("Pulumi.Cloudflare.ZeroTrustTunnelCloudflaredArgs", "TunnelSecret"),
        ("Pulumi.Cloudflare.Inputs.ZeroTrustAccessApplicationSaasAppArgs", "ClientSecret"),
        ("Pulumi.Cloudflare.Inputs.ZeroTrustAccessApplicationScimConfigAuthenticationArgs", "ClientSecret Password Token"),
        ("Pulumi.Command.Remote.CommandArgs", "Connection"),
        ("Pulumi.Command.Remote.CopyFileArgs", "Connection"),
        ("Pulumi.Command.Remote.CopyToRemoteArgs", "Connection"),
        ("Pulumi.Command.Remote.Inputs.ConnectionArgs", "Password PrivateKey PrivateKeyPassword"),
        ("Pulumi.Command.Remote.Inputs.ProxyConnectionArgs", "Password PrivateKey PrivateKeyPassword"),
        ("Pulumi.Aws.ProviderArgs", "AccessKey SecretKey Token"),
    ];

    private static readonly (string Type, string Member, string Value)[] ConstructorDefaults =
    [
        .. new[] { "ConnectionArgs", "ProxyConnectionArgs" }.SelectMany(type => new[]
        {
            ($"Pulumi.Command.Remote.Inputs.{type}", "DialErrorLimit", "10"),
            ($"Pulumi.Command.Remote.Inputs.{type}", "PerDialTimeout", "15"),
            ($"Pulumi.Command.Remote.Inputs.{type}", "Port", "22"),
            ($"Pulumi.Command.Remote.Inputs.{type}", "User", "\"root\""),
        }),
        ("Pulumi.Aws.ProviderArgs", "Region", "FromEnvironment.Text(\"AWS_REGION\", \"AWS_DEFAULT_REGION\")!"),
        ("Pulumi.Aws.ProviderArgs", "SkipCredentialsValidation", "false"),
        ("Pulumi.Aws.ProviderArgs", "SkipRegionValidation", "true"),
        ("Pulumi.Kubernetes.ProviderArgs", "KubeConfig", "FromEnvironment.Text(\"KUBECONFIG\")!"),
        .. new[]
        {
            ("DeleteUnreachable", "DELETE_UNREACHABLE"), ("EnableConfigMapMutable", "ENABLE_CONFIGMAP_MUTABLE"),
            ("EnablePatchForce", "ENABLE_PATCH_FORCE"), ("EnableSecretMutable", "ENABLE_SECRET_MUTABLE"),
            ("EnableServerSideApply", "ENABLE_SERVER_SIDE_APPLY"), ("SkipUpdateUnreachable", "SKIP_UPDATE_UNREACHABLE"),
            ("SuppressDeprecationWarnings", "SUPPRESS_DEPRECATION_WARNINGS"),
            ("SuppressHelmHookWarnings", "SUPPRESS_HELM_HOOK_WARNINGS"), ("UpsertExistingObjects", "UPSERT_EXISTING_OBJECTS"),
        }.Select(flag => ("Pulumi.Kubernetes.ProviderArgs", flag.Item1, $"FromEnvironment.Flag(\"PULUMI_K8S_{flag.Item2}\")")),
        .. new[]
        {
            ("HelmRelease", "Driver", "Text", "HELM_DRIVER"), ("HelmRelease", "PluginsPath", "Text", "HELM_PLUGINS_PATH"),
            ("HelmRelease", "RegistryConfigPath", "Text", "HELM_REGISTRY_CONFIG_PATH"),
            ("HelmRelease", "RepositoryCache", "Text", "HELM_REPOSITORY_CACHE"),
            ("HelmRelease", "RepositoryConfigPath", "Text", "HELM_REPOSITORY_CONFIG_PATH"),
            ("KubeClient", "Burst", "Whole", "CLIENT_BURST"), ("KubeClient", "Qps", "Number", "CLIENT_QPS"),
            ("KubeClient", "Timeout", "Whole", "CLIENT_TIMEOUT"),
        }.Select(s => ($"Pulumi.Kubernetes.Types.Inputs.Provider.{s.Item1}SettingsArgs", s.Item2,
            $"FromEnvironment.{s.Item3}(\"PULUMI_K8S_{s.Item4}\"){(s.Item3 == "Text" ? "!" : "")}")),
    ];
}

/// <summary>A member of a type. Wire is what the engine calls it.</summary>
internal sealed record Member(string Type, string Name, string Wire, string Flags)
{
    public bool Required => Flags.Contains("REQUIRED", StringComparison.Ordinal);
    public bool Json => Regex.IsMatch(Flags, @"\bjson\b");
    public bool Obsolete => Flags.Contains("[Obsolete]", StringComparison.Ordinal);
    public bool IsCollection => Regex.IsMatch(Type, @"^(InputList|InputMap|List|Dictionary)<") && !Type.EndsWith('?');
}

/// <summary>A type of the listing: resource, args, output, enum-struct or function.</summary>
internal sealed record Entry(string Kind, string Name, string Base, string Token, bool Obsolete, IReadOnlyList<Member> Members)
{
    public string Namespace => Name[..Name.LastIndexOf('.')];
    public string Simple => Name[(Name.LastIndexOf('.') + 1)..];
    public string Signature { get; init; } = "";
    public bool Gets { get; init; }
    public IReadOnlyList<string> Aliases { get; init; } = [];
    public IReadOnlyList<string> Secrets { get; init; } = [];
    public IReadOnlyList<string> Replacing { get; init; } = [];
    public IReadOnlyList<(string Member, string Value)> Constants { get; init; } = [];

    public bool Has(string member) => member switch
    {
        "Get" => Gets,
        "Invoke" or "InvokeAsync" => Kind == "function",
        ".ctor" or "Equals" or "GetHashCode" or "ToString" or "op_Equality" or "op_Inequality" or "op_Explicit" => true,
        _ => Members.Any(m => m.Name == member),
    };

    /// <summary>The arguments class, and for a function its result.</summary>
    public IEnumerable<string> Signatures => Surface.TypesIn(Signature).Where(t => t != Name);
}

internal sealed class Surface(string package, string version, IReadOnlyList<Entry> entries)
{
    private static readonly Regex MemberLine = new("""
        ^  (in|out|field|value) +((?<type>[^"]+) )?(?<name>\w+)(  "(?<wire>[^"]+)"| = "(?<wire>[^"]*)")?
        (?<flags>( +(REQUIRED|json|get-only|\[Obsolete\]))*)$
        """.Replace("\n", "", StringComparison.Ordinal));

    public string Package => package;
    public string Version => version;
    public IReadOnlyList<Entry> Entries => entries;

    public static IEnumerable<string> TypesIn(string text) => Regex.Matches(text, @"Pulumi(\.\w+)+").Select(m => m.Value);

    public static Surface Read(string path)
    {
        var text = File.ReadAllText(path);
        var head = Regex.Match(text, @"^# (\S+) (\S+):");
        var entries = Regex.Split(text, @"\n(?=(?:resource|args|output|enum-struct|function) )").Skip(1).Select(Parse);
        return new(head.Groups[1].Value, head.Groups[2].Value, [.. entries.Where(e => !Behaviour.HandWritten.Contains(e.Name))]);
    }

    /// <summary>The used types, what they need to compile, and what the wire needs although nobody names it.</summary>
    public IReadOnlyList<Entry> Trim(Used used)
    {
        var byName = entries.ToDictionary(e => e.Name);
        var result = new Dictionary<string, Entry>();
        var open = new Queue<string>(used.Types.Concat(Behaviour.AlwaysKept));
        while (open.TryDequeue(out var name))
        {
            if (result.ContainsKey(name) || !byName.TryGetValue(name, out var entry))
            {
                continue;
            }

            var set = Behaviour.Defaults(name).Concat(used.ConstantsOf(entries, name)).Select(d => d.Member).ToHashSet();
            var members = entry.Members.Where(m => m.Required || set.Contains(m.Name) || used.Has(name, m.Name)).ToList();
            result[name] = entry with { Members = members, Gets = entry.Gets && used.Has(name, "Get") };
            foreach (var type in members.SelectMany(m => TypesIn(m.Type)).Concat(entry.Signatures))
            {
                open.Enqueue(type);
            }
        }

        return [.. entries.Where(e => result.ContainsKey(e.Name)).Select(e => result[e.Name])];
    }

    /// <summary>What assemblies built on the official package use and the listing does not have.</summary>
    public IEnumerable<string> Unknown(Used used)
    {
        var byName = entries.ToDictionary(e => e.Name);
        var types = used.Types.Where(t => !byName.ContainsKey(t) && !Behaviour.HandWritten.Contains(t));
        var members = used.Members.Where(m => byName.TryGetValue(m.Type, out var entry) && !entry.Has(m.Member));
        return types.Concat(members.Select(m => $"{m.Type}.{m.Member}")).Order(StringComparer.Ordinal);
    }

    private static Entry Parse(string block)
    {
        var lines = block.Split('\n');
        var head = Regex.Match(lines[0], @"^(?<kind>\S+) (?<name>\S+)( : (?<base>\S+))?(.*token=(?<token>\S+))?");
        string[] All(string word) =>
            [.. lines.Where(l => l.StartsWith($"  {word} ", StringComparison.Ordinal)).Select(l => l[(word.Length + 3)..])];
        string[] List(string word) => All(word).FirstOrDefault("").Split(", ", StringSplitOptions.RemoveEmptyEntries);
        var members = lines.Select(l => MemberLine.Match(l)).Where(m => m.Success).Select(m => new Member(
            m.Groups["type"].Value, m.Groups["name"].Value, m.Groups["wire"].Value, m.Groups["flags"].Value));
        var constants = All("const").Select(l => Regex.Match(l, @"^(\w+) = (""[^""]*"")"))
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value));
        var statics = string.Join('\n', All("static").Select(l => $"static {l}"));
        var (kind, name) = (head.Groups["kind"].Value, head.Groups["name"].Value);
        var obsolete = lines[0].EndsWith("[Obsolete]", StringComparison.Ordinal);
        return new(kind, name, head.Groups["base"].Value, head.Groups["token"].Value, obsolete, [.. members])
        {
            Signature = kind == "function" ? statics : All("ctor").FirstOrDefault(""),
            Gets = kind == "resource" && Regex.IsMatch(statics, @"\bGet\(string name, Input<string> id, CustomResourceOptions"),
            Aliases = List("aliasTypes"),
            Secrets = List("secretOutputs"),
            Replacing = List("replaceOnChanges"),
            Constants = [.. constants, .. Behaviour.Constants(name)],
        };
    }
}

/// <summary>The types and members of a package that compiled assemblies reference.</summary>
internal sealed class Used
{
    public HashSet<string> Types { get; } = [];

    public HashSet<(string Type, string Member)> Members { get; } = [];

    public static Used Read(string package, IEnumerable<string> assemblies)
    {
        var used = new Used();
        foreach (var assembly in assemblies)
        {
            using var file = new PEReader(File.OpenRead(assembly));
            used.Add(package, file.GetMetadataReader());
        }

        return used;
    }

    public bool Has(string type, string member) => Members.Contains((type, member));

    /// <summary>What a used resource sets on its arguments.</summary>
    public IEnumerable<(string Member, string Value)> ConstantsOf(IEnumerable<Entry> entries, string type) =>
        entries.Where(e => e.Constants.Count > 0 && Types.Contains(e.Name) && e.Signatures.Contains(type))
            .SelectMany(e => e.Constants);

    private void Add(string package, MetadataReader reader)
    {
        string? NameOf(TypeReferenceHandle handle)
        {
            var type = reader.GetTypeReference(handle);
            var ours = type.ResolutionScope.Kind == HandleKind.AssemblyReference
                && reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == package;
            return ours ? $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}" : null;
        }

        Types.UnionWith(reader.TypeReferences.Select(NameOf).OfType<string>());
        foreach (var member in reader.MemberReferences.Select(reader.GetMemberReference))
        {
            if (member.Parent.Kind == HandleKind.TypeReference && NameOf((TypeReferenceHandle)member.Parent) is { } type)
            {
                Members.Add((type, Regex.Replace(reader.GetString(member.Name), "^[gs]et_", "")));
            }
        }
    }
}

/// <summary>Which type goes into which file, and what stands around it there.</summary>
internal sealed class Project(Surface surface, IReadOnlyList<Entry> entries)
{
    public const string Header = "// <auto-generated>generate.cs wrote this file and will write over it.</auto-generated>";
    private const int MaxLines = 400;

    private readonly Dictionary<string, Entry> _byName = entries.ToDictionary(e => e.Name);

    public SortedDictionary<string, string> Files()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var owner = entries.Where(e => e.Kind is "resource" or "function")
            .SelectMany(e => e.Signatures.Select(s => (Type: s, Owner: e)))
            .DistinctBy(p => p.Type).ToDictionary(p => p.Type, p => p.Owner);
        foreach (var group in entries.GroupBy(e => PathOf(e, owner)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var types = group.ToList();
            if (types[0].Kind is not "args" and not "output")
            {
                files[$"{group.Key}.cs"] = File(types);
                continue;
            }

            var parts = Split([.. types.OrderBy(e => e.Simple, StringComparer.Ordinal)]).ToList();
            foreach (var (i, part) in parts.Index())
            {
                files[parts.Count == 1 ? $"{group.Key}.cs" : $"{group.Key}.{i + 1}.cs"] = File(part);
            }
        }

        files["Plugin.cs"] = Templates.Plugin(surface, string.Concat(files.Values));
        return files;
    }

    private string PathOf(Entry entry, Dictionary<string, Entry> owner)
    {
        var place = owner.GetValueOrDefault(entry.Name, entry);
        var path = place.Namespace[surface.Package.Length..].TrimStart('.').Replace('.', '/');
        if (place.Kind is "resource" or "function" or "enum-struct")
        {
            return Path.Combine(path, place.Simple);
        }

        // Kubernetes has a namespace per API group; elsewhere a nested type bears the name of its resource in front.
        var resource = Regex.Match(place.Namespace, @"^(.*)\.(?:Inputs|Outputs)$") is { Success: true } parent
            ? entries.Where(e => e.Kind is "resource" or "function" && e.Namespace == parent.Groups[1].Value)
                .Where(e => place.Simple.StartsWith(e.Simple, StringComparison.Ordinal)).MaxBy(e => e.Simple.Length)
            : null;
        return resource is null ? path : Path.Combine(path, resource.Simple);
    }

    private static IEnumerable<List<Entry>> Split(List<Entry> types)
    {
        var part = new List<Entry>();
        var lines = 0;
        foreach (var type in types)
        {
            var length = Templates.Render(type, text => text).Count(c => c == '\n') + 1;
            if (part.Count > 0 && lines + length > MaxLines - 10)
            {
                yield return part;
                (part, lines) = ([], 0);
            }

            part.Add(type);
            lines += length;
        }

        yield return part;
    }

    private string File(List<Entry> types)
    {
        var names = new Names(surface.Entries, types, _byName);
        var bodies = types.GroupBy(e => e.Namespace).Select(g => (Namespace: g.Key, Text: string.Join('\n',
            g.Select(e => Templates.Render(e, text => names.Shorten(text, g.Key)))))).ToList();
        var body = bodies.Count == 1
            ? $"namespace {bodies[0].Namespace};\n\n{bodies[0].Text}"
            : string.Join('\n', bodies.Select(b => $"namespace {b.Namespace}\n{{\n{Templates.Indent(b.Text)}}}\n"));
        var usings = names.Usings(body).Select(n => $"using {n};\n").ToList();
        return $"{Header}\n#nullable enable\n{string.Concat(usings)}\n{body}";
    }
}

/// <summary>The shortest name that means a type in one file.</summary>
internal sealed class Names
{
    // Names in the namespace Pulumi bind before any that a using brings.
    private static readonly string[] Core =
        ["Alias", "Archive", "Asset", "Config", "Deployment", "Input", "Output", "Resource", "Stack", "Union", "Urn"];

    private readonly HashSet<string> _types;
    private readonly HashSet<string> _namespaces;
    private readonly HashSet<string> _usings;

    public Names(IEnumerable<Entry> all, List<Entry> file, Dictionary<string, Entry> byName)
    {
        _types = [.. all.Select(e => e.Name)];
        _namespaces = [.. _types.SelectMany(t => Ancestors(Parent(t)))];
        var own = file.Select(e => e.Namespace).ToHashSet();
        var referenced = file.SelectMany(e => e.Members.SelectMany(m => Surface.TypesIn(m.Type)).Concat(e.Signatures));
        _usings = [.. referenced.Where(byName.ContainsKey).Select(Parent)
            .Where(n => own.Count > 1 || !own.All(o => Ancestors(o).Contains(n)))];
    }

    public IEnumerable<string> Usings(string body) =>
        (Regex.IsMatch(body, "Immutable(Array|Dictionary)<") ? ["System.Collections.Immutable"] : Array.Empty<string>())
            .Concat(_usings.Order(StringComparer.Ordinal));

    public string Shorten(string text, string from) => Regex.Replace(text, @"Pulumi(\.\w+)+", m => Short(m.Value, from));

    private static string Parent(string name) => name[..Math.Max(0, name.LastIndexOf('.'))];

    private static IEnumerable<string> Ancestors(string name)
    {
        for (var n = name; n.Length > 0; n = Parent(n))
        {
            yield return n;
        }
    }

    private string Short(string type, string from)
    {
        var (space, simple) = (Parent(type), type[(type.LastIndexOf('.') + 1)..]);
        foreach (var near in Ancestors(from))
        {
            var here = $"{near}.{simple}";
            if (_types.Contains(here) || _namespaces.Contains(here) || (near == "Pulumi" && Core.Contains(simple)))
            {
                return here == type ? simple : type;
            }
        }

        var meanings = _usings.Append("System").Append("System.IO").Append("System.Threading")
            .Count(u => _types.Contains($"{u}.{simple}") || Type.GetType($"{u}.{simple}") is not null);
        return _usings.Contains(space) && meanings == 1 ? simple : type;
    }
}

/// <summary>The text of one type.</summary>
internal static class Templates
{
    public static string Render(Entry entry, Func<string, string> shorten)
    {
        var text = entry.Kind switch
        {
            "resource" => Resource(entry),
            "function" => Function(entry),
            "args" => Arguments(entry),
            "output" => Output(entry),
            _ => Choice(entry),
        };
        // What stays between quotes is a token or a wire name, never a type.
        var parts = Regex.Split((entry.Obsolete ? Obsolete : "") + text, @"(""[^""\n]*"")");
        return string.Concat(parts.Select((part, i) => i % 2 == 1 ? part : shorten(part)));
    }

    public static string Plugin(Surface surface, string code)
    {
        bool Uses(string call) => code.Contains(call, StringComparison.Ordinal);
        var text = new StringBuilder($$"""
            {{Project.Header}}
            #nullable enable
            {{(Uses("Plugin.SecretMap(") ? "using System.Collections.Immutable;\n\n" : "\n")}}namespace {{surface.Package}};

            internal static class Plugin
            {
                public const string Version = "{{surface.Version}}";

                /// <summary>The caller's options over the package's own. The id is empty unless a resource is read.</summary>
                public static CustomResourceOptions Merge(
                    CustomResourceOptions defaults, CustomResourceOptions? options, Input<string>? id = null)
                {
                    defaults.Version = Version;
                    var merged = CustomResourceOptions.Merge(defaults, options);
                    merged.Id = id ?? "";
                    return merged;
                }

            """);
        foreach (var (call, member) in Optional.Where(o => Uses(o.Call)))
        {
            text.Append($"\n{Indent(member)}\n");
        }

        text.Append("}\n");
        if (Uses("FromEnvironment."))
        {
            text.Append($"\ninternal static class FromEnvironment\n{{\n");
            text.AppendJoin('\n', Environment.Where(o => Uses(o.Call)).Select(o => $"{Indent(o.Member)}\n"));
            text.Append("}\n");
        }

        return text.ToString();
    }

    private static readonly string[] Keywords =
    [
        "base", "class", "continue", "default", "event", "fixed", "for", "if", "in", "internal", "is", "lock", "namespace", "object",
        "operator", "override", "params", "private", "public", "ref", "static", "string", "volatile",
    ];

    private const string Obsolete = "[Obsolete(\"Obsolete in the official package.\")]\n";

    private static readonly (string Call, string Member)[] Optional =
    [
        ("Plugin.MergeComponent(", """
            public static ComponentResourceOptions MergeComponent(ComponentResourceOptions? options)
            {
                var merged = ComponentResourceOptions.Merge(new ComponentResourceOptions { Version = Version }, options);
                merged.Id = "";
                return merged;
            }
            """),
        ("Plugin.Secret(", "public static Input<T> Secret<T>(Input<T>? value) => Output.CreateSecret(0).Apply(_ => value);"),
        ("Plugin.SecretMap(", """
            public static InputMap<T> SecretMap<T>(InputMap<T> value) =>
                Output.CreateSecret(0).Apply(_ => (Input<ImmutableDictionary<string, T>>)value);
            """),
    ];

    private static readonly (string Call, string Member)[] Environment =
    [
        ("FromEnvironment.", """
            public static string? Text(params string[] names) =>
                names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => v is not null);
            """),
        ("FromEnvironment.Whole(", """
            public static int? Whole(string name) => int.TryParse(Text(name), out var value) ? value : null;
            """),
        ("FromEnvironment.Number(", """
            public static double? Number(string name) => double.TryParse(Text(name), out var value) ? value : null;
            """),
        ("FromEnvironment.Flag(", """
            public static bool? Flag(string name) => Text(name) switch
            {
                "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
                "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
                _ => null,
            };
            """),
    ];

    public static string Indent(string text) => Regex.Replace(text, "^(?=.)", "    ", RegexOptions.Multiline);

    private static string Class(string head, List<string> members) =>
        members.Count == 0 ? $"{head};\n" : $"{head}\n{{\n{Indent(string.Join('\n', members))}\n}}\n";

    private static string Resource(Entry e)
    {
        var arguments = e.Signatures.First();
        var component = e.Base == "ComponentResource";
        var provider = e.Base == "ProviderResource";
        var given = e.Constants.Count > 0 ? "Complete(args)" : "args ?? new()";
        var defaults = e.Aliases.Count + e.Secrets.Count + e.Replacing.Count > 0 ? "Defaults" : "new()";
        var options = component ? "Plugin.MergeComponent(options), remote: true" : $"Plugin.Merge({defaults}, options)";
        var token = provider ? e.Token.Split(':')[^1] : e.Token;
        var members = new List<string>
        {
            $"public {e.Signature}\n    : base(\"{token}\", name, {given}, {options})\n{{\n}}",
        };
        if (e.Gets)
        {
            members.Add($"\nprivate {e.Simple}(string name, Input<string> id, CustomResourceOptions? options)\n"
                + $"    : base(\"{token}\", name, null, Plugin.Merge({defaults}, options, id))\n{{\n}}");
        }

        members.AddRange(Apart(e.Members.Select(m => Property($"Output(\"{m.Wire}\")", m, "get; private set;"))));
        if (e.Gets)
        {
            members.Add($"\npublic static {e.Simple} Get(string name, Input<string> id, CustomResourceOptions? options = null) =>"
                + "\n    new(name, id, options);");
        }

        if (defaults == "Defaults")
        {
            members.Add("\nprivate static CustomResourceOptions Defaults => new()\n{\n"
                + Initialiser("AdditionalSecretOutputs", e.Secrets.Select(s => $"\"{s}\""))
                + Initialiser("ReplaceOnChanges", e.Replacing.Select(s => $"\"{s}\""))
                + Initialiser("Aliases", e.Aliases.Select(s => $"new Alias {{ Type = \"{s}\" }}")) + "};");
        }

        if (e.Constants.Count > 0)
        {
            members.Add($"\nprivate static {arguments} Complete({arguments}? args)\n{{\n    args ??= new();\n"
                + string.Concat(e.Constants.Select(c => $"    args.{c.Member} = {c.Value};\n")) + "    return args;\n}");
        }

        var parent = e.Base[(e.Base.LastIndexOf('.') + 1)..];
        return Class($"[ResourceType(\"{e.Token}\", Plugin.Version)]\npublic class {e.Simple} : {parent}", members);
    }

    /// <summary>A block with an empty line before it.</summary>
    private static IEnumerable<string> Apart(IEnumerable<string> lines) => lines.Select((line, i) => i == 0 ? $"\n{line}" : line);

    private static string Initialiser(string name, IEnumerable<string> values)
    {
        var all = values.ToList();
        return all.Count switch
        {
            0 => "",
            _ when all.Sum(v => v.Length + 2) < 80 => $"    {name} = {{ {string.Join(", ", all)} }},\n",
            _ => $"    {name} =\n    {{\n{string.Concat(all.Select(v => $"        {v},\n"))}    }},\n",
        };
    }

    private static string Function(Entry e) =>
        Class($"public static class {e.Simple}", [string.Join("\n\n", e.Signature.Split('\n').Select(line => Call(e, line)))]);

    private static string Call(Entry e, string signature)
    {
        var call = Regex.Match(signature, @"static \w+<(?<result>.+)> (?<method>\w+)\((?<args>[\w.]+)\?? args.* (?<options>Invoke\w*Options)\??");
        return $$"""
            public {{signature}}
            {
                options ??= new {{call.Groups["options"]}}();
                options.Version ??= Plugin.Version;
                return global::Pulumi.Deployment.Instance.{{call.Groups["method"]}}<{{call.Groups["result"]}}>(
                    "{{e.Token}}", args ?? new {{call.Groups["args"]}}(), options);
            }
            """;
    }

    private static string Arguments(Entry e)
    {
        var members = e.Members.Select(m => Argument(e, m)).ToList();
        var defaults = Behaviour.Defaults(e.Name).Where(d => e.Members.Any(m => m.Name == d.Member)).ToList();
        if (defaults.Count > 0)
        {
            var body = string.Concat(defaults.Select(d => $"    {d.Member} = {d.Value};\n"));
            members.Insert(0, $"public {e.Simple}()\n{{\n{body}}}\n");
        }

        // The official Kubernetes arguments are open for inheritance, all others are sealed.
        var open = e.Namespace.StartsWith("Pulumi.Kubernetes.Types.", StringComparison.Ordinal) ? "" : "sealed ";
        return Class($"public {open}class {e.Simple} : {e.Base}", members);
    }

    private static string Argument(Entry e, Member m)
    {
        var wire = $"Input(\"{m.Wire}\"{(m.Required ? ", required: true" : "")}{(m.Json ? ", json: true" : "")})";
        var secret = Behaviour.IsSecret(e.Name, m.Name);
        if (!secret && !m.IsCollection)
        {
            var plain = m.Type.EndsWith('?') || m.Type is "int" or "bool" or "double";
            return Property(wire, m, "get; set;", plain ? "" : " = null!;");
        }

        var field = $"_{m.Wire}";
        var get = m.IsCollection ? $"{field} ??= new()" : field;
        var set = !secret ? "value" : m.IsCollection ? "Plugin.SecretMap(value)" : "Plugin.Secret(value)";
        var property = Property(null, m, $"get => {get}; set => {field} = {set};", "");
        return $"[{wire}] private {m.Type.TrimEnd('?')}? {field};\n{property}";
    }

    private static string Property(string? attribute, Member m, string accessors, string value = " = null!;")
    {
        var before = (m.Obsolete ? Obsolete : "") + (attribute is null ? "" : $"[{attribute}] ");
        return $"{before}public {m.Type} {m.Name} {{ {accessors} }}{value}";
    }

    private static string Output(Entry e)
    {
        // The wire name is that of the constructor's parameter; a member that would bear its type's name has "Value" behind it.
        string Wire(Member m) => Camel(m.Name == $"{e.Simple}Value" ? e.Simple : m.Name);
        var members = e.Members.Select(m => m with { Wire = Wire(m) }).ToList();
        var fields = members.Select(m => $"public readonly {m.Type} {m.Name};");
        var parameters = members.Select(m => $"{m.Type} {Escape(m.Wire)}").ToList();
        var joined = string.Join(", ", parameters);
        var wide = Regex.Replace(joined, @"Pulumi(\.\w+)+\.", "").Length + e.Simple.Length > 100;
        var list = wide ? "\n    " + string.Join(",\n    ", parameters) : joined;
        var constructor = $"{(members.Count > 0 ? "\n" : "")}[OutputConstructor]\nprivate {e.Simple}({list})\n{{\n"
            + $"{string.Concat(members.Select(m => $"    {m.Name} = {Escape(m.Wire)};\n"))}}}";
        return Class($"[OutputType]\npublic sealed class {e.Simple}", [.. fields, constructor]);
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Escape(string name) => Keywords.Contains(name) ? $"@{name}" : name;

    private static string Choice(Entry e) => Class($"[EnumType]\npublic readonly record struct {e.Simple}",
    [
        "private readonly string _value;",
        $"\nprivate {e.Simple}(string value) => _value = value;",
        .. Apart(e.Members.Select(m => $"public static {e.Simple} {m.Name} {{ get; }} = new(\"{m.Wire}\");")),
        $"\npublic static explicit operator string({e.Simple} value) => value._value;",
        "\npublic override string ToString() => _value;",
    ]);
}
