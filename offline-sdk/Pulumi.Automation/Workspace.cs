using System.Collections.Immutable;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;

namespace Pulumi.Automation;

/// <summary>The surroundings in which stacks are worked on.</summary>
public abstract class Workspace : IDisposable
{
    private readonly PulumiCommand _command;

    internal Workspace(PulumiCommand command) => _command = command;

    public abstract string WorkDir { get; }

    public abstract string? PulumiHome { get; }

    public abstract string? SecretsProvider { get; }

    public abstract IDictionary<string, string?>? EnvironmentVariables { get; set; }

    public abstract Task CreateStackAsync(string stackName, CancellationToken cancellationToken);

    public abstract Task SelectStackAsync(string stackName, CancellationToken cancellationToken);

    public abstract Task<ImmutableList<StackSummary>> ListStacksAsync(CancellationToken cancellationToken = default);

    public abstract Task<StackDeployment> ExportStackAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task<ImmutableDictionary<string, OutputValue>> GetStackOutputsAsync(
        string stackName, CancellationToken cancellationToken = default);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    internal async Task<string> RunAsync(IList<string> args, CancellationToken cancellation) =>
        (await RunAsync(args, null, null, null, cancellation)).StandardOutput;

    internal Task<CommandResult> RunAsync(
        IList<string> args,
        Action<string>? onStandardOutput,
        Action<string>? onStandardError,
        Action<EngineEvent>? onEvent,
        CancellationToken cancellation)
    {
        var environment = new Dictionary<string, string?>(EnvironmentVariables ?? new Dictionary<string, string?>());
        if (!string.IsNullOrWhiteSpace(PulumiHome))
        {
            environment.TryAdd("PULUMI_HOME", PulumiHome);
        }

        return _command.RunInputAsync(args, WorkDir, environment, onStandardOutput, onStandardError, null, onEvent, cancellation);
    }
}
