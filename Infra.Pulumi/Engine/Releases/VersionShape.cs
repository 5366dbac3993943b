using System.Numerics;
using System.Text.RegularExpressions;

namespace Infra.Engine.Releases;

/// <summary>
/// A version by its form: `18.4-system-trixie` is only followed by what looks the same with larger numbers, never by `19-beta1` or `latest`.
/// </summary>
public sealed partial class VersionShape
{
    private readonly string _shape;
    private readonly IReadOnlyList<BigInteger> _numbers;

    private VersionShape(string text)
    {
        Text = text;
        _shape = Number().Replace(text.TrimStart('v'), "#");
        _numbers = [.. Number().Matches(text).Select(number => BigInteger.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture))];
    }

    public string Text { get; }

    /// <summary>The newest of those that look like the one in use, itself where nothing is newer.</summary>
    public static string NewestLike(string current, IEnumerable<string> all)
    {
        var now = new VersionShape(current);
        return all.Where(text => Digits().IsMatch(text)).Select(text => new VersionShape(text)).Where(other => other._shape == now._shape)
            .Append(now).Aggregate((newest, other) => other.IsAfter(newest) ? other : newest).Text;
    }

    private bool IsAfter(VersionShape other)
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
