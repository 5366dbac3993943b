using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using Infra.Charts;
using Infra.Engine;
using Infra.Settings;
using Infra.Tests.Cli;

namespace Infra.Tests.Engine;

public sealed class PulumiInstallTests
{
    [Fact]
    public async Task Archive_with_the_right_checksum_is_unpacked()
    {
        using var folder = new AnyProject();
        var archive = Archive();

        var path = await PulumiInstall.RunAsync(
            Project.Find(folder.Folder), Web(archive).Client, Known(Convert.ToHexStringLower(SHA256.HashData(archive))));

        Assert.Equal("#!/bin/sh\n", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Archive_with_a_wrong_checksum_is_discarded()
    {
        using var folder = new AnyProject();

        var error = await Assert.ThrowsAsync<EngineError>(
            () => PulumiInstall.RunAsync(Project.Find(folder.Folder), Web(Archive()).Client));

        Assert.EndsWith("nothing was installed; retry from another network, and do not trust this one", error.Message,
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Folder, ".cache")));
    }

    [Fact]
    public void Every_supported_platform_has_its_own_checksum()
    {
        Assert.Equal(["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64"], Pins.Pulumi.Checksums.Keys);
        Assert.Equal(4, Pins.Pulumi.Checksums.Values.Distinct().Count(checksum => Convert.FromHexString(checksum).Length == 32));
    }

    [Fact]
    public async Task Failed_download_shows_the_manual_command()
    {
        using var folder = new AnyProject();

        var error = await Assert.ThrowsAsync<EngineError>(
            () => PulumiInstall.RunAsync(Project.Find(folder.Folder), AnyWeb.Of().Client));

        Assert.EndsWith(
            "check the network, or install it yourself: curl -fsSL https://get.pulumi.com | sh -s -- --version 3.259.0",
                error.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Known(string sha256) =>
        Pins.Pulumi.Checksums.Keys.ToDictionary(platform => platform, _ => sha256);

    private static AnyWeb Web(byte[] archive) => new(request =>
        request.RequestUri!.Host == "get.pulumi.com" ? (HttpStatusCode.OK, archive) : (HttpStatusCode.NotFound, []));

    private static byte[] Archive()
    {
        var buffer = new MemoryStream();
        using (var packed = new GZipStream(buffer, CompressionMode.Compress))
        using (var tar = new TarWriter(packed))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "pulumi/"));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile,
                "pulumi/pulumi")
            { DataStream = new MemoryStream("#!/bin/sh\n"u8.ToArray()) });
        }

        return buffer.ToArray();
    }
}
