using Infra.Settings;

namespace Infra.Tests.Settings;

/// <summary>One invalid stack for each rule between settings, with the whole message.</summary>
public sealed class BadPlatformSettingsTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        {
            "infra:vault: { unseal: aws-kms }",
            "infra:vault.kmsRegion: is missing, and `unseal: aws-kms` needs it; "
                + "write the region of the key, such as eu-central-1"
        },
        {
            "infra:vault: { kmsRegion: eu-central-1 }",
            "infra:vault.kmsRegion: conflicts with `unseal: kubernetes`; remove it, or write `unseal: aws-kms`"
        },
        { "infra:vault: { replicas: 2 }", "infra:vault.replicas: cannot be 2; write 1, or 3 with three nodes" },
        {
            "infra:sso: { githubClientId: abc }",
            "infra:sso.githubClientId: conflicts with `provider: casdoor`; remove it, or write `provider: github`"
        },
        {
            "infra:sso: { provider: github, githubClientSecret: { secure: v1:x } }",
            "infra:sso.githubClientId: is missing; "
                + "create an OAuth app for `provider: github`: https://github.com/settings/developers"
        },
        {
            "infra:sso: { members: [a.b@example.com, a-b@example.com] }",
            "infra:sso.members: holds a.b@example.com and a-b@example.com, which share the user name `a-b-example-com`; "
                + "remove one of them"
        },
        {
            "infra:backstage: { enabled: true, image: ghcr.io/you/backstage }",
            "infra:backstage.tag: is missing; build an image and name it: https://backstage.io/docs/deployment/docker"
        },
        {
            "infra:backstage: { image: backstage }",
            "infra:backstage.image: cannot be `backstage`; write registry, owner and name, such as ghcr.io/you/backstage"
        },
        { "infra:backstage: { tag: latest }", "infra:backstage.tag: cannot be `latest`; write an exact tag" },
        { "infra:apps: { shop: { image: i, tag: latest } }", "infra:apps.shop.tag: cannot be `latest`; write an exact tag" },
        {
            "infra:apps: { shop: { image: i, tag: v1, replicas: 99 } }",
            "infra:apps.shop.replicas: cannot be 99; write a whole number from 0 to 50"
        },
        {
            "infra:apps: { shop: { image: i, tag: v1, generatedSecrets: [KEY] } }",
            "infra:apps.shop.command: is missing; "
                + "write the command of the image, such as [node, server.js]: with secrets a shell starts the app"
        },
        {
            "infra:apps: { shop: { image: i, tag: v1, env: { KEY: a }, generatedSecrets: [KEY], command: [run] } }",
            "infra:apps.shop.env.KEY: is set twice; set it once, under `env`, `secrets` or `generatedSecrets`"
        },
        {
            "infra:apps: { shop: { image: i, tag: v1, env: { A: a }, envExample: \"A=1\\n# B=2\\nexport C=3\" } }",
            "infra:apps.shop.env.C: is missing, but the app's .env.example has it; "
                + "set it under `env`, `secrets` or `generatedSecrets`"
        },
        {
            "infra:apps: { shop: { image: i, tag: v1, envExample: nowhere/.env.example } }",
            "infra:apps.shop.envExample: names the missing file nowhere/.env.example; "
                + "write a path below the project, or the content itself"
        },
        {
            "infra:apps: { Shop: { image: i, tag: v1 } }",
            "infra:apps.Shop: has an invalid name; use at most 40 lower-case letters, digits and inner dashes"
        },
        {
            "infra:apps: { shop: { image: i, tag: v1 } }\ninfra:kubero: { enabled: false }",
            "infra:apps: needs Kubero, which is disabled; remove the apps, or write `kubero: { enabled: true }`"
        },
        {
            "infra:apps: { shop: { image: i, tag: v1, generatedSecrets: [KEY], command: [run] } }"
                + "\ninfra:vault: { enabled: false }",
            "infra:apps.shop.secrets: needs Vault, which is disabled; "
                + "use plain values under `env`, or write `vault: { enabled: true }`"
        },
        {
            "infra:certificates: { issuer: none }",
            "infra:vault.enabled: needs certificates, and `infra:certificates.issuer` is `none`; "
                + "write `vault: { enabled: false }`, or choose an issuer"
        },
        {
            "infra:apps: { a: { image: i, tag: v1, pipeline: shop, phase: eu-test }, "
                + "b: { image: i, tag: v1, pipeline: shop-eu, phase: test } }",
            "infra:apps.b.pipeline: shares the namespace shop-eu-test with another pipeline; rename one of them"
        },
        {
            "infra:apps: { kubero: { image: i, tag: v1 } }",
            "infra:apps.kubero.pipeline: cannot be `kubero`, which is the release of Kubero itself; use another name"
        },
        {
            """infra:registries: { "https://ghcr.io": { username: robot, password: { secure: v1:x } } }""",
            "infra:registries[\"https://ghcr.io\"]: is not a host; "
                + "write the registry's host alone, such as ghcr.io or registry.example.com:5000"
        },
        {
            "infra:objectStore: { kind: none }",
            "infra:backups.enabled: needs an object store, and `infra:objectStore.kind` is `none`; "
                + "write `backups: { enabled: false }`, or `objectStore: { kind: r2 }`"
        },
        {
            Restoring("enabled: false, "),
            "infra:backups.restoreFrom: needs backups, which are disabled; write `enabled: true`, or remove it"
        },
        {
            $"{Restoring("")}\ninfra:postgres: {{ enabled: false }}",
            "infra:backups.restoreFrom: needs the business PostgreSQL, which is disabled; "
                + "remove it, or write `postgres: { enabled: true }`"
        },
        {
            Restoring("").Replace("https:", "http:", StringComparison.Ordinal),
            "infra:backups.restoreFrom.endpoint: cannot be `http://store.example.com`; "
                + "write a URL such as https://ACCOUNT.r2.cloudflarestorage.com"
        },
        {
            Restoring("afterRestore: { shop: \"DELETE FROM people;\" }, "),
            "infra:backups.afterRestore.shop: is not a database of `infra:postgres.databases`; use a name from that list"
        },
        {
            $"{Restoring("afterRestore: { shop: nowhere.sql }, ")}\ninfra:postgres: {{ databases: [shop] }}",
            "infra:backups.afterRestore.shop: names the missing file nowhere.sql; "
                + "write a path below the project, or the SQL itself"
        },
        {
            "infra:backups: { afterRestore: { shop: \"DELETE FROM people;\" } }\ninfra:postgres: { databases: [shop] }",
            "infra:backups.afterRestore: needs `restoreFrom`, which is missing; add `restoreFrom`, or remove it"
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Invalid_setting_is_named_with_its_remedy(string wrong, string expected) =>
        Assert.Equal(
            expected,
            string.Join("\n", Assert.Throws<SettingsException>(() => AnyStack.Load(AnyStack.And(wrong))).Problems));

    private static string Restoring(string more) => $$"""
        infra:backups: { {{more}}restoreFrom: { stack: prod, endpoint: "https://store.example.com", bucket: infra-prod-dumps,
          accessKeyId: { secure: v1:a }, secretAccessKey: { secure: v1:b }, password: { secure: v1:c } } }
        """;
}
