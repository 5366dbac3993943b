using System.Reflection;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>One evaluation of a program: its names, its settings, its engine, and what came of it.</summary>
internal sealed class DeploymentRun
{
    // The language host takes this exit code for "the person has been told already".
    private const int ToldThePerson = 32;

    private readonly string? _rootDirectory;
    private Stack? _stack;

    internal DeploymentRun(IMocks mocks, TestOptions? options)
    {
        IsDryRun = options?.IsPreview ?? true;
        StackName = options?.StackName ?? "stack";
        ProjectName = options?.ProjectName ?? "project";
        OrganizationName = options?.OrganizationName ?? "organization";
        _rootDirectory = options?.RootDirectory;
        Engine = new(mocks, this);
    }

    internal string StackName { get; }

    internal string ProjectName { get; }

    internal string OrganizationName { get; }

    internal bool IsDryRun { get; }

    internal string RootDirectory => _rootDirectory ?? throw new InvalidOperationException(
        "The Pulumi CLI version does not support root directory. Please update the Pulumi CLI.");

    internal StackSettings Settings { get; } = StackSettings.FromEnvironment();

    internal WorkList Work { get; } = new();

    internal ErrorLog Errors { get; } = new();

    internal MockEngine Engine { get; }

    internal Stack Stack
    {
        get => _stack ?? throw new InvalidOperationException("Trying to acquire Deployment.Stack before 'Run' was called.");
        set => _stack = value;
    }

    /// <summary>Declares the stack and sees everything through that this set off. What fails is logged, not thrown.</summary>
    internal async Task EvaluateAsync(Func<Task<Stack>> declare)
    {
        try
        {
            var stack = await declare().ConfigureAwait(false);
            stack.RegisterPropertyOutputs();
        }
        catch (Exception failure)
        {
            Conclude([failure]);
            return;
        }

        Conclude(await Work.FinishAsync().ConfigureAwait(false));
    }

    private void Conclude(Exception[] failures)
    {
        foreach (var failure in failures)
        {
            Errors.Add(failure switch
            {
                RunException => failure.Message,
                ResourceException { HideStack: true } => failure.Message,
                ResourceException => failure.ToString(),
                _ => $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{failure}",
            });
        }

        // Also where the program forgets to return what the run returned.
        if (failures.Length > 0)
        {
            Environment.ExitCode = ToldThePerson;
        }
    }
}
