// Watches the platform from outside the host. Every few minutes it asks each host whether it answers, and looks at how long
// SigNoz's heartbeat has been silent. Whatever changes is told to the webhook, once when it breaks and once when it is over.
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
      // A single failure may be the network's: the second in a row counts.
      if (known[what] === undefined) {
        problems[what] = { why, told: false };
      } else {
        problems[what] = { why, told: known[what].told || (await tell(env, `${what}: ${why}`)) };
      }
    }

    for (const [what, before] of Object.entries(known)) {
      if (problems[what] === undefined && before.told && !(await tell(env, `${what} is well again`))) {
        problems[what] = before; // nobody heard: say it again next time
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
      await env.STATE.put("heartbeat", String(now)); // just installed: the clock starts here
    } else if (now - heard > silence * 60_000) {
      problems["the heartbeat of SigNoz"] = `silent for ${Math.round((now - heard) / 60_000)} minutes, so alerts may not be delivered`;
    }
  }

  return problems;
}

// A host that asks visitors to sign in is well; Cloudflare answers 52x in the place of one that is gone.
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
    // `text` is what Slack and most others show, `content` is Discord's word for it.
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
