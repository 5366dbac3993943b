using System.Diagnostics;
using System.Text.RegularExpressions;
using Infra.Tests.Machines;

namespace Infra.Tests.Cluster;

/// <summary>An S3 server inside the lab (moto) that knows one user and checks every signature, with one bucket.</summary>
internal sealed class ObjectStore : IDisposable
{
    private const string Port = "5055";
    private const string Nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"; // sha256 of no content
    private readonly Process _server;

    private ObjectStore(Process server) => _server = server;

    public static string Url => $"http://198.18.7.2:{Port}";

    public string AccessKey { get; private set; } = "";

    public string SecretKey { get; private set; } = "";

    /// <summary>The reason why it is unavailable here, or null.</summary>
    public static string? Missing => Lab.Missing ?? (Tool("moto_server") && Tool("sqlite3") ? null
        : "needs moto_server and sqlite3 (Debian's python3-moto and sqlite3)");

    public static async Task<ObjectStore> Start()
    {
        // The requests that create the user are accepted unsigned.
        var start = new ProcessStartInfo("env", ["INITIAL_NO_AUTH_ACTION_COUNT=4", "moto_server", "-H", "198.18.7.2", "-p", Port])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var store = new ObjectStore(Process.Start(start)!);
        await Ask("iam", "-d", "Action=CreateUser&UserName=k3s&Version=2010-05-08");
        await Ask("iam", "-d", "Action=PutUserPolicy&UserName=k3s&PolicyName=all&Version=2010-05-08", "--data-urlencode",
            """PolicyDocument={"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""");
        await Ask("s3", "-X", "PUT", $"{Url}/snapshots");
        var key = await Ask("iam", "-d", "Action=CreateAccessKey&UserName=k3s&Version=2010-05-08");
        store.AccessKey = Regex.Match(key, "<AccessKeyId>([^<]*)").Groups[1].Value;
        store.SecretKey = Regex.Match(key, "<SecretAccessKey>([^<]*)").Groups[1].Value;
        return store;
    }

    public async Task<string[]> Keys() =>
        [.. Regex.Matches(await Signed("/snapshots"), "<Key>([^<]*)").Select(match => match.Groups[1].Value)];

    public Task<string> Download(string key, string file) => Signed($"/snapshots/{key}", "-o", file);

    public void Dispose()
    {
        _server.Kill(entireProcessTree: true);
        _server.Dispose();
    }

    private async Task<string> Signed(string path, params string[] more) => (await Shell.Run("curl",
        ["-sSf", "--aws-sigv4", "aws:amz:auto:s3", "-H", $"x-amz-content-sha256: {Nothing}", "-u", $"{AccessKey}:{SecretKey}", .. more, $"{Url}{path}"])).Succeeded().Output;

    private static async Task<string> Ask(string service, params string[] more) => (await Shell.Run("curl",
        ["-sSf", "--retry", "40", "--retry-delay", "1", "--retry-connrefused", "-H",
            $"Authorization: AWS4-HMAC-SHA256 Credential=x/20200101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=x",
            .. more, .. service == "iam" ? [$"{Url}/"] : Array.Empty<string>()])).Succeeded().Output;

    private static bool Tool(string name) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));
}
