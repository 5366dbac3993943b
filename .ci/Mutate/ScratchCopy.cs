using System.Text.RegularExpressions;

namespace Infra.Mutation;

/// <summary>A copy of the repository that may be broken, built and tested. It is removed at the end.</summary>
internal sealed partial class ScratchCopy : IDisposable
{
    private const string Program = "Infra.Pulumi/Infra.Pulumi.csproj";
    private static readonly string Dotnet = Environment.ProcessPath!; // the one that runs this
    private static readonly TimeSpan LongestBuild = TimeSpan.FromMinutes(10);
    private static readonly string[] Options =
    [
        "-c", "Release", "-v:q", "-clp:NoSummary", "-nodeReuse:false",
        "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false",
        "-p:UseSharedCompilation=true", // a compiler that stays warm; it ends by itself
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infra-mutate-");
    private readonly string _sdk;
    private readonly CancellationToken _cancelled;
    private byte[] _interface = [];

    private ScratchCopy(string sdk, CancellationToken cancelled)
    {
        _sdk = sdk;
        _cancelled = cancelled;
    }

    /// <summary>How long the unit tests may take before they count as hanging.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(15);

    private string Artifacts => Path.Combine(_folder.FullName, "artifacts", _sdk);

    private string Tests => Path.Combine(Artifacts, "bin", "Infra.Pulumi.Tests", "release");

    public static async Task<ScratchCopy> CreateAsync(string root, string sdk, CancellationToken cancelled)
    {
        var copy = new ScratchCopy(sdk, cancelled);
        try
        {
            await copy.FillAsync(root);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Breaks the program, lets the tests look, and makes it whole again.</summary>
    public async Task<Verdict> TryAsync(Mutant mutant)
    {
        var path = Path.Combine(_folder.FullName, "Infra.Pulumi", mutant.File);
        var text = await File.ReadAllTextAsync(path, _cancelled);
        await File.WriteAllTextAsync(path, mutant.ApplyTo(text), _cancelled);
        try
        {
            return await BuildAsync() is { } error ? new(Fate.Broken, error) : await TestAsync(mutant.Folder);
        }
        finally
        {
            await File.WriteAllTextAsync(path, text, CancellationToken.None);
        }
    }

    /// <summary>Runs the tests of one folder first, since they are the likeliest to notice, then all others.</summary>
    public async Task<Verdict> TestAsync(string? folder)
    {
        string[] near = folder is null ? ["Approved"] : ["Approved", $"Infra.Tests.{folder}."];
        var first = await TestOnlyAsync(string.Join('|', near.Select(name => $"FullyQualifiedName~{name}")));
        return first.Fate == Fate.Survived
            ? await TestOnlyAsync(string.Join('&', near.Select(name => $"FullyQualifiedName!~{name}")))
            : first;
    }

    public void Dispose()
    {
        for (var tries = 0; Directory.Exists(_folder.FullName) && tries < 5; tries++)
        {
            try
            {
                _folder.Delete(recursive: true);
            }
            catch (IOException)
            {
                Thread.Sleep(200); // a killed process still writes
            }
        }
    }

    private async Task FillAsync(string root)
    {
        // With what is not committed, without what git ignores.
        string[] list = ["git", "-c", "core.quotePath=false", "ls-files", "--cached", "--others", "--exclude-standard"];
        var listed = await Tool.RunAsync(root, list, null, LongestBuild, _cancelled);
        foreach (var name in listed.Lines.Append(".pulumi-sdk").Where(name => File.Exists(Path.Combine(root, name))))
        {
            var target = Path.Combine(_folder.FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(root, name), target);
        }
        if (await DotnetAsync("build", "Infra.Pulumi.Tests") is { } error)
        {
            throw new InvalidOperationException($"the program does not build without a mutant ({error})");
        }
        _interface = await InterfaceAsync();
    }

    /// <summary>Compiles the program alone; the tests only when something that they see changed. Says what is wrong.</summary>
    private async Task<string?> BuildAsync()
    {
        if (await DotnetAsync("build", Program, "--no-restore", "--no-dependencies", "-m:1") is { } error)
        {
            return error;
        }
        var seen = await InterfaceAsync();
        if (!seen.AsSpan().SequenceEqual(_interface))
        {
            _interface = seen;
            return await DotnetAsync("build", "Infra.Pulumi.Tests/Infra.Pulumi.Tests.csproj", "--no-restore");
        }
        var built = Path.Combine(Artifacts, "bin", "Infra.Pulumi", "release", "Infra.Pulumi.dll");
        File.Copy(built, Path.Combine(Tests, "Infra.Pulumi.dll"), overwrite: true);
        return null;
    }

    private Task<byte[]> InterfaceAsync() =>
        File.ReadAllBytesAsync(Path.Combine(Artifacts, "obj", "Infra.Pulumi", "release", "ref", "Infra.Pulumi.dll"), _cancelled);

    private async Task<string?> DotnetAsync(params string[] words)
    {
        string[] command = [Dotnet, .. words, $"-p:PulumiSdk={_sdk}", .. Options];
        var result = await Tool.RunAsync(_folder.FullName, command, null, LongestBuild, _cancelled);
        return result is { Code: 0, IsTimedOut: false } ? null
            : result.Lines.FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))?.Trim()
                ?? $"dotnet {words[0]} ended with {result.Code}";
    }

    private async Task<Verdict> TestOnlyAsync(string filter)
    {
        string? killer = null;
        // The tests of the list itself would notice every mutant.
        var chosen = $"Kind!=machine&FullyQualifiedName!~Mutants&({filter})";
        string[] command =
        [
            Dotnet, "test", Path.Combine(Tests, "Infra.Pulumi.Tests.dll"),
            "--filter", chosen, "--logger", "console;verbosity=normal",
        ];
        var result = await Tool.RunAsync(_folder.FullName, command, IsFailure, Patience, _cancelled);
        return killer is not null ? new(Fate.Killed, killer)
            : result.IsTimedOut ? new(Fate.Killed, "the tests hang")
            : result.Code != 0 ? new(Fate.Killed, "the test run ends early")
            : new(Fate.Survived, "");

        bool IsFailure(string line)
        {
            killer ??= Failed().Match(line) is { Success: true } failed ? failed.Groups[1].Value : null;
            return killer is not null;
        }
    }

    // "  Failed Infra.Tests.Foundation.OrderTests.Nodes_follow_one_by_one(stack: "prod") [12 ms]"
    [GeneratedRegex(@"^\s+Failed Infra\.Tests\.([\w.]+)")]
    private static partial Regex Failed();
}
