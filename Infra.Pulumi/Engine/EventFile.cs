using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;

namespace Infra.Engine;

/// <summary>Follows the file into which the engine writes an event a line, from its making to its end.</summary>
internal sealed class EventFile : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    private readonly LocalSerializer _serializer = new();

    // What the engine tells of a stack may be secret: a folder of mode 0700.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infra-events-");
    private readonly Action<EngineEvent> _onEvent;

    /// <summary>Made before the engine starts: one that is quick must not find its first events wiped out.</summary>
    public EventFile(Action<EngineEvent> onEvent)
    {
        _onEvent = onEvent;
        File.WriteAllText(Path, "");
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "events");

    /// <summary>Hands on every event until the engine has ended and its last line is read.</summary>
    public async Task FollowAsync(Task ended)
    {
        await using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        var unread = "";
        for (var isLast = false; !isLast;)
        {
            isLast = ended.IsCompleted;
            unread = HandOn(unread + await reader.ReadToEndAsync());
            if (!isLast)
            {
                await Task.WhenAny(ended, Task.Delay(Pause));
            }
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // The engine may be in the middle of its last line.
    private string HandOn(string text)
    {
        var lines = text.Split('\n');
        foreach (var line in lines[..^1])
        {
            // Every second event is the SDK's chatter.
            if (!line.Contains("\"severity\":\"debug\"", StringComparison.Ordinal))
            {
                _onEvent(_serializer.DeserializeJson<EngineEvent>(line));
            }
        }

        return lines[^1];
    }
}
