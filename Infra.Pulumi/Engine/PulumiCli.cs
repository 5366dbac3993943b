using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Charts;
using Infra.Settings;

namespace Infra.Engine;

/// <summary>The pulumi executable and its version.</summary>
public sealed partial record PulumiCli(string Path, Version Version)
{
    private static readonly Version Minimum = new(3, 200, 0);

    // They fail every write to an R2 bucket; fixed in 3.258.0.
    private static readonly Version[] BrokenOnR2 = [new(3, 256), new(3, 257)];

    /// <summary>The executable to use. Throws if it is missing or unsupported.</summary>
    public static async Task<PulumiCli> FindAsync(Project project, StateStore store)
    {
        var cli = await TryFindAsync(project)
            ?? throw new UserError("pulumi is not on the PATH",
                $"run `./infra doctor --install` to download {Pins.Pulumi.Version}, "
                + $"or {ManualInstall}");
        return cli.Problem(store) is { } problem
            ? throw new UserError(problem, $"run `./infra doctor --install` to download {Pins.Pulumi.Version}") : cli;
    }

    /// <summary>The executable on the PATH, or the one that `doctor --install` put into the repository's cache.</summary>
    public static async Task<PulumiCli?> TryFindAsync(Project project)
    {
        var path = Tools.Find("pulumi") ?? (File.Exists(PulumiInstall.ExecutableIn(project))
            ? PulumiInstall.ExecutableIn(project) : null);
        if (path is null)
        {
            return null;
        }

        var (code, output, error) = await Tools.RunAsync(path, ["version"], [("PULUMI_SKIP_UPDATE_CHECK", "true")]);
        return code == 0 && VersionText().Match(output) is { Success: true } match
            ? new(path, Version.Parse(match.Groups[1].Value))
            : throw new UserError($"{path} does not report its version ({(error.Length > 0 ? error : output).Trim()})",
                "reinstall it");
    }

    /// <summary>Why this version is unsupported, or null.</summary>
    public string? Problem(StateStore store) =>
        Version < Minimum ? $"pulumi {Version} is too old, at least {Minimum} is needed"
        : store.IsR2 && BrokenOnR2.Any(broken => broken.Major == Version.Major && broken.Minor == Version.Minor)
            ? $"pulumi {Version} fails every write to an R2 bucket, which keeps this stack's state"
        : null;

    public static string ManualInstall => string.Create(CultureInfo.InvariantCulture,
        $"curl -fsSL https://get.pulumi.com | sh -s -- --version {Pins.Pulumi.Version}");

    [GeneratedRegex(@"v?(\d+\.\d+\.\d+)")]
    private static partial Regex VersionText();
}
