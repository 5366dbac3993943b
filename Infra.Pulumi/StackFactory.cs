using Pulumi;

namespace Infra;

/// <summary>Creates a stack for the SDK, which requests it as a service, so that its constructor may have parameters.</summary>
public sealed class StackFactory<TStack>(Func<TStack> make) : IServiceProvider
    where TStack : Stack
{
    public object? GetService(Type serviceType) => serviceType == typeof(TStack) ? make() : null;
}
