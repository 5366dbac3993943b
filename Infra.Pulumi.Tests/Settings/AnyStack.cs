using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Tests.Settings;

/// <summary>A stack's file that is right in every way, for tests that make one thing in it wrong.</summary>
internal static class AnyStack
{
    public const string Text = """
        config:
          infra:environment: staging
          infra:domain:
            base: example.com
            internal: example.net
          infra:admin:
            email: ops@example.com
            networks: [203.0.113.0/24]
          infra:nodes:
            - name: one
              address: 203.0.113.10
              addressV6: "2001:db8::10"
              hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGV4YW1wbGUgaG9zdCBrZXksIG5vdCBhIHJlYWwgb25l
              size: { cpu: 4, memory: 16Gi, disk: 160Gi }
          infra:edge:
            accountId: "00000000000000000000000000000001"
            baseZoneId: "00000000000000000000000000000002"
            internalZoneId: "00000000000000000000000000000003"
        """;

    public static PlatformSettings Settings => Load(Text);

    public static PlatformSettings Load(string yaml, string stack = "staging") =>
        PlatformSettings.Load(stack, Read(yaml, stack).ToConfig(key => $"secret of {key}"));

    public static StackFile Read(string yaml, string stack = "staging")
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("infra-test-").FullName, $"Pulumi.{stack}.yaml");
        try
        {
            File.WriteAllText(path, yaml);
            return StackFile.Read("infra", stack, path);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    /// <summary>The file with something else in place of one text in it.</summary>
    public static string With(string old, string @new) => Text.Contains(old, StringComparison.Ordinal)
        ? Text.Replace(old, @new, StringComparison.Ordinal)
        : throw new ArgumentException($"the stack holds no `{old}`");

    /// <summary>The file with another key.</summary>
    public static string And(string yaml) => $"{Text}\n  {yaml.ReplaceLineEndings("\n  ")}";
}
