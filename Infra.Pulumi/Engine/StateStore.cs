using System.Security.Cryptography;
using Infra.Settings;

namespace Infra.Engine;

/// <summary>The backend of a stack's state, and the variables that point the engine to it.</summary>
public sealed record StateStore(string? Url, string Origin, bool IsLocalDefault)
{
    private const string UrlVariable = "PULUMI_BACKEND_URL";

    /// <summary>
    /// From the environment, from the stack's settings, or a folder beside the stacks for those that live on this
    /// machine alone. Otherwise the backend of the last `pulumi login`.
    /// </summary>
    public static StateStore Resolve(Project project, PlatformSettings settings) =>
        Environment.GetEnvironmentVariable(UrlVariable) is { Length: > 0 } chosen ? new(chosen, UrlVariable, false)
        : settings.State.Url is { } url ? new(url, "infra:state.url", false)
        : settings.Environment is EnvironmentKind.Dev or EnvironmentKind.Ci
        ? new($"file://{FolderOf(project)}", "a local folder", true)
        : new(null, "`pulumi login`", false);

    public bool IsR2 => Url?.Contains(".r2.cloudflarestorage.com", StringComparison.Ordinal) == true;

    public bool IsBucket => Url?.StartsWith("s3://", StringComparison.Ordinal) == true;

    /// <summary>The passphrase file of local stacks.</summary>
    public string? PassphraseFile => IsLocalDefault ? Path.Combine(Url!["file://".Length..], "passphrase") : null;

    public override string ToString() => Url is null ? $"the backend of {Origin}" : $"{Url} ({Origin})";

    /// <summary>The variables for pulumi. Creates the local folder and its passphrase if they are missing.</summary>
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

    // The secrets of a throw-away stack are as safe as the folder that contains both them and the passphrase.
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
