#!/usr/bin/python3
"""Stands in for the k3s binary on the machines of the tests, as far as the scripts in Scripts/k3s-*.sh can tell.

It reads config.yaml and config.yaml.d, refuses settings that k3s does not know, keeps its token, serves (plain HTTP for
k3s's TLS) on 6443, joins with a token over the network, starts a pod that outlives it, reports a node and notifies systemd.
/etc/standin makes it misbehave, one word a line: slow (5 s until Ready), broken (fails to start), stuck=NODE (never drains).
"""
import glob, hashlib, http.server, json, os, re, secrets, shutil, socket, subprocess, sys, threading, time, urllib.request

VERSION = 'v0.0.0'
ETC, DATA = '/etc/rancher/k3s', '/var/lib/rancher/k3s'
SERVER_KEYS = {'write-kubeconfig-mode', 'secrets-encryption', 'cluster-init', 'kube-apiserver-arg', 'tls-san', 'disable',
               'agent-token', 'etcd-s3', 'etcd-s3-bucket', 'etcd-s3-endpoint', 'etcd-s3-region', 'etcd-s3-folder',
               'etcd-s3-access-key', 'etcd-s3-secret-key', 'flannel-backend', 'etcd-snapshot-schedule-cron'}
AGENT_KEYS = {'token', 'server', 'node-name', 'node-label', 'node-taint', 'node-ip', 'node-external-ip', 'kubelet-arg',
              'protect-kernel-defaults'}


def fatal(message):
    print(f'time="now" level=fatal msg="{message}"', file=sys.stderr, flush=True)
    sys.exit(1)


def misbehaviour():
    return open('/etc/standin').read().split() if os.path.exists('/etc/standin') else []


def unquote(text):
    return text[1:-1].replace("''", "'") if text[:1] == "'" else text.strip('"')


def read_config(role):
    config, key = {}, None
    for path in [f'{ETC}/config.yaml', *sorted(glob.glob(f'{ETC}/config.yaml.d/*.yaml'))]:
        if not os.path.exists(path):
            continue
        for line in open(path).read().splitlines():
            if not line.strip() or line.startswith('#'):
                continue
            if line.lstrip().startswith('- '):
                config[key].append(unquote(line.lstrip()[2:]))
                continue
            name, _, value = line.partition(':')
            key = name.removesuffix('+')
            if key not in (AGENT_KEYS | SERVER_KEYS if role == 'server' else AGENT_KEYS):
                fatal(f'flag provided but not defined: -{key} ({path})')
            config[key] = unquote(value.strip()) if value.strip() else config.get(key, []) if name.endswith('+') else []
    return config


def write(path, text, mode=0o600):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(os.open(path + '~', os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), 'w') as file:
        file.write(text)
    os.rename(path + '~', path)


def ask(server, path, body=None):
    request = urllib.request.Request(server.replace('https:', 'http:') + path, body and json.dumps(body).encode())
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode()


class Cluster:
    """What the servers agree on; the first one holds it in its datastore, the others ask it."""

    def __init__(self, config):
        self.leader, self.lock = config.get('server'), threading.Lock()
        self.path = f'{DATA}/server/db/' + ('etcd/state' if config.get('cluster-init') == 'true' else 'standin.state')
        self.tokens = {f"server:{config['token']}", f"node:{config.get('agent-token', config['token'])}"}

    def load(self):
        return json.load(open(self.path)) if os.path.exists(self.path) else {}

    def handle(self, path, body):
        if self.leader:
            return ask(self.leader, path, body)
        with self.lock:
            nodes = self.load()
            if path == '/report':
                if body['join'] not in self.tokens:
                    raise PermissionError
                if body['first'] or body['node']['name'] in nodes:
                    kept = nodes.get(body['node']['name'], {'annotations': {}, 'cordoned': False})
                    nodes[body['node']['name']] = {**kept, **body['node']}
            elif path == '/change':
                nodes.get(body['name'], {}).update(body['with'])
            elif path == '/delete':
                nodes.pop(body['name'], None)
            for node in nodes.values():
                if node['annotations'].get('etcd.k3s.cattle.io/remove') == 'true':
                    node['annotations']['etcd.k3s.cattle.io/removed-node-name'] = node['name'] + '-1'
            write(self.path, json.dumps(nodes))
            return json.dumps(nodes)


def serve(cluster, certificate):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.do_POST()

        def do_POST(self):
            try:
                body = json.loads(self.rfile.read(int(self.headers.get('content-length') or 0)) or '{}')
                status, text = 200, certificate if self.path == '/cacerts' else cluster.handle(self.path, body)
            except Exception as problem:
                status, text = 401 if '401' in str(problem) or isinstance(problem, PermissionError) else 500, str(problem)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_):
            pass

    http.server.ThreadingHTTPServer.allow_reuse_address = True
    web = http.server.ThreadingHTTPServer(('0.0.0.0', 6443), Handler)
    threading.Thread(target=web.serve_forever, daemon=True).start()


def trust(config):
    """The authority of the cluster to join, if it is the one in the token K10HASH::USER:PASSWORD."""
    pinned, _, credentials = config['token'].removeprefix('K10').partition('::')
    try:
        certificate = ask(config['server'], '/cacerts')
    except OSError as problem:
        fatal(f"failed to reach {config['server']}: {problem}")
    if hashlib.sha256(certificate.encode()).hexdigest() != pinned:
        fatal('token CA hash does not match the Cluster CA certificate hash')
    return certificate, credentials


def start_pod():
    """A containerd-shim with its container, a mount and a bridge: what k3s leaves behind when it stops."""
    shim = f'{DATA}/data/current/bin/containerd-shim-runc-v2'
    if subprocess.run(['pgrep', '-f', shim], stdout=subprocess.DEVNULL).returncode == 0:
        return
    os.makedirs(os.path.dirname(shim), exist_ok=True)
    shutil.copy('/bin/bash', shim)
    subprocess.Popen([shim, '-c', 'exec 2>&-; sleep infinity & wait'], start_new_session=True)
    for path in ('/run/k3s/containerd/pod', '/var/lib/kubelet/pods/a pod'):
        os.makedirs(path, exist_ok=True)
        subprocess.run(['mount', '-t', 'tmpfs', 'tmpfs', path])
    subprocess.run(['ip', 'link', 'add', 'cni0', 'type', 'bridge'], stderr=subprocess.DEVNULL)


def notify():
    address = os.environ['NOTIFY_SOCKET']
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.sendto(b'READY=1', '\0' + address[1:] if address[0] == '@' else address)


def check_server(config):
    args = dict(arg.split('=', 1) for arg in config['kube-apiserver-arg'])
    if not os.path.exists(args['audit-policy-file']):
        fatal('the audit policy is missing')
    if config.get('protect-kernel-defaults') == 'true' and open('/proc/sys/kernel/panic').read().strip() != '10':
        fatal('invalid kernel flag: kernel/panic')


def run(role):
    if 'broken' in misbehaviour():
        fatal('something broke')
    config = read_config(role)
    me, server, token = config['node-name'], config.get('server'), config['token']
    if role == 'server':
        check_server(config)
    if server:
        certificate, credentials = trust(config)
    else:
        path = f'{DATA}/server/tls/server-ca.crt'
        certificate, credentials = open(path).read() if os.path.exists(path) else secrets.token_hex(), f'server:{token}'
    if role == 'server':
        kept = f'{DATA}/server/token'
        full = f'K10{hashlib.sha256(certificate.encode()).hexdigest()}::{credentials}'
        if os.path.exists(kept) and open(kept).read().strip() != full:
            fatal('bootstrap data already found and encrypted with different token')
        write(f'{DATA}/server/tls/server-ca.crt', certificate)
        write(f'{DATA}/server/cred/passwd', 'node password')
        write(kept, full + '\n')
        serve(Cluster(config), certificate)
        server = 'https://127.0.0.1:6443'
    access = f'{ETC}/k3s.yaml' if role == 'server' else f'{DATA}/agent/kubelet.kubeconfig'
    labels = dict(label.partition('=')[::2] for label in config.get('node-label', []))
    if role == 'server':
        labels['node-role.kubernetes.io/control-plane'] = 'true'
        if config.get('cluster-init') == 'true' or config.get('server'):
            labels['node-role.kubernetes.io/etcd'] = 'true'
    began, first = time.time(), True
    while True:
        ready = time.time() - began > (5 if 'slow' in misbehaviour() else 0.2)
        node = {'name': me, 'version': VERSION, 'ready': ready, 'labels': labels, 'taints': config.get('node-taint', []),
                'at': time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())}
        try:
            ask(server, '/report', {'join': credentials, 'first': first, 'node': node})
        except OSError as problem:
            if first:
                fatal(f'failed to join: {problem}')
        if first:
            write(access, kubeconfig(server))
            start_pod()
            notify()
        first = False
        time.sleep(0.2)


def kubeconfig(server):
    return f'''apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: QQ==
    server: {server}
  name: default
contexts:
- context:
    cluster: default
    user: default
  name: default
current-context: default
kind: Config
users:
- name: default
  user:
    client-certificate-data: QQ==
    client-key-data: U0VDUkVU
'''


def look(node, template):
    """The jsonpath expressions that the scripts use."""
    if 'kubeletVersion' in template:
        return f"{node['version']} {node['ready']} {node['at']}"
    field = re.fullmatch(r'\{\.metadata\.(labels|annotations)\.(.*)\}', template)
    return node[field[1]].get(re.sub(r'io/', 'io/', field[2].replace('\\.', '.')), '')


def kubectl(words):
    options = {word.partition('=')[0]: word.partition('=')[2] for word in words if word.startswith('--') and '=' in word}
    plain, skip = [], False
    for at, word in enumerate(words):
        if word in ('--kubeconfig', '--output', '--selector', '--raw'):
            options[word], skip = words[at + 1], True
        elif skip or word.startswith('--'):
            skip = False
        else:
            plain.append(word)
    server = re.search('server: (.*)', open(options['--kubeconfig']).read())[1]
    try:
        nodes = json.loads(ask(server, '/state'))
    except OSError:
        sys.exit('The connection to the server was refused')
    if '--raw' in options:
        return print('ok', end='')
    verb, name = plain[0], plain[-1] if plain[0] != 'annotate' else plain[2]
    if verb == 'get' and name == 'nodes':
        key = options.get('--selector', '').partition('=')[0]
        return print(*(f'node/{node}' for node in sorted(nodes) if not key or key in nodes[node]['labels']), sep='\n')
    if name not in nodes:
        sys.exit(f'Error from server (NotFound): nodes "{name}" not found')
    if verb == 'get':
        print(look(nodes[name], options['--output'].removeprefix('jsonpath=')), end='')
    elif verb == 'cordon':
        ask(server, '/change', {'name': name, 'with': {'cordoned': True}})
    elif verb == 'drain' and f'stuck={name}' in misbehaviour():
        time.sleep(float(options['--timeout'].rstrip('s')))
        sys.exit('error: unable to drain node: global timeout reached')
    elif verb == 'annotate':
        key, _, value = plain[3].partition('=')
        ask(server, '/change', {'name': name, 'with': {'annotations': {**nodes[name]['annotations'], key: value}}})
    elif verb == 'delete':
        ask(server, '/delete', {'name': name})
    if verb != 'get':
        print(f'node/{name} {verb}ed')


if sys.argv[1:] == ['--version']:
    print(f'k3s version {VERSION} (standin)\ngo version none')
elif os.path.basename(sys.argv[0]) == 'kubectl':
    kubectl(sys.argv[1:])
elif sys.argv[1] == 'kubectl':
    kubectl(sys.argv[2:])
else:
    run(sys.argv[1])
