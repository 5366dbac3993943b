// Watches the platform from outside. Every few minutes it sends a request to each host and checks the age of SigNoz's last
// heartbeat. It reports each problem to the webhook once when it starts and once when it ends.
// Bindings: STATE (KV), WEBHOOK (secret), PATH (secret), HOSTS (JSON list), STACK, SILENCE_MINUTES ("0": no heartbeat).
export default {
  async fetch(request, env) {
    if (request.method !== "POST" || new URL(request.url).pathname !== `/${env.PATH}`) {
      return new Response("not found\n", { status: 404 });
    }

    await env.STATE.put("heartbeat", String(Date.now()));
    return new Response("heard\n");
  },

  async scheduled(event, env) {
    const problems = await look(env, event.scheduledTime);
    const known = JSON.parse((await env.STATE.get("problems")) ?? "{}");
    for (const [what, why] of Object.entries(problems)) {
      // A single failure may be a network error: report the second in a row.
      if (known[what] === undefined) {
        problems[what] = { why, told: false };
      } else {
        problems[what] = { why, told: known[what].told || (await tell(env, `${what}: ${why}`)) };
      }
    }

    for (const [what, before] of Object.entries(known)) {
      if (problems[what] === undefined && before.told && !(await tell(env, `${what} is healthy again`))) {
        problems[what] = before; // not delivered: try again next time
      }
    }

    if (JSON.stringify(problems) !== JSON.stringify(known)) {
      await env.STATE.put("problems", JSON.stringify(problems));
    }
  },
};

async function look(env, now) {
  const problems = {};
  await Promise.all(JSON.parse(env.HOSTS).map(async (host) => {
    const why = await ask(host);
    if (why) {
      problems[host] = why;
    }
  }));
  const silence = Number(env.SILENCE_MINUTES);
  if (silence > 0) {
    const heard = Number((await env.STATE.get("heartbeat")) ?? 0);
    if (heard === 0) {
      await env.STATE.put("heartbeat", String(now)); // just installed: start counting now
    } else if (now - heard > silence * 60_000) {
      problems["the heartbeat of SigNoz"] = `silent for ${Math.round((now - heard) / 60_000)} minutes, so alerts may not be delivered`;
    }
  }

  return problems;
}

// A host that asks for a sign-in is healthy. Cloudflare answers 52x for one that is down.
async function ask(host) {
  try {
    const answer = await fetch(`https://${host}/`, { redirect: "manual", signal: AbortSignal.timeout(20_000) });
    return answer.status >= 500 ? `answers ${answer.status}` : null;
  } catch (problem) {
    return `does not answer (${problem.message})`;
  }
}

async function tell(env, text) {
  const message = `[${env.STACK}] ${text}`;
  try {
    // Slack and most others show `text`, Discord shows `content`.
    const answer = await fetch(env.WEBHOOK, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: message, content: message }),
      signal: AbortSignal.timeout(20_000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
