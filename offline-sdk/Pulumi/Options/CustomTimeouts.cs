namespace Pulumi;

/// <summary>How long a provider may take over a resource.</summary>
public sealed class CustomTimeouts
{
    public TimeSpan? Create { get; set; }

    public TimeSpan? Update { get; set; }

    public TimeSpan? Delete { get; set; }

    internal CustomTimeouts Copy() => (CustomTimeouts)MemberwiseClone();
}
