using Infra.Settings;

namespace Infra.Tests.Settings;

/// <summary>
/// One invalid stack for each check of a value, with the whole message. It is one long file because it is a table: a row a check.
/// </summary>
public sealed class BadSettingsTests
{
    public static TheoryData<string, string, string> Replaced => new()
    {
        {
            "environment: staging", "environment: stagin",
            "infra:environment: cannot be `stagin`; did you mean `staging`? write one of dev, ci, test, staging, prod"
        },
        {
            "environment: staging", "environment: 5",
            "infra:environment: cannot be `5`; write one of dev, ci, test, staging, prod"
        },
        {
            "  infra:environment: staging\n", "",
            "infra:environment: is missing; write one of dev, ci, test, staging, prod"
        },
        {
            "base: example.com", "base: Example.com",
            "infra:domain.base: cannot be `Example.com`; write a domain in lower case such as example.com"
        },
        {
            "base: example.com", "base: -example.com",
            "infra:domain.base: cannot be `-example.com`; write a domain in lower case such as example.com"
        },
        {
            "base: example.com", "base: exa_mple.com",
            "infra:domain.base: cannot be `exa_mple.com`; write a domain in lower case such as example.com"
        },
        {
            "base: example.com", "base: 203.0.113.1",
            "infra:domain.base: cannot be `203.0.113.1`; write a domain in lower case such as example.com"
        },
        {
            "base: example.com", "base: [example.com]",
            "infra:domain.base: is a list; write text in quotes: a domain in lower case such as example.com"
        },
        {
            "base: example.com", "base:",
            "infra:domain.base: is empty; add it: the zone for users, such as example.com"
        },
        {
            "    base: example.com\n", "",
            "infra:domain.base: is missing; add it: the zone for users, such as example.com"
        },
        {
            "base: example.com", "bsae: example.com",
            "infra:domain.base: is missing; add it: the zone for users, such as example.com" + "\n"
                + "infra:domain.bsae: is not a setting; did you mean `base`?"
        },
        {
            "base: example.com", "base: example.com\n    prefix: Bad_One",
            "infra:domain.prefix: cannot be `Bad_One`; "
                + "write a name of at most 63 lower-case letters, digits and inner dashes such as staging-1"
        },
        {
            "base: example.com", "base: example.com\n    prefix: a-prefix-that-is-much-too-long-for-any-host-name",
            "infra:domain.prefix: has more than 40 letters together with `suffix`; "
                + "shorten them: a host name is one label of at most 63 letters"
        },
        {
            "email: ops@example.com", "email: ops",
            "infra:admin.email: cannot be `ops`; write a mail address such as ops@example.com"
        },
        {
            "email: ops@example.com", "email: ops@",
            "infra:admin.email: cannot be `ops@`; write a mail address such as ops@example.com"
        },
        {
            "email: ops@example.com", "email: { name: ops }",
            "infra:admin.email: is a map; write text in quotes: a mail address such as ops@example.com"
        },
        {
            "[203.0.113.0/24]", "[203.0.113.0/33]",
            "infra:admin.networks[0]: cannot be `203.0.113.0/33`; "
                + "write a network such as 203.0.113.0/24 or 2001:db8::/32, its host bits zero"
        },
        {
            "[203.0.113.0/24]", "[203.0.113.7/24]",
            "infra:admin.networks[0]: cannot be `203.0.113.7/24`; "
                + "write a network such as 203.0.113.0/24 or 2001:db8::/32, its host bits zero"
        },
        {
            "[203.0.113.0/24]", "[203.0.113.0]",
            "infra:admin.networks[0]: cannot be `203.0.113.0`; "
                + "write a network such as 203.0.113.0/24 or 2001:db8::/32, its host bits zero"
        },
        {
            "[203.0.113.0/24]", "{ home: 203.0.113.0/24 }",
            "infra:admin.networks: is a map; write a list (`- value` lines)"
        },
        {
            "[203.0.113.0/24]", "[7]",
            "infra:admin.networks[0]: is the number 7; "
                + "write text in quotes: a network such as 203.0.113.0/24 or 2001:db8::/32, its host bits zero"
        },
        {
            "[203.0.113.0/24]", "[~]",
            "infra:admin.networks[0]: is empty; give it a value or remove the line"
        },
        {
            "name: one", "name: One",
            "infra:nodes[0].name: cannot be `One`; "
                + "write a name of at most 63 lower-case letters, digits and inner dashes such as staging-1"
        },
        {
            "name: one", "name: true",
            "infra:nodes[0].name: is the word true; "
                + "write text in quotes: a name of at most 63 lower-case letters, digits and inner dashes such as staging-1"
        },
        {
            "address: 203.0.113.10", "address: 203.0.113",
            "infra:nodes[0].address: cannot be `203.0.113`; write the address of a machine such as 203.0.113.10 or 2001:db8::10"
        },
        {
            "address: 203.0.113.10", "address: 203.0.113.256",
            "infra:nodes[0].address: cannot be `203.0.113.256`; "
                + "write the address of a machine such as 203.0.113.10 or 2001:db8::10"
        },
        {
            "address: 203.0.113.10", "address: \"2001:db8::1\"",
            "infra:nodes[0].address: cannot be `2001:db8::1`, an IPv6 address; "
                + "write the IPv4 address here, and this one under `addressV6`"
        },
        {
            "addressV6: \"2001:db8::10\"", "addressV6: 203.0.113.11",
            "infra:nodes[0].addressV6: cannot be `203.0.113.11`, an IPv4 address; write the IPv6 address, or remove the line"
        },
        {
            "addressV6: \"2001:db8::10\"", "addressV6: \"2001:db8::10::1\"",
            "infra:nodes[0].addressV6: cannot be `2001:db8::10::1`; "
                + "write the address of a machine such as 203.0.113.10 or 2001:db8::10"
        },
        {
            "hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGV4YW1wbGUgaG9zdCBrZXksIG5vdCBhIHJlYWwgb25l", "hostKey: SHA256:abc",
            "infra:nodes[0].hostKey: cannot be `SHA256:abc`; "
                + "write the host's public key such as \"ssh-ed25519 AAAAC3Nza…\": `./infra host trust ADDRESS` finds it"
        },
        {
            "hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA", "hostKey: ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAA",
            "infra:nodes[0].hostKey: cannot be `ssh-rsa "
                + "AAAAC3NzaC1lZDI1NTE5AAAAIGV4YW1wbGUgaG9zdCBrZXksIG5vdCBhIHJlYWwgb25l`; "
                + "write the host's public key such as \"ssh-ed25519 AAAAC3Nza…\": `./infra host trust ADDRESS` finds it"
        },
        {
            "name: one", "name: one\n      sshPort: 0",
            "infra:nodes[0].sshPort: cannot be 0; write a whole number from 1 to 65535"
        },
        {
            "name: one", "name: one\n      sshPort: 70000",
            "infra:nodes[0].sshPort: cannot be 70000; write a whole number from 1 to 65535"
        },
        {
            "name: one", "name: one\n      sshPort: '22'",
            "infra:nodes[0].sshPort: is the text `22`; write a whole number from 1 to 65535"
        },
        {
            "name: one", "name: one\n      sshPort: 22.5",
            "infra:nodes[0].sshPort: cannot be 22.5; write a whole number from 1 to 65535"
        },
        {
            "name: one", "name: one\n      role: master",
            "infra:nodes[0].role: cannot be `master`; write one of server, agent"
        },
        {
            "name: one", "name: one\n      role: agent",
            "infra:nodes: names no server; list at least one host with `role: server`"
        },
        {
            "cpu: 4", "cpu: 0",
            "infra:nodes[0].size.cpu: cannot be 0; write a whole number from 1 to 1024"
        },
        {
            "cpu: 4", "cpu: four",
            "infra:nodes[0].size.cpu: is the text `four`; write a whole number from 1 to 1024"
        },
        {
            "memory: 16Gi", "memory: 16GB",
            "infra:nodes[0].size.memory: cannot be `16GB`; write an amount such as 512Mi, 10Gi or 1Ti, at most 2047Ti"
        },
        {
            "memory: 16Gi", "memory: 0Gi",
            "infra:nodes[0].size.memory: cannot be `0Gi`; write an amount such as 512Mi, 10Gi or 1Ti, at most 2047Ti"
        },
        {
            "memory: 16Gi", "memory: 16384",
            "infra:nodes[0].size.memory: is the number 16384; "
                + "write text in quotes: an amount such as 512Mi, 10Gi or 1Ti, at most 2047Ti"
        },
        {
            "disk: 160Gi", "disk: lots",
            "infra:nodes[0].size.disk: cannot be `lots`; write an amount such as 512Mi, 10Gi or 1Ti, at most 2047Ti"
        },
        {
            "disk: 160Gi", "disk: 160Gi, monthlyCost: -1",
            "infra:nodes[0].size.monthlyCost: cannot be -1; write a number from 0 to 1000000"
        },
        {
            "disk: 160Gi", "disk: 160Gi, monthlyCost: cheap",
            "infra:nodes[0].size.monthlyCost: is the text `cheap`; write a number from 0 to 1000000"
        },
        {
            ", disk: 160Gi", "",
            "infra:nodes[0].size.disk: is missing; add it: the disk"
        },
        {
            "accountId: \"00000000000000000000000000000001\"", "accountId: \"123\"",
            "infra:edge.accountId: cannot be `123`; "
                + "write the 32 hexadecimal digits that the Cloudflare dashboard shows on the zone's overview page"
        },
        {
            "accountId: \"00000000000000000000000000000001\"", "accountId: 00000000000000000000000000000001",
            "infra:edge.accountId: is the number 1; "
                + "write text in quotes: the 32 hexadecimal digits that the Cloudflare dashboard shows on the zone's "
                + "overview page"
        },
        {
            "    accountId: \"00000000000000000000000000000001\"\n", "",
            "infra:edge.accountId: is missing; "
                + "add the 32 hexadecimal digits that the Cloudflare dashboard shows on the zone's overview page, which mode "
                + "`proxied` needs"
        },
        {
            "accountId: \"00000000000000000000000000000001\"",
            "accountId: \"00000000000000000000000000000001\"\n    apiToken: in-the-clear",
            "infra:edge.apiToken: is a secret in clear text; "
                + "encrypt it with `pulumi config set --secret --path infra:edge.apiToken`, and replace it at its source: it "
                + "was exposed"
        },
        {
            "accountId: \"00000000000000000000000000000001\"",
            "accountId: \"00000000000000000000000000000001\"\n    mode: tunnle",
            "infra:edge.mode: cannot be `tunnle`; did you mean `tunnel`? write one of none, localhost, proxied, tunnel"
        },
        {
            "accountId: \"00000000000000000000000000000001\"", "accountId: \"00000000000000000000000000000001\"\n    mode: none",
            "infra:certificates.issuer: cannot validate a domain with `infra:edge.mode: none`; "
                + "write `issuer: none`, or `mode: proxied`"
        },
        {
            "address: 203.0.113.10", "address: 0.0.0.0",
            "infra:nodes[0].address: cannot be `0.0.0.0`; write the address of a machine such as 203.0.113.10 or 2001:db8::10"
        },
        {
            "address: 203.0.113.10", "address: 127.0.0.1",
            "infra:nodes[0].address: cannot be `127.0.0.1`; write the address of a machine such as 203.0.113.10 or 2001:db8::10"
        },
        {
            "address: 203.0.113.10", "address: 255.255.255.255",
            "infra:nodes[0].address: cannot be `255.255.255.255`; "
                + "write the address of a machine such as 203.0.113.10 or 2001:db8::10"
        },
        {
            "address: 203.0.113.10", "address: 224.0.0.1",
            "infra:nodes[0].address: cannot be `224.0.0.1`; write the address of a machine such as 203.0.113.10 or 2001:db8::10"
        },
        {
            "address: 203.0.113.10", "address: 0203.0.113.010",
            "infra:nodes[0].address: cannot be `0203.0.113.010`; "
                + "write the address of a machine such as 203.0.113.10 or 2001:db8::10"
        },
        {
            "addressV6: \"2001:db8::10\"", "addressV6: \"::\"",
            "infra:nodes[0].addressV6: cannot be `::`; write the address of a machine such as 203.0.113.10 or 2001:db8::10"
        },
        {
            "addressV6: \"2001:db8::10\"", "addressV6: \"::1\"",
            "infra:nodes[0].addressV6: cannot be `::1`; write the address of a machine such as 203.0.113.10 or 2001:db8::10"
        },
        {
            "addressV6: \"2001:db8::10\"", "addressV6: \"[2001:db8::10]\"",
            "infra:nodes[0].addressV6: cannot be `[2001:db8::10]`; "
                + "write the address of a machine such as 203.0.113.10 or 2001:db8::10"
        },
        {
            "name: one", "name: one\n      sshPort: 443",
            "infra:nodes[0].sshPort: cannot be 443, which the platform uses itself; let sshd listen on another port, usually 22"
        },
        {
            "memory: 16Gi", "memory: 2048Ti",
            "infra:nodes[0].size.memory: cannot be `2048Ti`; write an amount such as 512Mi, 10Gi or 1Ti, at most 2047Ti"
        },
        {
            "cpu: 4", "cpu: 99999999999999999999",
            "infra:nodes[0].size.cpu: cannot be 99999999999999999999; write a whole number from 1 to 1024"
        },
        { "cpu: 4", "cpu: 2.5", "infra:nodes[0].size.cpu: cannot be 2.5; write a whole number from 1 to 1024" },
        {
            "base: example.com", "base: localhost",
            "infra:domain.base: cannot be `localhost` with `infra:edge.mode: proxied`; "
                + "write a domain in lower case such as example.com"
        },
        {
            "base: example.com", "base: münchen.example",
            "infra:domain.base: cannot be `münchen.example`; write a domain in lower case such as example.com"
        },
        { "[203.0.113.0/24]", "[0.0.0.0/0]", "infra:admin.networks: contains every address: 0.0.0.0/0; list your own networks" },
    };

    public static TheoryData<string, string> AtTheEdge => new()
    {
        { "hstsDays: 731", "infra:edge.hstsDays: cannot be 731; write a whole number from 0 to 730" },
        { "signInsPerTenSeconds: 0", "infra:edge.signInsPerTenSeconds: cannot be 0; write a whole number from 1 to 1000" },
        {
            "mode: none\n    ownsZones: true",
            "infra:certificates.issuer: cannot validate a domain with `infra:edge.mode: none`; "
                + "write `issuer: none`, or `mode: proxied`" + "\n"
                + "infra:edge.ownsZones: conflicts with mode `none`; remove it, or write `mode: proxied`"
        },
    };

    public static TheoryData<string, string> Added => new()
    {
        {
            "infra:access: { ssh: everywhere }",
            "infra:access.ssh[0]: cannot be `everywhere`; "
                + "write `anywhere`, `tunnel`, or a list of networks such as 203.0.113.0/24"
        },
        {
            "infra:access: { api: [] }",
            "infra:access.api: is an empty list, which would block all access; "
                + "write `anywhere`, `tunnel`, or a list of networks such as 203.0.113.0/24"
        },
        {
            "infra:access: { ssh: [anywhere, 203.0.113.0/24] }",
            "infra:access.ssh: mixes a word with other entries; "
                + "write `anywhere`, `tunnel`, or a list of networks such as 203.0.113.0/24"
        },
        {
            "infra:access: { ssh: [tunnel] }",
            "infra:access.ssh: cannot be `tunnel` with `infra:edge.mode: proxied`; "
                + "write `mode: tunnel`, or list the networks that need access"
        },
        {
            "infra:hosts: { rebootTime: 4 }",
            "infra:hosts.rebootTime: is the number 4; write text in quotes: a time of the day such as \"04:30\", or never"
        },
        {
            "infra:hosts: { rebootTime: \"25:00\" }",
            "infra:hosts.rebootTime: cannot be `25:00`; write a time of the day such as \"04:30\", or never"
        },
        {
            "infra:hosts: { journal: 1G }",
            "infra:hosts.journal: cannot be `1G`; write an amount such as 512Mi, 10Gi or 1Ti, at most 2047Ti"
        },
        {
            "infra:domian: { base: example.com }",
            "infra:domian: is not a setting; did you mean `domain`?"
        },
        {
            "infra:cluster: { host: existing }",
            "infra:cluster.kubeconfig: is missing; write the path of the existing cluster's kubeconfig file" + "\n"
                + "infra:cluster.size: is missing; write the capacity of the machine: cpu, memory and disk" + "\n"
                + "infra:nodes: conflicts with `infra:cluster.host: existing`; remove the nodes, or write `host: nodes`"
        },
        {
            "infra:cluster: { host: moon }",
            "infra:cluster.host: cannot be `moon`; write one of nodes, lightsail, local, existing"
        },
        {
            "infra:cluster: { version: v1.36 }",
            "infra:cluster.version: cannot be `v1.36`; write an exact k3s release such as v1.36.4+k3s1"
        },
        {
            "infra:cluster: { version: 1.36 }",
            "infra:cluster.version: is the number 1.36; write text in quotes: an exact k3s release such as v1.36.4+k3s1"
        },
        {
            "infra:cluster: { version: v1.20.0+k3s1 }",
            "infra:cluster.version: cannot be `v1.20.0+k3s1`, which has no checksum in the catalogue; "
                + "write one of v1.36.4+k3s1, or add the release to Charts/Pins.cs"
        },
        {
            "infra:cluster: { kubeconfig: ~/.kube/config }",
            "infra:cluster.kubeconfig: conflicts with host `nodes`; remove it, or write `host: existing`"
        },
        {
            "infra:cluster: { host: local }",
            "infra:cluster.size: is missing; write the capacity of the machine: cpu, memory and disk" + "\n"
                + "infra:nodes: conflicts with `infra:cluster.host: local`; remove the nodes, or write `host: nodes`"
        },
        {
            "infra:cluster: { host: lightsail }",
            "infra:lightsail: is missing; add the server's `size`, which `infra:cluster.host: lightsail` needs" + "\n"
                + "infra:nodes: conflicts with `infra:cluster.host: lightsail`; remove the nodes, or write `host: nodes`"
        },
        {
            "infra:certificates: { issuer: verisign }",
            "infra:certificates.issuer: cannot be `verisign`; write one of none, letsencrypt-staging, letsencrypt"
        },
        {
            "infra:hibernation: { sleep: \"0 20 * * 1-5\" }",
            "infra:hibernation.wake: is missing; write both `sleep` and `wake`, or neither"
        },
        {
            "infra:hibernation: { sleep: at eight, wake: \"0 7 * * *\" }",
            "infra:hibernation.sleep: cannot be `at eight`; write minute, hour, day, month and weekday such as \"0 20 * * 1-5\""
        },
        {
            "infra:hibernation: { timeZone: Berlin }",
            "infra:hibernation.timeZone: cannot be `Berlin`; write an IANA name such as Europe/Berlin or Etc/UTC"
        },
        {
            "infra:lifetime: { hours: 0 }",
            "infra:lifetime.hours: cannot be 0; write a whole number from 1 to 720"
        },
        {
            "infra:state: { url: gs://bucket }",
            "infra:state.url: cannot be `gs://bucket`; begin it with s3://, file:// or https://"
        },
        {
            "infra:state: { url: \"s3://key:secret@bucket\" }",
            "infra:state.url: contains credentials; "
                + "move them to AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and replace them: they were exposed"
        },
        {
            "infra:cost: { currency: euro }",
            "infra:cost.currency: cannot be `euro`; write three capital letters such as EUR"
        },
        {
            "infra:objectStore: { kind: s3 }",
            "infra:objectStore.prefix: is missing; "
                + "write a prefix of your own, such as example-com: bucket names are globally unique"
        },
        {
            "infra:objectStore: { prefix: a-prefix-that-is-too-long-for-any-bucket }",
            "infra:objectStore.prefix: has 40 letters; shorten it to 38: a bucket name has at most 63"
        },
        {
            "infra:objectStore: { accessKeyId: { secure: v1:a } }",
            "infra:objectStore.secretAccessKey: is missing; set both halves of the access key, or neither"
        },
        {
            "infra:objectStore: { dailyDays: 0 }",
            "infra:objectStore.dailyDays: cannot be 0; write a whole number from 1 to 3650"
        },
        {
            "infra:objectStore: { weeklyDays: 7 }",
            "infra:objectStore.weeklyDays: is 7, less than `dailyDays`; write at least 30"
        },
        {
            "infra:dashboard: { enabled: maybe }",
            "infra:dashboard.enabled: is the text `maybe`; write true or false"
        },
        {
            "infra:dashboard: { enabled: 1 }",
            "infra:dashboard.enabled: is the number 1; write true or false"
        },
        {
            "infra:dashboard: yes please",
            "infra:dashboard: is the text `yes please`; write nested settings (`name: value` lines)"
        },
        {
            "infra:dashboard:",
            "infra:dashboard: is empty; give it a value or remove the line"
        },
        {
            "infra:postgres: { external: { host: db.example.org, user: a, password: in-the-clear } }",
            "infra:postgres.external.password: is a secret in clear text; "
                + "encrypt it with `pulumi config set --secret --path infra:postgres.external.password`, and replace it at "
                + "its source: it was exposed"
        },
        {
            "infra:postgres: { instances: 9 }",
            "infra:postgres.instances: cannot be 9; write a whole number from 1 to 5"
        },
        {
            "infra:postgres: { disk: 100Mi }",
            "infra:postgres.disk: cannot be 100Mi; write at least 1Gi"
        },
        {
            "infra:postgres: { databases: [shop, shop] }",
            "infra:postgres.databases: names `shop` twice; list each name once"
        },
        {
            "infra:redis: { disk: 100Mi }",
            "infra:redis.disk: cannot be 100Mi; write at least 1Gi"
        },
        {
            "infra:redis: { users: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] }",
            "infra:redis.users: has 16 names, but there are 15 numbered databases; share a database, or use prefixes"
        },
        {
            "infra:redis: { users: [shop, shop] }",
            "infra:redis.users: names `shop` twice; list each name once"
        },
        {
            "infra:clickhouse: { disk: 100Mi }",
            "infra:clickhouse.disk: cannot be 100Mi; write at least 1Gi"
        },
        {
            "infra:clickhouse: { databases: [shop, shop] }",
            "infra:clickhouse.databases: names `shop` twice; list each name once"
        },
        {
            "infra:arangodb: { disk: 100Mi }",
            "infra:arangodb.disk: cannot be 100Mi; write at least 1Gi"
        },
        {
            "infra:arangodb: { databases: [shop, shop] }",
            "infra:arangodb.databases: names `shop` twice; list each name once"
        },
        {
            "infra:redis: { external: { host: db.example.org, port: 0, user: admin, password: { secure: v1:a } } }",
            "infra:redis.external.port: cannot be 0; write a whole number from 1 to 65535"
        },
        {
            "infra:redis: { external: { host: db.example.org, user: a b, password: { secure: v1:a } } }",
            "infra:redis.external.user: cannot be `a b`; write the name of a user with permission to create databases"
        },
        {
            "infra:signoz: { retentionDays: 0 }",
            "infra:signoz.retentionDays: cannot be 0; write a whole number from 1 to 3650"
        },
        {
            "infra:signoz: { metricsRetentionDays: 5000 }",
            "infra:signoz.metricsRetentionDays: cannot be 5000; write a whole number from 1 to 3650"
        },
        {
            "infra:signoz: { disk: 1Gi }",
            "infra:signoz.disk: cannot be 1Gi; write at least 5Gi"
        },
        {
            "infra:posthog: { mode: cloud }",
            "infra:posthog.cloudKey: is missing, and `mode: cloud` needs it; "
                + "set it with `pulumi config set --secret --path infra:posthog.cloudKey`"
        },
        {
            "infra:posthog: { cloudKey: { secure: v1:a } }",
            "infra:posthog.cloudKey: conflicts with `mode: off`; remove it, or write `mode: cloud`"
        },
        {
            "infra:alerts: { availability: 100 }",
            "infra:alerts.availability: cannot be 100; write a number from 50 to 99.99"
        },
        {
            "infra:alerts: { mail: { host: mail.example.com, port: 70000, from: ops@example.com, user: postman, "
                + "password: { secure: v1:a } } }",
            "infra:alerts.mail.port: cannot be 70000; write a whole number from 1 to 65535"
        },
        {
            "infra:ssh: { privateKey: in-the-clear }",
            "infra:ssh.privateKey: is a secret in clear text; "
                + "encrypt it with `pulumi config set --secret --path infra:ssh.privateKey`, and replace it at its source: "
                + "it was exposed"
        },
        {
            "infra:ssh: { privateKey: [secure, v1] }",
            "infra:ssh.privateKey: is not text; set it with `pulumi config set --secret --path infra:ssh.privateKey`" + "\n"
                + "infra:ssh.privateKey: is a secret in clear text; "
                    + "encrypt it with `pulumi config set --secret --path infra:ssh.privateKey`, and replace it at its "
                    + "source: it was exposed"
        },
        {
            "infra:backups: { schedule: \"99 99 * * *\" }",
            "infra:backups.schedule: cannot be `99 99 * * *`; "
                + "write minute, hour, day, month and weekday such as \"0 20 * * 1-5\""
        },
        {
            "infra:hibernation: { timeZone: Europe/Nowhere }",
            "infra:hibernation.timeZone: cannot be `Europe/Nowhere`; write an IANA name such as Europe/Berlin or Etc/UTC"
        },
        {
            "infra:apps: { shop: { image: i, tag: v1, port: 99999 } }",
            "infra:apps.shop.port: cannot be 99999; write a whole number from 1 to 65535"
        },
        {
            "infra:apps: { shop: { image: i, tag: v1, cpu: 0 } }",
            "infra:apps.shop.cpu: cannot be 0; write a number from 0.001 to 64"
        },
        {
            "infra:apps: { shop: { image: 'x/y:latest', tag: v1 } }",
            "infra:apps.shop.image: includes a tag: x/y:latest; write the image alone, and its tag under `tag`"
        },
        {
            "infra:apps: { shop: { image: i, tag: v1, hosts: [a] }, blog: { image: i, tag: v1, hosts: [a] } }",
            "infra:apps.blog.hosts: uses `a`, which is already a host of shop; use each host once"
        },
        { "infra:vault: { replicas: 3 }", "infra:vault.replicas: is 3, but the cluster has 1 node; add nodes, or write 1" },
        {
            "infra:postgres: { instances: 3 }",
            "infra:postgres.instances: is 3, but the cluster has 1 node; add nodes, or write 1"
        },
        {
            "infra:signoz: { clickhouse: shared }\ninfra:clickhouse: { enabled: false }",
            "infra:signoz.clickhouse: cannot be `shared`: the business ClickHouse does not run in the cluster; "
                + "write `clickhouse: own`, or enable `infra:clickhouse` without `external`"
        },
        {
            "infra:\u001b[31mred: 1",
            "infra:\\u001b[31mred: is not a setting; "
                + "use one of access, admin, alerts, amazon, apps, arangodb, backstage, backups, certificates, clickhouse, "
                + "cluster, cost, dashboard, domain, edge, environment, hibernation, hosts, kubero, lifetime, lightsail, "
                + "nodes, objectStore, openpanel, portal, postgres, posthog, redis, registries, signoz, ssh, sso, state, vault"
        },
    };

    [Theory]
    [MemberData(nameof(Replaced))]
    public void Invalid_value_is_named_with_its_remedy(string right, string wrong, string expected) =>
        Assert.Equal(expected, Problems(AnyStack.With(right, wrong)));

    [Theory]
    [MemberData(nameof(AtTheEdge))]
    public void Invalid_edge_is_named_with_its_remedy(string wrong, string expected) =>
        Assert.Equal(expected, Problems(AnyStack.With("    accountId:", $"    {wrong}\n    accountId:")));

    [Theory]
    [MemberData(nameof(Added))]
    public void Invalid_addition_is_named_with_its_remedy(string wrong, string expected) =>
        Assert.Equal(expected, Problems(AnyStack.And(wrong)));

    private static string Problems(string yaml) =>
        string.Join("\n", Assert.Throws<SettingsException>(() => AnyStack.Load(yaml)).Problems);
}
