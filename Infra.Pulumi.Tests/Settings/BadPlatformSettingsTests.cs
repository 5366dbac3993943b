using Infra.Settings;

namespace Infra.Tests.Settings;

public sealed class BadPlatformSettingsTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "infra:vault: { unseal: aws-kms }", "infra:vault.kmsRegion: is missing; `unseal: aws-kms` needs the region of the key, such as eu-central-1" },
        { "infra:vault: { kmsRegion: eu-central-1 }", "infra:vault.kmsRegion: does not go with `unseal: kubernetes`; remove it, or write `unseal: aws-kms`" },
        { "infra:vault: { replicas: 2 }", "infra:vault.replicas: cannot be 2; write 1, or 3 where there are three nodes" },
        { "infra:sso: { githubClientId: abc }", "infra:sso.githubClientId: does not go with `provider: casdoor`; remove it, or write `provider: github`" },
        {
            "infra:sso: { provider: github, githubClientSecret: { secure: v1:x } }",
            "infra:sso.githubClientId: is missing; `provider: github` needs it: https://github.com/settings/developers, New OAuth App"
        },
        {
            "infra:sso: { members: [a.b@example.com, a-b@example.com] }",
            "infra:sso.members: holds a.b@example.com and a-b@example.com, who would both be `a-b-example-com`; leave one of them out"
        },
        {
            "infra:backstage: { enabled: true, image: ghcr.io/you/backstage }",
            "infra:backstage.tag: is missing; Backstage is built from one's own repository: https://backstage.io/docs/deployment/docker"
        },
        { "infra:backstage: { image: backstage }", "infra:backstage.image: cannot be `backstage`; write registry, owner and name, such as ghcr.io/you/backstage" },
        { "infra:backstage: { tag: latest }", "infra:backstage.tag: cannot be `latest`; write an exact tag: nobody can tell what runs otherwise" },
        { "infra:apps: { shop: { image: i, tag: latest } }", "infra:apps.shop.tag: cannot be `latest`; write an exact tag: nobody can tell what runs otherwise" },
        { "infra:apps: { shop: { image: i, tag: v1, replicas: 99 } }", "infra:apps.shop.replicas: cannot be 99; write how many, 0 to 50" },
        {
            "infra:apps: { shop: { image: i, tag: v1, generatedSecrets: [KEY] } }",
            "infra:apps.shop.command: is missing; with secrets a shell starts the app; write what the image would start, such as [node, server.js]"
        },
        {
            "infra:apps: { shop: { image: i, tag: v1, env: { KEY: a }, generatedSecrets: [KEY], command: [run] } }",
            "infra:apps.shop.env.KEY: is given twice; give it once: under `env`, `secrets` or `generatedSecrets`"
        },
        {
            "infra:apps: { shop: { image: i, tag: v1, env: { A: a }, envExample: \"A=1\\n# B=2\\nexport C=3\" } }",
            "infra:apps.shop.env.C: is missing; the app's .env.example has it: give it under `env`, `secrets` or `generatedSecrets`"
        },
        {
            "infra:apps: { shop: { image: i, tag: v1, envExample: nowhere/.env.example } }",
            "infra:apps.shop.envExample: names no file: nowhere/.env.example; write a path below the project, or the content itself"
        },
        { "infra:apps: { Shop: { image: i, tag: v1 } }", "infra:apps.Shop: cannot be called `Shop`; write a name of at most 63 lower-case letters, digits and inner dashes such as staging-1, 40 at most" },
        { "infra:apps: { shop: { image: i, tag: v1 } }\ninfra:kubero: { enabled: false }", "infra:apps: needs Kubero, which is switched off; remove the apps, or write `kubero: { enabled: true }`" },
        {
            "infra:apps: { shop: { image: i, tag: v1, generatedSecrets: [KEY], command: [run] } }\ninfra:vault: { enabled: false }",
            "infra:apps.shop.secrets: needs Vault, which is switched off; give plain values under `env`, or switch Vault on"
        },
        {
            "infra:certificates: { issuer: none }",
            "infra:vault.enabled: needs certificates, and `infra:certificates.issuer` is `none`; write `vault: { enabled: false }`, or let somebody sign certificates"
        },
        {
            "infra:apps: { a: { image: i, tag: v1, pipeline: shop, phase: eu-test }, b: { image: i, tag: v1, pipeline: shop-eu, phase: test } }",
            "infra:apps.b.pipeline: shares the namespace shop-eu-test with another pipeline; call one of the two otherwise"
        },
        {
            "infra:apps: { kubero: { image: i, tag: v1 } }",
            "infra:apps.kubero.pipeline: cannot be `kubero`; call it otherwise: that is the release of Kubero itself"
        },
        {
            """infra:registries: { "https://ghcr.io": { username: robot, password: { secure: v1:x } } }""",
            "infra:registries.https://ghcr.io: is no host; write the registry's host alone, such as ghcr.io or registry.example.com:5000"
        },
        {
            "infra:objectStore: { kind: none }",
            "infra:backups.enabled: needs somewhere to put the dumps, and `infra:objectStore.kind` is `none`; write `backups: { enabled: false }`, or `objectStore: { kind: r2 }`"
        },
        {
            Restoring("enabled: false, "),
            "infra:backups.restoreFrom: needs backups, which are switched off; write `enabled: true`, or remove it"
        },
        {
            $"{Restoring("")}\ninfra:postgres: {{ enabled: false }}",
            "infra:backups.restoreFrom: needs the business PostgreSQL, which is switched off; remove it, or write `postgres: { enabled: true }`"
        },
        {
            Restoring("").Replace("https:", "http:", StringComparison.Ordinal),
            "infra:backups.restoreFrom.endpoint: cannot be `[secret]`; write an address such as https://ACCOUNT.r2.cloudflarestorage.com"
        },
        {
            Restoring("afterRestore: { shop: \"DELETE FROM people;\" }, "),
            "infra:backups.afterRestore.shop: is no database of `infra:postgres.databases`; name one of those"
        },
        {
            $"{Restoring("afterRestore: { shop: nowhere.sql }, ")}\ninfra:postgres: {{ databases: [shop] }}",
            "infra:backups.afterRestore.shop: names no file: [secret]; write a path below the project, or the SQL itself"
        },
        {
            "infra:backups: { afterRestore: { shop: \"DELETE FROM people;\" } }\ninfra:postgres: { databases: [shop] }",
            "infra:backups.afterRestore: has nothing to come after; say with `restoreFrom` where dumps come from, or remove it"
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named_with_its_remedy(string wrong, string expected) =>
        Assert.Equal(expected, string.Join("\n", Assert.Throws<SettingsException>(() => AnyStack.Load(AnyStack.And(wrong))).Problems));

    private static string Restoring(string more) => $$"""
        infra:backups: { {{more}}restoreFrom: { stack: prod, endpoint: "https://store.example.com", bucket: infra-prod-dumps, accessKeyId: { secure: v1:a }, secretAccessKey: { secure: v1:b }, password: { secure: v1:c } } }
        """;
}
