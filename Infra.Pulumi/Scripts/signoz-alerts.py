"""Configures retention, channels and alert rules of SigNoz, and sends a test message to every channel. May run again at any time.

SIGNOZ_URL, SIGNOZ_EMAIL and SIGNOZ_PASSWORD are the server and its user; /files/rules.json contains the rules; WEBHOOK_URL,
MAIL_TO and HEARTBEAT_URL are the optional receivers; LOGS_DAYS and METRICS_DAYS are the retention of telemetry.
"""
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ["SIGNOZ_URL"]
token = None


def call(method, path, body=None):
    request = urllib.request.Request(URL + path, method=method, data=None if body is None else json.dumps(body).encode())
    request.add_header("content-type", "application/json")
    if token:
        request.add_header("authorization", "Bearer " + token)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
    except urllib.error.HTTPError as problem:
        sys.exit(f"{method} {path.split('?')[0]} answered {problem.code}: {problem.read().decode(errors='replace')[:500]}")
    except urllib.error.URLError as problem:
        sys.exit(f"{method} {path.split('?')[0]}: {problem.reason}")
    return json.loads(text).get("data") if text else None


def sign_in():
    email = os.environ["SIGNOZ_EMAIL"]
    context = call("GET", "/api/v2/sessions/context?" + urllib.parse.urlencode({"email": email, "ref": URL}))
    session = call("POST", "/api/v2/sessions/email_password",
                   {"email": email, "password": os.environ["SIGNOZ_PASSWORD"], "orgId": context["orgs"][0]["id"]})
    return session["accessToken"]


def keep():
    days, hours = int(os.environ["LOGS_DAYS"]), int(os.environ["METRICS_DAYS"]) * 24
    for kind in "logs", "traces":
        call("POST", "/api/v2/settings/ttl", {"type": kind, "defaultTTLDays": days, "ttlConditions": []})
    call("POST", f"/api/v1/settings/ttl?type=metrics&duration={hours}h")


def wanted_channels():
    if os.environ.get("WEBHOOK_URL"):
        yield {"name": "infra-webhook", "webhook_configs": [{"send_resolved": True, "url": os.environ["WEBHOOK_URL"]}]}
    if os.environ.get("MAIL_TO"):
        yield {"name": "infra-mail", "email_configs": [{"send_resolved": True, "to": os.environ["MAIL_TO"]}]}
    if os.environ.get("HEARTBEAT_URL"):
        yield {"name": "infra-heartbeat", "webhook_configs": [{"send_resolved": False, "url": os.environ["HEARTBEAT_URL"]}]}


def channels():
    there = {channel["name"]: channel["id"] for channel in call("GET", "/api/v1/channels") or []}
    names = []
    for channel in wanted_channels():
        names.append(channel["name"])
        if channel["name"] in there:
            call("PUT", "/api/v1/channels/" + there[channel["name"]], channel)
        else:
            call("POST", "/api/v1/channels", channel)
        call("POST", "/api/v1/testChannel", channel)
    return names, [number for name, number in there.items() if name.startswith("infra-") and name not in names]


def rules(names):
    listed = call("GET", "/api/v2/rules") or []
    listed = listed.get("rules", []) if isinstance(listed, dict) else listed
    there = {rule["alert"]: rule["id"] for rule in listed if (rule.get("labels") or {}).get("managed_by") == "infra"}
    with open("/files/rules.json", encoding="utf-8") as file:
        wanted = json.load(file)
    people = [name for name in names if name != "infra-heartbeat"]
    for rule in wanted:
        told = ["infra-heartbeat"] if rule["labels"]["heartbeat"] == "true" else people
        told = [name for name in told if name in names]
        if not told:
            continue  # SigNoz refuses a rule without a channel
        for threshold in rule["condition"]["thresholds"]["spec"]:
            threshold["channels"] = told
        number = there.pop(rule["alert"], None)
        if number:
            call("PUT", "/api/v2/rules/" + number, rule)
        else:
            call("POST", "/api/v2/rules", rule)
    for number in there.values():
        call("DELETE", "/api/v2/rules/" + number)


token = sign_in()
keep()
present, stale = channels()
rules(present)
for number in stale:
    call("DELETE", "/api/v1/channels/" + number)
