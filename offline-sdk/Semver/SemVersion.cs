namespace Semver;

/// <summary>A version, as far as the automation API names it in a signature.</summary>
public sealed class SemVersion
{
    private readonly string _text;

    private SemVersion(string text) => _text = text;

    public static SemVersion Parse(string version, int maxLength = 1024) =>
        version.Length <= maxLength ? new(version) : throw new FormatException($"'{version}' is too long for a version");

    public override string ToString() => _text;
}
