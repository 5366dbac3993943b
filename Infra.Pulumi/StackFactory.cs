using Pulumi;

namespace Infra;

/// <summary>Makes a stack for the SDK, which asks for it as a service so that its constructor may take what it likes.</summary>
public sealed class StackFactory<TStack>(Func<TStack> make) : IServiceProvider
    where TStack : Stack
{
    public object? GetService(Type serviceType) => serviceType == typeof(TStack) ? make() : null;
}
