"""Behaves as SigNoz's API does for the job of the alerts. Runs a program against itself, and prints what it holds then.

usage: signoz-standin.py SCRIPT RULES TIMES [refuse]
"""
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

script, rules, times, refuses = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:] == ["refuse"]
held = {"channels": {}, "rules": {"900": {"alert": "made by hand", "labels": {}}}, "tested": 0, "kept": []}
numbers = iter(range(1, 10000))


class SigNoz(BaseHTTPRequestHandler):
    def answer(self):
        length = int(self.headers.get("content-length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        code, data = self.handle_call(self.command, self.path.split("?")[0], body)
        text = b"" if code == 204 else json.dumps({"status": "success", "data": data}).encode()
        self.send_response(code)
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def handle_call(self, method, path, body):
        if path == "/api/v2/sessions/context":
            return 200, {"exists": True, "orgs": [{"id": "org"}]}
        if path == "/api/v2/sessions/email_password":
            right = body == {"email": "ops@example.com", "password": "right", "orgId": "org"}
            return (200, {"accessToken": "token"}) if right else (401, None)
        if self.headers.get("authorization") != "Bearer token":
            return 401, None
        if path in ("/api/v1/settings/ttl", "/api/v2/settings/ttl"):
            held["kept"].append(path)
            return 200, {}
        if path == "/api/v1/testChannel":
            held["tested"] += 1
            return (400, None) if refuses else (204, None)
        kind, _, number = path.removeprefix("/api/v1/").removeprefix("/api/v2/").partition("/")
        there = held[kind]
        if method == "GET":
            return 200, [dict(value, id=key) for key, value in there.items()]
        if method == "POST":
            there[str(next(numbers))] = body
            return 201, {}
        if method == "DELETE":
            del there[number]
        else:
            there[number] = body
        return 204, None

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), SigNoz)
threading.Thread(target=server.serve_forever, daemon=True).start()
with open(script, encoding="utf-8") as file:
    text = file.read().replace("/files/rules.json", rules)
code = 0
for _ in range(times):
    run = subprocess.run([sys.executable, "-c", text], env=dict(os.environ, SIGNOZ_URL=f"http://127.0.0.1:{server.server_port}"), check=False)
    code = run.returncode
print(json.dumps({
    "code": code,
    "rules": sorted(rule["alert"] for rule in held["rules"].values()),
    "channels": sorted(channel["name"] for channel in held["channels"].values()),
    "told": sorted({name for rule in held["rules"].values() for step in rule.get("condition", {}).get("thresholds", {}).get("spec", []) for name in step["channels"]}),
    "tested": held["tested"],
}))
