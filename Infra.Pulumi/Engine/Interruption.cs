using System.Runtime.InteropServices;

namespace Infra.Engine;

/// <summary>Passes Ctrl-C and other termination signals to a handler that can stop gracefully.</summary>
public sealed class Interruption : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>The number of requests: the first one stops gracefully, the second one at once.</summary>
    public int Count { get; private set; }

    public event Action? Requested;

    public static Interruption Watch()
    {
        var interruption = new Interruption();
        foreach (var signal in Signals)
        {
            interruption._registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                interruption.Request();
            }));
        }

        return interruption;
    }

    public void Request()
    {
        Count++;
        Requested?.Invoke();
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());
}
