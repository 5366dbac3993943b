using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;

namespace Infra.Engine;

/// <summary>Reads the event log of the engine, one event a line, while the engine writes it.</summary>
internal sealed class EventFile : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(40);

    private readonly LocalSerializer _serializer = new();

    // Events may contain secrets: the folder has mode 0700.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infra-events-");
    private readonly Action<EngineEvent> _onEvent;

    /// <summary>Created before the engine starts, so that no early event is overwritten.</summary>
    public EventFile(Action<EngineEvent> onEvent)
    {
        _onEvent = onEvent;
        File.WriteAllText(Path, "");
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "events");

    /// <summary>Dispatches every event until the engine has ended and its last line is read.</summary>
    public async Task FollowAsync(Task ended)
    {
        await using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        var unread = "";
        for (var isLast = false; !isLast;)
        {
            isLast = ended.IsCompleted;
            unread = Dispatch(unread + await reader.ReadToEndAsync());
            if (!isLast)
            {
                await Task.WhenAny(ended, Task.Delay(PollInterval));
            }
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // The last line may be incomplete.
    private string Dispatch(string text)
    {
        var lines = text.Split('\n');
        foreach (var line in lines[..^1])
        {
            // Half of the events are debug output of the SDK.
            if (!line.Contains("\"severity\":\"debug\"", StringComparison.Ordinal))
            {
                _onEvent(_serializer.DeserializeJson<EngineEvent>(line));
            }
        }

        return lines[^1];
    }
}
