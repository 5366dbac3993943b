using Infra.Planning;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Tests.Settings.Reading;

public sealed class ClearTextSecretsTests
{
    private const string Registries = """infra:registries: { ghcr.io: { username: robot, password: hunter2 } }""";
    private const string Apps = "infra:apps: { shop: { image: i, tag: v1, command: [run], secrets: { API_KEY: hunter2 } } }";

    [Fact]
    public void Password_of_a_registry_must_be_encrypted() => Assert.Equal(
        """infra:registries["ghcr.io"].password: is a secret in clear text; encrypt it with """
            + """`pulumi config set --secret --path 'infra:registries["ghcr.io"].password'`, """
            + "and replace it at its source: it was exposed",
        Problems(Registries));

    [Fact]
    public void Secret_of_an_app_must_be_encrypted() => Assert.Equal(
        "infra:apps.shop.secrets.API_KEY: is a secret in clear text; encrypt it with "
            + "`pulumi config set --secret --path infra:apps.shop.secrets.API_KEY`, and replace it at its source: it was exposed",
        Problems(Apps));

    [Fact]
    public void Secret_in_clear_text_beside_an_encrypted_one_is_found() => Assert.StartsWith(
        "infra:apps.shop.secrets.API_KEY: is a secret in clear text;",
        Problems(Apps.Replace("secrets: {", "secrets: { OTHER: { secure: v1:a },", StringComparison.Ordinal)),
        StringComparison.Ordinal);

    [Fact]
    public void Encrypted_secrets_in_maps_are_accepted() => Assert.NotNull(AnyStack.Load(AnyStack.And(
        $"{Registries}\n{Apps}".Replace("hunter2", "{ secure: v1:a }", StringComparison.Ordinal))));

    [Fact]
    public void Encrypted_value_of_a_plain_setting_is_refused() => Assert.Equal(
        "infra:apps.shop.env.KEY: is encrypted, but this setting is not kept secret; "
            + "write it in plain text, or use a setting for secrets",
        Problems("infra:apps: { shop: { image: i, tag: v1, env: { KEY: { secure: v1:a } } } }"));

    [Fact]
    public void Secret_in_a_wrong_place_never_shows_in_a_problem() =>
        Assert.DoesNotContain("secret of", Problems("infra:cost: { currency: { secure: v1:a } }"), StringComparison.Ordinal);

    [Fact]
    public void Engine_names_whole_keys_so_one_secret_covers_the_key()
    {
        var file = AnyStack.Read(AnyStack.And(Registries)).ToConfig(key => key);
        var config = new StackConfig(file.Values, new HashSet<string> { "infra:registries" });

        Assert.Equal("[secret]", PlatformSettings.Load("staging", config).Registries["ghcr.io"].Password.ToString());
    }

    [Fact]
    public async Task Plan_refuses_a_secret_in_clear_text()
    {
        var error = await Assert.ThrowsAsync<SettingsException>(
            () => Planner.PlanAsync([AnyStack.Read(AnyStack.And(Registries))]));

        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    private static string Problems(string yaml) =>
        string.Join("\n", Assert.Throws<SettingsException>(() => AnyStack.Load(AnyStack.And(yaml))).Problems);
}
