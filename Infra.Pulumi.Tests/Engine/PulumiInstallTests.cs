using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Infra.Engine;
using Infra.Settings;
using Infra.Tests.Cli;

namespace Infra.Tests.Engine;

public sealed class PulumiInstallTests
{
    private static readonly string[] Platforms = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"];

    [Fact]
    public async Task What_the_checksum_matches_is_unpacked()
    {
        using var folder = new AnyProject();
        var archive = Archive();

        var path = await PulumiInstall.RunAsync(Project.Find(folder.Folder), Web(archive, Convert.ToHexStringLower(SHA256.HashData(archive))).Client);

        Assert.Equal("#!/bin/sh\n", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task What_it_does_not_match_is_thrown_away()
    {
        using var folder = new AnyProject();

        var error = await Assert.ThrowsAsync<EngineError>(
            () => PulumiInstall.RunAsync(Project.Find(folder.Folder), Web(Archive(), new string('0', 64)).Client));

        Assert.EndsWith("nothing was installed; try again from another network, and do not trust this one", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Folder, ".cache")));
    }

    [Fact]
    public async Task Without_a_network_the_command_to_type_is_shown()
    {
        using var folder = new AnyProject();

        var error = await Assert.ThrowsAsync<EngineError>(() => PulumiInstall.RunAsync(Project.Find(folder.Folder), AnyWeb.Of().Client));

        Assert.EndsWith("where there is a network: curl -fsSL https://get.pulumi.com | sh -s -- --version 3.259.0", error.Message, StringComparison.Ordinal);
    }

    private static AnyWeb Web(byte[] archive, string sha256) => new(request => request.RequestUri!.Host == "get.pulumi.com"
        ? (HttpStatusCode.OK, archive)
        : (HttpStatusCode.OK, Encoding.UTF8.GetBytes(string.Join('\n', Platforms
            .Select(platform => $"{sha256}  pulumi-v3.259.0-{platform}.tar.gz")))));

    private static byte[] Archive()
    {
        var buffer = new MemoryStream();
        using (var packed = new GZipStream(buffer, CompressionMode.Compress))
        using (var tar = new TarWriter(packed))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "pulumi/"));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "pulumi/pulumi") { DataStream = new MemoryStream("#!/bin/sh\n"u8.ToArray()) });
        }

        return buffer.ToArray();
    }
}
