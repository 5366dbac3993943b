using System.Runtime.InteropServices;

namespace Infra.Engine;

/// <summary>Ctrl-C and its relatives, passed on to whoever can stop gently instead of ending the program.</summary>
public sealed class Interruption : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>How often it was asked: once means gently, twice at once.</summary>
    public int Times { get; private set; }

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
        Times++;
        Requested?.Invoke();
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());
}
