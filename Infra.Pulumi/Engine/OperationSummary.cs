using System.Globalization;
using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>The result of an operation, as its last lines.</summary>
public static class OperationSummary
{
    /// <summary>"up dev: 24 created, 3 unchanged in 12 s".</summary>
    public static string Line(string title, Progress progress, bool isPreview)
    {
        var counts = progress.Summary?.ResourceChanges
            .Where(change => change.Value > 0)
            .OrderBy(change => change.Key == OperationType.Same)
            .ThenBy(change => change.Key)
            .Select(change => $"{change.Value} {OperationLabels.Count(change.Key, isPreview)}")
            .ToList() ?? [];
        var seconds = progress.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return $"{title}: {(counts.Count == 0 ? "nothing to do" : string.Join(", ", counts))} in {seconds} s";
    }

    /// <summary>Whether anything was or would be changed.</summary>
    public static bool HasChanges(Progress progress) =>
        progress.Summary?.ResourceChanges.Any(
            change => change is
            {
                Key: not (OperationType.Same or OperationType.Read or OperationType.Refresh),
                Value: > 0
            }) == true;

    /// <summary>The outputs, one a line. Secrets are hidden.</summary>
    public static IEnumerable<string> Outputs(IReadOnlyDictionary<string, OutputValue> outputs)
    {
        // An output without a value is an empty string.
        foreach (var (name, output) in outputs.Where(output => output.Value.Value is not "")
            .OrderBy(output => output.Key, StringComparer.Ordinal))
        {
            if (!output.IsSecret && output.Value is IEnumerable<KeyValuePair<string, object>> map)
            {
                foreach (var (key, value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    yield return $"{name}.{key}  {PropertyPath.Text(value)}";
                }
            }
            else
            {
                yield return $"{name}  {(output.IsSecret ? "[secret]" : PropertyPath.Text(output.Value))}";
            }
        }
    }
}
