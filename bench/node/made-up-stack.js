// The stack of ../MadeUpStack.cs in the official Node.js SDK under its mocks: same resources, same properties, same answers.
// node made-up-stack.js RESOURCES prints how many resources it registered, and how many milliseconds they took of the wall and
// of the processor, the start of the process and the loading of the SDK excluded.
"use strict";

const pulumi = require("@pulumi/pulumi");
const cloudflare = require("@pulumi/cloudflare");
const kubernetes = require("@pulumi/kubernetes");
const random = require("@pulumi/random");

const perApp = 10;
const resources = Number(process.argv[2]);
let registered = 0;

class MadeUpApp extends pulumi.ComponentResource {
    constructor(name, options) {
        super("bench:index:MadeUpApp", name, {}, options);
        const labels = { "app.kubernetes.io/instance": name };
        const inside = { parent: this };

        const namespace = new kubernetes.core.v1.Namespace(name, { metadata: { name, labels } }, inside);
        const password = new random.RandomPassword(`${name}-password`, { length: 24, special: false }, inside);
        const secret = new kubernetes.core.v1.Secret(`${name}-secret`, {
            metadata: { name: `${name}-secret`, namespace: name },
            stringData: { password: password.result },
        }, { ...inside, dependsOn: [namespace] });

        for (const tier of ["web", "worker"]) {
            const full = `${name}-${tier}`;
            const pods = { ...labels, "app.kubernetes.io/component": tier };
            const deployment = new kubernetes.apps.v1.Deployment(full, {
                metadata: { name: full, namespace: name, labels: pods },
                spec: {
                    replicas: 2,
                    selector: { matchLabels: pods },
                    template: {
                        metadata: { labels: pods },
                        spec: {
                            containers: [{
                                name: tier,
                                image: "registry.example.com/app:1.2.3",
                                env: [
                                    { name: "TIER", value: tier },
                                    {
                                        name: "PASSWORD",
                                        valueFrom: { secretKeyRef: { name: secret.metadata.name, key: "password" } },
                                    },
                                ],
                                ports: [{ name: "http", containerPort: 8080 }],
                                resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
                            }],
                        },
                    },
                },
            }, { ...inside, dependsOn: [secret] });

            const service = new kubernetes.core.v1.Service(full, {
                metadata: { name: full, namespace: name, labels: pods },
                spec: { selector: pods, ports: [{ name: "http", port: 80, targetPort: 8080 }] },
            }, { ...inside, dependsOn: [deployment] });

            new cloudflare.DnsRecord(full, {
                zoneId: "00000000000000000000000000000001",
                name: `${full}.example.com`,
                type: "A",
                content: "203.0.113.10",
                ttl: 1,
                proxied: true,
                comment: service.metadata.name,
            }, inside);
        }

        this.registerOutputs();
    }
}

const mocks = {
    newResource: ({ type, name, inputs }) => {
        registered++;
        return { id: name, state: type.endsWith(":RandomPassword") ? { ...inputs, result: `${name}-result` } : inputs };
    },
    call: ({ token }) => { throw new Error(`unexpected call of ${token}`); },
};

async function main() {
    await pulumi.runtime.setMocks(mocks, "infra", "bench", false);
    const started = performance.now();
    const before = process.cpuUsage();
    // What was registered goes on after the program itself has ended; nothing is left to do when the process ends.
    process.on("exit", () => {
        const wall = performance.now() - started;
        const { user, system } = process.cpuUsage(before);
        console.log(`${registered} ${wall.toFixed(1)} ${((user + system) / 1000).toFixed(1)}`);
    });

    await pulumi.runtime.runInPulumiStack(async () => {
        const providers = [
            new kubernetes.Provider("kubernetes", { kubeconfig: "bench" }),
            new cloudflare.Provider("cloudflare", { apiToken: "bench" }),
            new random.Provider("random"),
        ];
        for (let app = 0; app < resources / perApp; app++) {
            new MadeUpApp(`app-${app}`, { providers });
        }
    });
}

main();
