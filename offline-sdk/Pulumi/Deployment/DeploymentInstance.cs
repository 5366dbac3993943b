using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The run that the calling code is part of.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(DeploymentRun run) => Run = run;

    public string StackName => Run.StackName;

    public string ProjectName => Run.ProjectName;

    public string RootDirectory => Run.RootDirectory;

    public string OrganizationName => Run.OrganizationName;

    public bool IsDryRun => Run.IsDryRun;

    internal DeploymentRun Run { get; }

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Run.Engine.Invoke<T>(token, args, options);

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        Run.Engine.Invoke<T>(token, args, options);

    public Output<T> Invoke<T>(
        string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        Run.Engine.Invoke<T>(token, args, options);

    public Output<T> Invoke<T>(
        string token, InvokeArgs args, InvokeOutputOptions options, RegisterPackageRequest? registerPackageRequest) =>
        Run.Engine.Invoke<T>(token, args, options);

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Single(Run.Engine.Invoke<ImmutableDictionary<string, T>>(token, args, options));

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        Single(Run.Engine.Invoke<ImmutableDictionary<string, T>>(token, args, options));

    public Output<T> InvokeSingle<T>(
        string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        InvokeSingle<T>(token, args, options);

    public Output<T> InvokeSingle<T>(
        string token, InvokeArgs args, InvokeOutputOptions options, RegisterPackageRequest? registerPackageRequest) =>
        InvokeSingle<T>(token, args, options);

    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Run.Engine.InvokeAsync<T>(token, args, options);

    public Task<T> InvokeAsync<T>(
        string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        Run.Engine.InvokeAsync<T>(token, args, options);

    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Run.Engine.InvokeAsync<ImmutableDictionary<string, object>>(token, args, options);

    public Task InvokeAsync(
        string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        InvokeAsync(token, args, options);

    public async Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null)
    {
        var result = await Run.Engine.InvokeAsync<ImmutableDictionary<string, T>>(token, args, options).ConfigureAwait(false);
        return result.Values.First();
    }

    public Task<T> InvokeSingleAsync<T>(
        string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        InvokeSingleAsync<T>(token, args, options);

    private static Output<T> Single<T>(Output<ImmutableDictionary<string, T>> result) =>
        result.Apply(members => members.Values.First());
}
