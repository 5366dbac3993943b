using System.Collections.Immutable;
using Infra.Planning;
using Infra.Settings;
using Infra.Settings.Reading;
using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Infra.Engine;

/// <summary>A stack on the real engine. Whatever goes wrong comes out as an <see cref="EngineError"/>.</summary>
public sealed class EngineStack
{
    private readonly Interruption _interruption;
    private readonly PulumiProcess _process;
    private readonly LocalWorkspaceOptions _surroundings;
    private readonly string _path;
    private readonly string _text;

    private EngineStack(Project project, StackFile file, string path, StateStore store, PulumiCli cli, Interruption interruption)
    {
        _path = path;
        _text = FileText.Read(path);
        Name = file.Stack;
        Project = project;
        Store = store;
        _interruption = interruption;
        _process = new(cli.Path, interruption);
        _surroundings = new()
        {
            WorkDir = project.Folder,
            PulumiCommand = _process,
            SecretsProvider = file.SecretsProvider,
            EnvironmentVariables = new Dictionary<string, string?>(store.Prepare(project, file.SecretsProvider))
            {
                // The engine builds the program too: as ./infra just did, so that there is nothing left to do.
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

    /// <summary>Whether somebody has asked for an end.</summary>
    public bool IsStopping => _interruption.Times > 0;

    /// <summary>The stack's own file, where it had to be made from its template.</summary>
    public string? NewFile { get; private init; }

    /// <summary>The stack's file, where it is the repository's and the engine has written into it how secrets are encrypted.</summary>
    public string? FileToCommit => NewFile is null && !Store.IsLocalDefault && FileText.Read(_path) != _text ? Path.GetRelativePath(Project.Folder, _path) : null;

    /// <summary>Reads and checks what a person wrote before anything is started.</summary>
    /// <param name="settle">Makes the stack's own file where there is only a template.</param>
    public static async Task<EngineStack> OpenAsync(Project project, string stack, Interruption interruption, bool settle = true)
    {
        var file = project.Stack(stack);
        var settings = PlatformSettings.Load(stack, file.ToConfig(Marker.Secret));
        var store = StateStore.Of(project, settings);
        var cli = await PulumiCli.FindAsync(project, store);
        var (path, isNew) = settle ? OwnStackFile.Settle(project, file) : (file.Path, false);
        return new(project, file, path, store, cli, interruption) { Settings = settings, NewFile = isNew ? path : null };
    }

    /// <summary>Makes the stack what the program says.</summary>
    /// <param name="only">The URNs to work on; none means all.</param>
    /// <param name="refresh">Looks at reality first, so that what was changed by hand is changed back.</param>
    public Task<IReadOnlyDictionary<string, OutputValue>> UpAsync(Progress progress, IEnumerable<string> only, bool refresh = false) =>
        RunAsync("up", progress, create: true, async stack => (IReadOnlyDictionary<string, OutputValue>)(await stack.UpAsync(new()
        {
            OnEvent = progress.See,
            Color = "never",
            Target = [.. only],
            Refresh = refresh,
            ShowSecrets = false,
        })).Outputs.ToDictionary(output => output.Key, output => output.Value));

    /// <summary>What <see cref="UpAsync"/> would do.</summary>
    public Task PreviewAsync(Progress progress) =>
        RunAsync("preview", progress, create: true, stack => stack.PreviewAsync(new() { OnEvent = progress.See, Color = "never" }));

    /// <summary>Makes the state what reality is. With <paramref name="previewOnly"/> only tells the difference.</summary>
    public Task RefreshAsync(Progress progress, IEnumerable<string> only, bool previewOnly = false, Action<EngineEvent>? alsoSee = null) =>
        RunAsync(previewOnly ? "drift" : "refresh", progress, create: false, stack => stack.RefreshAsync(new()
        {
            OnEvent = progress.See + alsoSee,
            Color = "never",
            Target = [.. only],
            PreviewOnly = previewOnly,
            ClearPendingCreates = !previewOnly, // nobody could be asked about them here
            ShowSecrets = false,
        }));

    /// <summary>
    /// Takes everything away. A preview goes first: without one the engine deletes all that it meets before it comes to what is
    /// protected, and stops there with half of the stack gone.
    /// </summary>
    public Task DestroyAsync(Progress progress) => RunAsync("destroy", progress, create: false, async stack =>
    {
        await stack.DestroyAsync(new() { PreviewOnly = true, Color = "never", ShowSecrets = false });
        return await stack.DestroyAsync(new() { OnEvent = progress.See, Color = "never", ShowSecrets = false });
    });

    public Task<IReadOnlyDictionary<string, OutputValue>> OutputsAsync() =>
        RunAsync<IReadOnlyDictionary<string, OutputValue>>("outputs", null, create: false, async stack => await stack.GetOutputsAsync());

    /// <summary>Takes away the lock of a run that has died.</summary>
    public Task CancelAsync() => RunAsync("cancel", null, create: false, _ => PulumiAsync(["cancel", "--yes", "--stack", Name]));

    /// <summary>Forgets the stack, which must be empty, with its history. Its file stays: it may be somebody's work.</summary>
    public Task RemoveAsync() => RunAsync("destroy", null, create: false, _ => PulumiAsync(["stack", "rm", Name, "--yes", "--preserve-config"]));

    /// <summary>Encrypts a setting into the stack's file. The value travels over standard input.</summary>
    public Task SetSecretAsync(string path, string value) => RunAsync("init", null, create: true, _ =>
        PulumiAsync(["config", "set", "--secret", "--path", path, "--stack", Name], value));

    /// <summary>Every stack that the backend of this one knows.</summary>
    public Task<ImmutableList<StackSummary>> AllAsync() => WithWorkspaceAsync("list", null, workspace => workspace.ListStacksAsync());

    /// <summary>What was done to it, the newest first.</summary>
    public Task<ImmutableList<UpdateSummary>> HistoryAsync() =>
        RunAsync("history", null, create: false, stack => stack.GetHistoryAsync(new() { PageSize = 20, ShowSecrets = false }));

    // What the automation API has no method for.
    private async Task<string> PulumiAsync(IList<string> arguments, string? input = null) =>
        (await _process.RunInputAsync(arguments, Project.Folder, _surroundings.EnvironmentVariables!, stdIn: input)).StandardOutput;

    private Task<T> RunAsync<T>(string command, Progress? progress, bool create, Func<WorkspaceStack, Task<T>> operate) =>
        WithWorkspaceAsync(command, progress, async workspace => await operate(await SelectAsync(workspace, create)));

    private async Task<T> WithWorkspaceAsync<T>(string command, Progress? progress, Func<LocalWorkspace, Task<T>> operate)
    {
        try
        {
            using var workspace = await LocalWorkspace.CreateAsync(_surroundings);
            return await operate(workspace);
        }
        catch (PulumiFailed failure)
        {
            throw Remedies.Explain(new(command, Name, Store, failure, progress, _interruption.Times > 0));
        }
    }

    private async Task<WorkspaceStack> SelectAsync(LocalWorkspace workspace, bool create)
    {
        try
        {
            return await WorkspaceStack.SelectAsync(Name, workspace);
        }
        catch (PulumiFailed failure) when (create && failure.Error.Contains("no stack named", StringComparison.Ordinal))
        {
            return await WorkspaceStack.CreateAsync(Name, workspace);
        }
        catch (PulumiFailed) when (!create && NewFile is not null)
        {
            File.Delete(NewFile); // made for a stack that there is not
            throw;
        }
    }
}
