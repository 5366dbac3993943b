using Pulumi.Automation.Serialization;

namespace Pulumi.Automation.Events;

/// <summary>Follows the file into which the engine writes an event a line, until it is disposed of.</summary>
internal sealed class EventLog : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _ended = new();
    private readonly LocalSerializer _serializer = new();
    private readonly Action<EngineEvent> _onEvent;
    private readonly Task _following;

    public EventLog(Action<EngineEvent> onEvent)
    {
        _onEvent = onEvent;
        Path = System.IO.Path.GetTempFileName();
        _following = Task.Run(FollowAsync);
    }

    public string Path { get; }

    public void Dispose()
    {
        _ended.Cancel();
        _following.GetAwaiter().GetResult();
        _ended.Dispose();
        File.Delete(Path);
    }

    private async Task FollowAsync()
    {
        await using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        var line = "";
        while (true)
        {
            var last = _ended.IsCancellationRequested;
            line += await reader.ReadToEndAsync();
            var lines = line.Split('\n');
            foreach (var complete in lines[..^1])
            {
                _onEvent(_serializer.DeserializeJson<EngineEvent>(complete));
            }

            line = lines[^1]; // the engine may be in the middle of it
            if (last)
            {
                return;
            }

            await Task.Delay(Pause, _ended.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}
