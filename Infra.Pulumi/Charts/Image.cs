namespace Infra.Charts;

/// <summary>A container image at an exact tag, and at its digest where that is known.</summary>
public sealed record Image(string Registry, string Repository, string Tag, string? Digest = null)
{
    /// <summary>As a pod names it.</summary>
    public override string ToString() => $"{Registry}/{Repository}:{Tag}{(Digest is null ? "" : $"@{Digest}")}";
}
