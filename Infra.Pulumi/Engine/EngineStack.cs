using System.Collections.Immutable;
using Infra.Planning;
using Infra.Settings;
using Infra.Settings.Reading;
using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Infra.Engine;

/// <summary>A stack on the real engine. Failures are thrown as <see cref="EngineError"/>.</summary>
public sealed class EngineStack
{
    private readonly Interruption _interruption;
    private readonly PulumiProcess _process;
    private readonly LocalWorkspaceOptions _options;
    private readonly string _path;
    private readonly string _originalText;

    private EngineStack(Project project, StackFile file, string path, StateStore store, PulumiCli cli, Interruption interruption)
    {
        _path = path;
        _originalText = FileText.Read(path);
        Name = file.Stack;
        Project = project;
        Store = store;
        _interruption = interruption;
        _process = new(cli.Path, interruption);
        _options = new()
        {
            WorkDir = project.Folder,
            PulumiCommand = _process,
            SecretsProvider = file.SecretsProvider,
            EnvironmentVariables = new Dictionary<string, string?>(store.Prepare(project, file.SecretsProvider))
            {
                // The engine builds the program too. The same options as ./infra make that a no-op.
                ["Configuration"] = "Release",
                ["RunAnalyzers"] = "false",
                ["EnforceCodeStyleInBuild"] = "false",
            },
        };
    }

    public string Name { get; }

    public Project Project { get; }

    public StateStore Store { get; }

    public required PlatformSettings Settings { get; init; }

    /// <summary>Whether an interruption was requested.</summary>
    public bool IsStopping => _interruption.Count > 0;

    /// <summary>The local stack file, if this run created it from its template.</summary>
    public string? NewFile { get; private init; }

    /// <summary>The committed stack file, if the engine wrote its encryption settings into it.</summary>
    public string? FileToCommit => NewFile is null && !Store.IsLocalDefault && FileText.Read(_path) != _originalText
        ? Path.GetRelativePath(Project.Folder, _path) : null;

    /// <summary>Reads and validates the settings before anything starts.</summary>
    /// <param name="createFile">Creates the local stack file if only a template exists.</param>
    public static async Task<EngineStack> OpenAsync(
        Project project, string stack, Interruption interruption, bool createFile = true)
    {
        var file = project.Stack(stack);
        var settings = PlatformSettings.Load(stack, file.ToConfig(Marker.Secret));
        var store = StateStore.Resolve(project, settings);
        var cli = await PulumiCli.FindAsync(project, store);
        var (path, isNew) = createFile ? LocalStackFile.Ensure(project, file) : (file.Path, false);
        return new(project, file, path, store, cli, interruption) { Settings = settings, NewFile = isNew ? path : null };
    }

    /// <summary>Applies the program to the stack.</summary>
    /// <param name="only">The URNs to update; empty for all.</param>
    /// <param name="refresh">Reads the real resources first, so that manual changes are reverted.</param>
    public Task<IReadOnlyDictionary<string,
        OutputValue>> UpAsync(Progress progress, IEnumerable<string> only, bool refresh = false) =>
        RunAsync("up", progress, create: true, async stack => (IReadOnlyDictionary<string, OutputValue>)(await stack.UpAsync(new()
        {
            OnEvent = progress.OnEvent,
            Color = "never",
            Target = [.. only],
            Refresh = refresh,
            ShowSecrets = false,
        })).Outputs.ToDictionary(output => output.Key, output => output.Value));

    /// <summary>Shows what <see cref="UpAsync"/> would do.</summary>
    public Task PreviewAsync(Progress progress) =>
        RunAsync("preview", progress, create: true,
            stack => stack.PreviewAsync(new() { OnEvent = progress.OnEvent, Color = "never" }));

    /// <summary>
    /// Updates the state from the real resources. With <paramref name="previewOnly"/> it only reports the differences.
    /// </summary>
    public Task RefreshAsync(Progress progress, IEnumerable<string> only, bool previewOnly = false,
        Action<EngineEvent>? onEvent = null) =>
        RunAsync(previewOnly ? "drift" : "refresh", progress, create: false, stack => stack.RefreshAsync(new()
        {
            OnEvent = progress.OnEvent + onEvent,
            Color = "never",
            Target = [.. only],
            PreviewOnly = previewOnly,
            ClearPendingCreates = !previewOnly, // the engine cannot prompt for them here
            ShowSecrets = false,
        }));

    /// <summary>
    /// Deletes every resource. A preview goes first: without one the engine deletes all resources that it meets before the first
    /// protected one, and stops there with half of the stack gone.
    /// </summary>
    public Task DestroyAsync(Progress progress) => RunAsync("destroy", progress, create: false, async stack =>
    {
        await stack.DestroyAsync(new() { PreviewOnly = true, Color = "never", ShowSecrets = false });
        return await stack.DestroyAsync(new() { OnEvent = progress.OnEvent, Color = "never", ShowSecrets = false });
    });

    public Task<IReadOnlyDictionary<string, OutputValue>> OutputsAsync() =>
        RunAsync<IReadOnlyDictionary<string,
            OutputValue>>("outputs", null, create: false, async stack => await stack.GetOutputsAsync());

    /// <summary>Removes the lock of a dead run.</summary>
    public Task CancelAsync() => RunAsync("cancel", null, create: false, _ => PulumiAsync(["cancel", "--yes", "--stack", Name]));

    /// <summary>Removes the stack, which must be empty, and its history. Its file stays.</summary>
    public Task RemoveAsync() =>
        RunAsync("destroy", null, create: false, _ => PulumiAsync(["stack", "rm", Name, "--yes", "--preserve-config"]));

    /// <summary>Encrypts a setting into the stack's file. The value is passed over standard input.</summary>
    public Task SetSecretAsync(string path, string value) => RunAsync("init", null, create: true, _ =>
        PulumiAsync(["config", "set", "--secret", "--path", path, "--stack", Name], value));

    /// <summary>Every stack in the same backend.</summary>
    public Task<ImmutableList<StackSummary>> ListAsync() =>
        WithWorkspaceAsync("list", null, workspace => workspace.ListStacksAsync());

    /// <summary>Its updates, newest first.</summary>
    public Task<ImmutableList<UpdateSummary>> HistoryAsync() =>
        RunAsync("history", null, create: false, stack => stack.GetHistoryAsync(new() { PageSize = 20, ShowSecrets = false }));

    // For commands without a method in the automation API.
    private async Task<string> PulumiAsync(IList<string> arguments, string? input = null) =>
        (await _process.RunInputAsync(arguments, Project.Folder, _options.EnvironmentVariables!, stdIn: input)).StandardOutput;

    private Task<T> RunAsync<T>(string command, Progress? progress, bool create, Func<WorkspaceStack, Task<T>> operate) =>
        WithWorkspaceAsync(command, progress, async workspace => await operate(await SelectAsync(workspace, create)));

    private async Task<T> WithWorkspaceAsync<T>(string command, Progress? progress, Func<LocalWorkspace, Task<T>> operate)
    {
        try
        {
            using var workspace = await LocalWorkspace.CreateAsync(_options);
            return await operate(workspace);
        }
        catch (PulumiException failure)
        {
            throw Remedies.Explain(new(command, Name, Store, failure, progress, _interruption.Count > 0));
        }
    }

    private async Task<WorkspaceStack> SelectAsync(LocalWorkspace workspace, bool create)
    {
        try
        {
            return await WorkspaceStack.SelectAsync(Name, workspace);
        }
        catch (PulumiException failure) when (create && failure.Error.Contains("no stack named", StringComparison.Ordinal))
        {
            return await WorkspaceStack.CreateAsync(Name, workspace);
        }
        catch (PulumiException) when (!create && NewFile is not null)
        {
            File.Delete(NewFile); // created for a stack that does not exist
            throw;
        }
    }
}
