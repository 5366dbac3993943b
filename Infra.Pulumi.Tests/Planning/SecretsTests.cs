using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Tests.Cli;
using Infra.Tests.Settings;

namespace Infra.Tests.Planning;

/// <summary>Plants a recognizable value in every secret; no output may show it.</summary>
public sealed class SecretsTests
{
    private const string Planted = "PLANTED";

    private static readonly string EverySecret = AnyStack.With(
        "    accountId:", $"    apiToken: {{ secure: v1:{Planted} }}\n    accountId:")
        + $"\n  infra:ssh: {{ privateKey: {{ secure: v1:{Planted} }} }}\n";

    [Theory]
    [InlineData("tree")]
    [InlineData("json")]
    [InlineData("markdown")]
    [InlineData("html")]
    public async Task No_plan_format_shows_a_secret(string format)
    {
        using var project = new AnyProject();
        project.Write("Pulumi.staging.yaml", EverySecret);

        var (code, output, error) = await project.Run("plan", "staging", "--format", format);

        Assert.Equal((0, ""), (code, error));
        Assert.DoesNotContain(Planted, output, StringComparison.Ordinal);
        Assert.DoesNotContain("infra-plan-secret", output, StringComparison.Ordinal);
    }

    public static TheoryData<string> SecretSettings => [.. PathsOfSecrets(typeof(PlatformSettings), "infra:")];

    [Theory]
    [MemberData(nameof(SecretSettings))]
    public async Task No_secret_setting_shows_in_a_plan_or_its_errors(string path)
    {
        using var project = new AnyProject();
        project.Write("Pulumi.staging.yaml", Holding(path));

        var json = await project.Run("plan", "staging", "--format", "json");
        var html = await project.Run("plan", "staging", "--format", "html");

        Assert.DoesNotContain(Planted, $"{json}{html}", StringComparison.Ordinal);
        Assert.DoesNotContain("infra-plan-secret", $"{json}{html}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apiToken", "cloudflare", "apiToken")]
    public async Task Configured_secret_is_marked_in_the_inputs(string key, string resource, string input)
    {
        using var project = new AnyProject();
        project.Write("Pulumi.staging.yaml", EverySecret);

        var plan = await project.PlanStaging();

        Assert.Contains(key, EverySecret, StringComparison.Ordinal);
        Assert.True(Infra.Planning.Marker.IsSecret((string)plan.Resources.Single(r => r.Name == resource).Inputs[input]));
    }

    [Theory]
    [InlineData("k3s-staging-1-node-run", "stdin")]
    [InlineData("kubernetes", "kubeconfig")]
    public async Task Generated_secret_is_marked_in_the_inputs(string resource, string input)
    {
        var plan = await Stacks.Plan("staging");

        Assert.True(Infra.Planning.Marker.IsSecret((string)plan.Resources.Single(r => r.Name == resource).Inputs[input]));
    }

    [Theory]
    [InlineData("infra:ssh: { privateKey: [PLANTED] }")]
    [InlineData("infra:ssh: { privateKey: PLANTED }")]
    [InlineData("infra:ssh: { privatKey: PLANTED }")]
    [InlineData("infra:cost: { currency: { secure: PLANTED } }")]
    public async Task No_error_shows_a_secret(string wrong)
    {
        using var project = new AnyProject();
        project.Write("Pulumi.staging.yaml", AnyStack.And(wrong));

        var (code, output, error) = await project.Run("plan", "staging");

        Assert.Equal(2, code);
        Assert.DoesNotContain(Planted, output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("infra-plan-secret", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public void Marker_is_found_in_base64_and_as_digest()
    {
        var secret = System.Text.Encoding.UTF8.GetBytes($"{{\"s\":\"{Infra.Planning.Marker.Secret("token")}\"}}");
        var digest = System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(Infra.Planning.Marker.Secret("token")));

        Assert.True(Infra.Planning.Marker.IsSecret(Convert.ToBase64String(secret)));
        Assert.True(Infra.Planning.Marker.IsSecret(Convert.ToHexStringLower(digest)));
        Assert.False(Infra.Planning.Marker.IsSecret(Convert.ToBase64String(new byte[48])));
    }

    private static IEnumerable<string> PathsOfSecrets(Type record, string key) =>
        SettingShape.Of(record).SelectMany(shape => shape.Type switch
    {
        _ when shape.Type == typeof(Secret) => [key + shape.Name],
        _ when shape.Type.Namespace == record.Namespace && !shape.Type.IsEnum =>
            PathsOfSecrets(shape.Type, $"{key}{shape.Name}."),
        _ => Enumerable.Empty<string>(),
    });

    // infra:alerts.mail.password becomes a key of the stack's file with nested maps.
    private static string Holding(string path)
    {
        var parts = path.Split('.');
        var value = parts.Skip(1).Reverse().Aggregate($"{{ secure: v1:{Planted} }}", (inner, name) => $"{{ {name}: {inner} }}");
        return parts[0] == "infra:edge"
            ? AnyStack.With("    accountId:", $"    {parts[1]}: {{ secure: v1:{Planted} }}\n    accountId:")
            : AnyStack.And($"{parts[0]}: {value}");
    }
}
