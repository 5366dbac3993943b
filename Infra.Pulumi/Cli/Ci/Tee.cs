using System.Text;

namespace Infra.Cli.Ci;

/// <summary>Writes on, and remembers what was written.</summary>
internal sealed class Tee(TextWriter next) : TextWriter
{
    private readonly StringBuilder _heard = new();

    public override Encoding Encoding => next.Encoding;

    public string Heard
    {
        get
        {
            lock (_heard)
            {
                return _heard.ToString();
            }
        }
    }

    public override void Write(char value)
    {
        lock (_heard)
        {
            _heard.Append(value);
            next.Write(value);
        }
    }

    public override void Write(string? value)
    {
        lock (_heard)
        {
            _heard.Append(value);
            next.Write(value);
        }
    }

    public override void WriteLine(string? value) => Write($"{value}\n");
}
