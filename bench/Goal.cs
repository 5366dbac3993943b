namespace Infra.Bench;

/// <summary>What the program must reach.</summary>
internal sealed record Goal(string Name, double AtMost, double Is, string Unit)
{
    /// <summary>Two runs of a bench on one machine differ by so much without any cause in the program.</summary>
    public const double Noise = 0.1;

    public bool IsMet => Is <= AtMost * (1 + Noise);
}
