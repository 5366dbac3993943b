using System.Numerics;
using System.Text.RegularExpressions;

namespace Infra.Engine.Releases;

/// <summary>
/// The pattern of a version. `18.4-system-trixie` is only followed by the same pattern with larger numbers, never by `19-beta1`
/// or `latest`.
/// </summary>
public sealed partial class VersionPattern
{
    private readonly string _pattern;
    private readonly IReadOnlyList<BigInteger> _numbers;

    private VersionPattern(string text)
    {
        Text = text;
        _pattern = Number().Replace(text.TrimStart('v'), "#");
        _numbers = [.. Number().Matches(text)
            .Select(number => BigInteger.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture))];
    }

    public string Text { get; }

    /// <summary>The latest version with the pattern of the current one; the current one if none is newer.</summary>
    public static string Latest(string current, IEnumerable<string> all)
    {
        var now = new VersionPattern(current);
        return all.Where(text => Digits().IsMatch(text)).Select(text => new VersionPattern(text))
            .Where(other => other._pattern == now._pattern)
            .Append(now).Aggregate((newest, other) => other.IsAfter(newest) ? other : newest).Text;
    }

    private bool IsAfter(VersionPattern other)
    {
        foreach (var (mine, theirs) in _numbers.Zip(other._numbers))
        {
            if (mine != theirs)
            {
                return mine > theirs;
            }
        }

        return false;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex("^v?[0-9]")]
    private static partial Regex Digits();
}
