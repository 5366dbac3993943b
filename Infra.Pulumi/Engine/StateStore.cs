using System.Security.Cryptography;
using Infra.Settings;

namespace Infra.Engine;

/// <summary>Where a stack's state is kept, and the variables by which the engine finds it.</summary>
public sealed record StateStore(string? Url, string Origin, bool IsLocalDefault)
{
    private const string UrlVariable = "PULUMI_BACKEND_URL";

    /// <summary>
    /// The environment says it, or the stack's settings, or it is a folder beside the stacks for those that live on this
    /// machine alone. Otherwise whatever `pulumi login` said last.
    /// </summary>
    public static StateStore Of(Project project, PlatformSettings settings) =>
        Environment.GetEnvironmentVariable(UrlVariable) is { Length: > 0 } chosen ? new(chosen, UrlVariable, false)
        : settings.State.Url is { } url ? new(url, "infra:state.url", false)
        : settings.Environment is EnvironmentKind.Dev or EnvironmentKind.Ci ? new($"file://{FolderOf(project)}", "a folder of this machine", true)
        : new(null, "`pulumi login`", false);

    public bool IsR2 => Url?.Contains(".r2.cloudflarestorage.com", StringComparison.Ordinal) == true;

    public bool IsBucket => Url?.StartsWith("s3://", StringComparison.Ordinal) == true;

    /// <summary>The passphrase of this machine's own stacks.</summary>
    public string? PassphraseFile => IsLocalDefault ? Path.Combine(Url!["file://".Length..], "passphrase") : null;

    public override string ToString() => Url is null ? $"where {Origin} said" : $"{Url} ({Origin})";

    /// <summary>What pulumi needs to know; makes the local folder and its passphrase where they are wanted and missing.</summary>
    public IReadOnlyDictionary<string, string?> Prepare(Project project, string? secretsProvider)
    {
        var variables = new Dictionary<string, string?>();
        if (Url is not null)
        {
            variables[UrlVariable] = Url;
        }

        if (IsLocalDefault)
        {
            Directory.CreateDirectory(FolderOf(project));
            if (secretsProvider is null or "passphrase" or "default" && !HasPassphrase())
            {
                variables["PULUMI_CONFIG_PASSPHRASE_FILE"] = MakePassphrase();
            }
        }

        return variables;
    }

    public static bool HasPassphrase() =>
        Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE") is not null
        || Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE_FILE") is { Length: > 0 };

    // The secrets of a throw-away stack are as safe as the folder that holds both them and this.
    private string MakePassphrase()
    {
        var path = PassphraseFile!;
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new StreamWriter(path, options);
            file.Write(RandomNumberGenerator.GetHexString(48, lowercase: true));
        }

        return path;
    }

    private static string FolderOf(Project project) => Path.Combine(project.Folder, ".pulumi-state");
}
