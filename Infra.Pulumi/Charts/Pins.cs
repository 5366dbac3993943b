namespace Infra.Charts;

/// <summary>Everything pinned that is neither a chart nor an image.</summary>
public static class Pins
{
    /// <summary>k3s: the releases with known checksums.</summary>
    public static class K3s
    {
        public const string Version = "v1.36.4+k3s1";

        /// <summary>SHA-256 of the binaries as published beside each release, for amd64 and arm64.</summary>
        public static readonly IReadOnlyDictionary<string, Checksums> Releases = new Dictionary<string, Checksums>
        {
            ["v1.36.4+k3s1"] = new(
                Amd64: "835873f37245fc615f547a2fe2af9402a347875f13fa64a1f136de644955ea3f",
                Arm64: "c920706346d5ad4e5cd3c7bf1bb09ce71ebe07fec829e513e40f1caf98aed8bb"),
        };

        /// <summary>The folder that holds a release's binaries.</summary>
        public static string DownloadUrl(string version) =>
            $"https://github.com/k3s-io/k3s/releases/download/{Uri.EscapeDataString(version)}";
    }

    /// <summary>The Pulumi CLI that `./infra doctor --install` installs.</summary>
    public static class Pulumi
    {
        // renovate: datasource=github-releases depName=pulumi/pulumi
        public const string Version = "3.259.0";

        /// <summary>
        /// SHA-256 of the archives as published beside each release (pulumi-VERSION-checksums.txt), by platform.
        /// </summary>
        public static readonly IReadOnlyDictionary<string, string> Checksums = new Dictionary<string, string>
        {
            ["darwin-arm64"] = "57c27f179e527e2cf9f62b841a448af72a020e44b2fb4ee0d9bd85556c00c864",
            ["darwin-x64"] = "eaca4c3b8277bfa3ab061fa3b270d1c66358a0b2e613da8c5587a04b7226c534",
            ["linux-arm64"] = "edc8327463a72160bb36cf82cf5062da9c8a244290a706d9980988e7bf486853",
            ["linux-x64"] = "94ba357acac23d01474084c4b00098dc0f7bc70ce13f34c777459254a5f718e5",
        };

        /// <summary>A release's archive for a platform such as linux-x64.</summary>
        public static string ArchiveName(string platform) => $"pulumi-v{Version}-{platform}.tar.gz";

        public static string DownloadUrl(string platform) => $"https://get.pulumi.com/releases/sdk/{ArchiveName(platform)}";
    }

    /// <summary>The SHA-256 of a download for each architecture that the platform runs on.</summary>
    public sealed record Checksums(string Amd64, string Arm64);
}
