using System.Text;

namespace Infra.Cli.Ci;

/// <summary>Forwards all text to another writer, and appends it to a buffer that several writers may share.</summary>
internal sealed class Tee(TextWriter next, StringBuilder buffer) : TextWriter
{
    public override Encoding Encoding => next.Encoding;

    public override void Write(char value)
    {
        lock (buffer)
        {
            buffer.Append(value);
            next.Write(value);
        }
    }

    public override void Write(string? value)
    {
        lock (buffer)
        {
            buffer.Append(value);
            next.Write(value);
        }
    }

    public override void WriteLine(string? value) => Write($"{value}\n");
}
