using System.Text;

namespace Infra.Cli.Ci;

/// <summary>Writes on, and remembers what was written, in one order with what others write who remember in the same place.</summary>
internal sealed class Tee(TextWriter next, StringBuilder heard) : TextWriter
{
    public override Encoding Encoding => next.Encoding;

    public override void Write(char value)
    {
        lock (heard)
        {
            heard.Append(value);
            next.Write(value);
        }
    }

    public override void Write(string? value)
    {
        lock (heard)
        {
            heard.Append(value);
            next.Write(value);
        }
    }

    public override void WriteLine(string? value) => Write($"{value}\n");
}
