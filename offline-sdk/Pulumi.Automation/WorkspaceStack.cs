using System.Collections.Immutable;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Pulumi.Automation.Exceptions;
using Pulumi.Automation.Serialization;

namespace Pulumi.Automation;

/// <summary>A stack and what can be done with it.</summary>
public sealed class WorkspaceStack : IDisposable
{
    private WorkspaceStack(string name, Workspace workspace)
    {
        Name = name;
        Workspace = workspace;
    }

    public string Name { get; }

    public Workspace Workspace { get; }

    public static async Task<WorkspaceStack> CreateAsync(string name, Workspace workspace, CancellationToken cancellationToken = default)
    {
        await workspace.CreateStackAsync(name, cancellationToken);
        return new(name, workspace);
    }

    public static async Task<WorkspaceStack> SelectAsync(string name, Workspace workspace, CancellationToken cancellationToken = default)
    {
        await workspace.SelectStackAsync(name, cancellationToken);
        return new(name, workspace);
    }

    public async Task<UpResult> UpAsync(UpOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await RunAsync(
            [
                "up", "--yes", "--skip-preview",
                .. Flag("--expect-no-changes", options?.ExpectNoChanges),
                .. (options?.Replace ?? []).SelectMany(urn => new[] { "--replace", urn }),
                .. Flag("--target-dependents", options?.TargetDependents),
                .. Flag("--continue-on-error", options?.ContinueOnError),
                .. Flag("--refresh", options?.Refresh),
            ],
            options,
            options?.OnEvent,
            cancellationToken);
        var outputs = await GetOutputsAsync(cancellationToken);
        return new(result.StandardOutput, result.StandardError, await LastAsync(options?.ShowSecrets, cancellationToken), outputs);
    }

    public async Task<PreviewResult> PreviewAsync(PreviewOptions? options = null, CancellationToken cancellationToken = default)
    {
        SummaryEvent? summary = null;
        var result = await RunAsync(
            [
                "preview",
                .. Flag("--expect-no-changes", options?.ExpectNoChanges),
                .. (options?.Replace ?? []).SelectMany(urn => new[] { "--replace", urn }),
                .. Flag("--target-dependents", options?.TargetDependents),
                .. Flag("--refresh", options?.Refresh),
            ],
            options,
            happened =>
            {
                summary = happened.SummaryEvent ?? summary;
                options?.OnEvent?.Invoke(happened);
            },
            cancellationToken);
        return new(result.StandardOutput, result.StandardError,
            summary?.ResourceChanges ?? throw new NoSummaryEventException("No summary of changes for 'preview'"));
    }

    public async Task<UpdateResult> RefreshAsync(RefreshOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await RunAsync(
            [
                "refresh", "--yes", options?.PreviewOnly == true ? "--preview-only" : "--skip-preview",
                .. Flag("--expect-no-changes", options?.ExpectNoChanges),
                .. Flag("--clear-pending-creates", options?.ClearPendingCreates),
            ],
            options,
            options?.OnEvent,
            cancellationToken);
        return new(result.StandardOutput, result.StandardError, await LastAsync(options?.ShowSecrets, cancellationToken));
    }

    public async Task<UpdateResult> DestroyAsync(DestroyOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await RunAsync(
            [
                "destroy",
                .. Flag("--preview-only", options?.PreviewOnly), .. Flag("--yes", options?.PreviewOnly != true), .. Flag("--skip-preview", options?.PreviewOnly != true),
                .. Flag("--target-dependents", options?.TargetDependents),
                .. Flag("--continue-on-error", options?.ContinueOnError),
                .. Flag("--refresh", options?.Refresh),
            ],
            options,
            options?.OnEvent,
            cancellationToken);
        return new(result.StandardOutput, result.StandardError, await LastAsync(options?.ShowSecrets, cancellationToken));
    }

    public Task<ImmutableDictionary<string, OutputValue>> GetOutputsAsync(CancellationToken cancellationToken = default) =>
        Workspace.GetStackOutputsAsync(Name, cancellationToken);

    public Task<StackDeployment> ExportStackAsync(CancellationToken cancellationToken = default) =>
        Workspace.ExportStackAsync(Name, cancellationToken);

    public async Task<ImmutableList<UpdateSummary>> GetHistoryAsync(HistoryOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] size = options?.PageSize is { } rows ? ["--page-size", $"{rows}", "--page", $"{Math.Max(1, options.Page ?? 1)}"] : [];
        string[] args = ["stack", "history", "--json", .. Flag("--show-secrets", options?.ShowSecrets ?? true), .. size, "--stack", Name];
        var json = await Workspace.RunAsync(args, cancellationToken);
        return string.IsNullOrWhiteSpace(json) ? [] : [.. new LocalSerializer().DeserializeJson<List<UpdateSummary>>(json)];
    }

    public void Dispose() => Workspace.Dispose();

    private async Task<UpdateSummary> LastAsync(bool? showSecrets, CancellationToken cancellation) =>
        (await GetHistoryAsync(new() { PageSize = 1, ShowSecrets = showSecrets }, cancellation)).FirstOrDefault()!;

    private Task<CommandResult> RunAsync(string[] args, UpdateOptions? options, Action<EngineEvent>? onEvent, CancellationToken cancellation) =>
        Workspace.RunAsync(
            [.. args, .. options?.Arguments() ?? [], "--exec-kind", "auto.local", "--stack", Name],
            options?.OnStandardOutput,
            options?.OnStandardError,
            onEvent,
            cancellation);

    private static string[] Flag(string name, bool? value) => value == true ? [name] : [];
}
