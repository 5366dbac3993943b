namespace Pulumi;

/// <summary>The errors a run logged; any of them fails it.</summary>
internal sealed class ErrorLog
{
    private readonly Lock _gate = new();
    private readonly List<string> _messages = [];

    internal void Add(string message)
    {
        lock (_gate)
        {
            _messages.Add(message);
        }
    }

    internal void ThrowIfAny()
    {
        lock (_gate)
        {
            if (_messages.Count > 0)
            {
                throw _messages is [var only]
                    ? new RunException(only)
                    : new AggregateException(_messages.Select(message => new RunException(message)));
            }
        }
    }
}
