using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Infra.Charts;
using Infra.Settings;

namespace Infra.Engine;

/// <summary>Gets the pinned Pulumi CLI into the repository's cache. What its checksum does not match is never unpacked.</summary>
public static class PulumiInstall
{
    public static string ExecutableIn(Project project) => Path.Combine(FolderIn(project), "pulumi", "pulumi");

    /// <summary>Downloads, verifies and unpacks; says the path of the executable.</summary>
    public static async Task<string> RunAsync(Project project, HttpClient web)
    {
        var platform = Platform();
        var archive = await DownloadAsync(web, Pins.Pulumi.DownloadUrl(platform));
        var expected = await PublishedAsync(web, platform);
        var actual = Convert.ToHexStringLower(SHA256.HashData(archive));
        if (actual != expected)
        {
            throw new EngineError($"the download of pulumi {Pins.Pulumi.Version} has the checksum {actual} instead of {expected}",
                "nothing was installed; try again from another network, and do not trust this one");
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
            throw new EngineError($"{url} cannot be had ({failure.Message})",
                $"where there is a network: {PulumiCli.ManualInstall}");
        }
    }

    // A release's checksums stand on another host than its archives, in one file: "SHA256  NAME" a line.
    private static async Task<string> PublishedAsync(HttpClient web, string platform)
    {
        var lines = System.Text.Encoding.UTF8.GetString(await DownloadAsync(web, Pins.Pulumi.ChecksumsUrl)).Split('\n');
        return lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(words => words is [_, var name] && name == Pins.Pulumi.ArchiveName(platform))?[0]
            ?? throw new EngineError($"the release names no checksum for {platform}", $"install it by hand: {PulumiCli.ManualInstall}");
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsLinux() ? "linux" : null;
        var processor = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            _ => null,
        };
        return system is not null && processor is not null
            ? $"{system}-{processor}"
            : throw new EngineError("there is no pulumi for this machine", "use Linux or macOS on x64 or arm64");
    }
}
