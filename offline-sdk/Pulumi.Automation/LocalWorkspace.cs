using System.Collections.Immutable;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Serialization;

namespace Pulumi.Automation;

/// <summary>A folder with a Pulumi.yaml, and the pulumi executable at work in it.</summary>
public sealed class LocalWorkspace : Workspace
{
    private readonly LocalSerializer _serializer = new();

    private LocalWorkspace(PulumiCommand command, LocalWorkspaceOptions? options)
        : base(command)
    {
        WorkDir = options?.WorkDir ?? Directory.CreateTempSubdirectory("automation-").FullName;
        PulumiHome = options?.PulumiHome;
        SecretsProvider = options?.SecretsProvider;
        EnvironmentVariables = options?.EnvironmentVariables is { } variables ? new Dictionary<string, string?>(variables) : null;
    }

    public override string WorkDir { get; }

    public override string? PulumiHome { get; }

    public override string? SecretsProvider { get; }

    public override IDictionary<string, string?>? EnvironmentVariables { get; set; }

    public static async Task<LocalWorkspace> CreateAsync(LocalWorkspaceOptions? options = null, CancellationToken cancellationToken = default) =>
        new(options?.PulumiCommand ?? await LocalPulumiCommand.CreateAsync(cancellationToken: cancellationToken), options);

    public override Task CreateStackAsync(string stackName, CancellationToken cancellationToken) => RunAsync(
        ["stack", "init", stackName, .. string.IsNullOrWhiteSpace(SecretsProvider) ? Array.Empty<string>() : ["--secrets-provider", SecretsProvider]],
        cancellationToken);

    public override Task SelectStackAsync(string stackName, CancellationToken cancellationToken) =>
        RunAsync(["stack", "select", "--stack", stackName], cancellationToken);

    public override async Task<ImmutableList<StackSummary>> ListStacksAsync(CancellationToken cancellationToken = default)
    {
        var json = await RunAsync(["stack", "ls", "--json"], cancellationToken);
        return string.IsNullOrWhiteSpace(json) ? [] : [.. _serializer.DeserializeJson<List<StackSummary>>(json)];
    }

    public override async Task<StackDeployment> ExportStackAsync(string stackName, CancellationToken cancellationToken = default) =>
        StackDeployment.FromJsonString(await RunAsync(["stack", "export", "--stack", stackName, "--show-secrets"], cancellationToken));

    // What is masked in one answer and not in the other is a secret.
    public override async Task<ImmutableDictionary<string, OutputValue>> GetStackOutputsAsync(
        string stackName, CancellationToken cancellationToken = default)
    {
        var masked = Outputs(await RunAsync(["stack", "output", "--json", "--stack", stackName], cancellationToken));
        var plain = Outputs(await RunAsync(["stack", "output", "--json", "--show-secrets", "--stack", stackName], cancellationToken));
        return plain.ToImmutableDictionary(
            output => output.Key, output => new OutputValue(output.Value, masked[output.Key] is "[secret]"));
    }

    private Dictionary<string, object> Outputs(string json) =>
        string.IsNullOrWhiteSpace(json) ? [] : _serializer.DeserializeJson<Dictionary<string, object>>(json);
}
