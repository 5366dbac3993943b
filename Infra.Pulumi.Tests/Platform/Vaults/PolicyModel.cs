using System.Text.RegularExpressions;

namespace Infra.Tests.Platform.Vaults;

/// <summary>Evaluates a policy of Vault.</summary>
internal static partial class PolicyModel
{
    // Vault also requires sudo: https://developer.hashicorp.com/vault/docs/concepts/policies#root-protected-api-endpoints
    private static readonly string[] Protected = ["sys/audit", "sys/auth/"];

    public static bool Allows(string policy, string method, string path)
    {
        var needed = method switch
        {
            "GET" => "read",
            "LIST" => "list",
            "DELETE" => "delete",
            _ => "update",
        };
        var granted = Rule().Matches(policy)
            .Where(rule => Covers(rule.Groups[1].Value, path))
            .OrderByDescending(rule => rule.Groups[1].Length)
            .Select(rule => rule.Groups[2].Value)
            .FirstOrDefault() ?? "";
        return granted.Contains($"\"{needed}\"", StringComparison.Ordinal)
            && (!Protected.Any(start => path.StartsWith(start, StringComparison.Ordinal)) || granted.Contains("\"sudo\"", StringComparison.Ordinal));
    }

    private static bool Covers(string pattern, string path) =>
        pattern.EndsWith('*') ? path.StartsWith(pattern[..^1], StringComparison.Ordinal) : path == pattern;

    [GeneratedRegex("""path "([^"]+)" \{ capabilities = (\[[^\]]*\]) \}""")]
    private static partial Regex Rule();
}
