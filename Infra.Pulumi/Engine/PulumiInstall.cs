using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Infra.Charts;
using Infra.Settings;

namespace Infra.Engine;

/// <summary>
/// Downloads the pinned Pulumi CLI into the repository's cache. An archive with a wrong checksum is never unpacked.
/// </summary>
public static class PulumiInstall
{
    public static string ExecutableIn(Project project) => Path.Combine(FolderIn(project), "pulumi", "pulumi");

    /// <summary>Downloads, verifies and unpacks. Returns the path of the executable.</summary>
    public static Task<string> RunAsync(Project project, HttpClient web) => RunAsync(project, web, Pins.Pulumi.Checksums);

    internal static async Task<string> RunAsync(Project project, HttpClient web, IReadOnlyDictionary<string, string> checksums)
    {
        var platform = Platform();
        if (!checksums.TryGetValue(platform, out var expected))
        {
            throw new EngineError($"pulumi does not support {platform}", "use Linux or macOS on x64 or arm64");
        }

        var archive = await DownloadAsync(web, Pins.Pulumi.DownloadUrl(platform));
        var actual = Convert.ToHexStringLower(SHA256.HashData(archive));
        if (actual != expected)
        {
            throw new EngineError($"the download of pulumi {Pins.Pulumi.Version} has the checksum {actual} instead of {expected}",
                "nothing was installed; retry from another network, and do not trust this one");
        }

        var folder = FolderIn(project);
        var unfinished = $"{folder}.{Environment.ProcessId}";
        await using (var unpacked = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress))
        {
            await TarFile.ExtractToDirectoryAsync(unpacked, Directory.CreateDirectory(unfinished).FullName, overwriteFiles: true);
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.Move(unfinished, folder);
        return ExecutableIn(project);
    }

    private static string FolderIn(Project project) => Path.Combine(project.Folder, ".cache", $"pulumi-{Pins.Pulumi.Version}");

    private static async Task<byte[]> DownloadAsync(HttpClient web, string url)
    {
        try
        {
            return await web.GetByteArrayAsync(new Uri(url));
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            throw new EngineError($"{url} cannot be downloaded ({failure.Message})",
                $"check the network, or install it yourself: {PulumiCli.ManualInstall}");
        }
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsLinux() ? "linux" : "this system";
        return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
    }
}
