# SPDX-License-Identifier: GPL-3.0-or-later
"""nginx with the configuration that is shipped, certificates by the program that is shipped, and a
collector behind it that has its socket handed in, as systemd does it."""

import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'collector'))
from house import House, PROGRAM  # noqa: E402

SHIPPED = os.environ['AFTERTASTE_NGINX']
TLS = os.environ['AFTERTASTE_TLS']
NGINX = shutil.which('nginx', path=os.environ['PATH'] + ':/usr/sbin')
SKIPPED = 77
PUBLIC_HOST = 'feedback.aftertaste.example'
if not NGINX:
    print('skipped: nginx is not installed')
    sys.exit(SKIPPED)
MAIN = '''{user}daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log info;
worker_processes 2; events {{ worker_connections 768; }}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  access_log {folder}/access.log;
  include {folder}/venue.conf; include {folder}/public.conf;
}}
'''


def tls(folder, *words, status=0):
    """aftertaste-collector-tls on FOLDER: what it says."""
    done = subprocess.run([TLS, *words, '--dir', folder, '--settings', '/nonexistent', '--no-reload'],
                          capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == status, (words, done)
    return done.stdout if status == 0 else done.stderr


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def put_in(text, changes):
    """The shipped TEXT with this machine's places: each is there as often as is known here, so that
    nothing else is changed, and no change comes to nothing."""
    for old, new, times in changes:
        assert text.count(old) == times, (old, text.count(old))
        text = text.replace(old, new)
    return text


class Proxy:
    """nginx in a folder of its own, in front of the unix socket SOCKET, and for phones of another."""

    def __init__(self, folder, socket_path, phones_path='/nonexistent', names=('localhost', '127.0.0.1')):
        self.folder, self.port, self.public_port = folder, free_port(), free_port()
        self.tls = os.path.join(folder, 'tls')
        tls(self.tls, 'setup', *names)
        self.authority = os.path.join(self.tls, 'authority.pem')
        self.make_public_certificate()
        self.write('venue.conf', [('listen 8443 ', f'listen 127.0.0.1:{self.port} ', 2),
                                  ('  listen [::]:8443 ssl', '  #', 2),
                                  ('/etc/aftertaste/tls', self.tls, 5),
                                  ('unix:/run/aftertaste-collector.sock', f'unix:{socket_path}', 2)])
        self.write('public.conf', [('listen 443 ', f'listen 127.0.0.1:{self.public_port} ', 2),
                                   ('  listen [::]:443 ssl', '  #', 2),
                                   ('/etc/aftertaste/tls', self.tls, 2),
                                   ('unix:/run/aftertaste-collector-public.sock',
                                    f'unix:{phones_path}', 1)])
        # Only root's nginx changes its user, who then could not reach the test's folder.
        with open(os.path.join(folder, 'nginx.conf'), 'w', encoding='utf-8') as file:
            file.write(MAIN.format(folder=folder, user='user root; ' if os.getuid() == 0 else ''))
        self.process = None

    def make_public_certificate(self):
        """In the house's own names an authority that phones would know."""
        public = os.path.join(self.folder, 'public-tls')
        tls(public, 'setup', PUBLIC_HOST)
        self.public_authority = os.path.join(public, 'authority.pem')
        for name in ('public.pem', 'public.key'):
            os.link(os.path.join(public, 'venue.pem'), os.path.join(self.tls, name))

    def write(self, name, changes):
        with open(os.path.join(SHIPPED, name), encoding='utf-8') as file:
            text = put_in(file.read(), changes)
        with open(os.path.join(self.folder, name), 'w', encoding='utf-8') as file:
            file.write(text)

    def command(self, *words):
        return [NGINX, '-p', self.folder, '-c', os.path.join(self.folder, 'nginx.conf'),
                '-e', os.path.join(self.folder, 'error.log'), *words]

    def check(self):
        return subprocess.run(self.command('-t'), capture_output=True, text=True, check=False)

    def start(self):
        self.process = subprocess.Popen(self.command())
        deadline = time.monotonic() + 20
        while True:
            try:
                self.connect().close()
                return self
            except OSError:
                assert self.process.poll() is None and time.monotonic() < deadline, self.log('error')
                time.sleep(0.02)

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=20)

    def log(self, name):
        with open(os.path.join(self.folder, f'{name}.log'), encoding='utf-8') as file:
            return file.read()

    def context(self, authority=None):
        return ssl.create_default_context(cafile=authority or self.authority)

    def connect(self, sender='127.0.0.1', name='localhost'):
        """Each sender has limits of its own."""
        plain = socket.create_connection(('127.0.0.1', self.port), 30, (sender, 0))
        return self.context().wrap_socket(plain, server_hostname=name)

    def ask(self, method, path, body=None, headers=None, sender='127.0.0.1'):
        link = http.client.HTTPSConnection('localhost', self.port, timeout=30,
                                           source_address=(sender, 0), context=self.context())
        link.request(method, path, body, headers or {})
        return read(link.getresponse(), link)

    def ask_public(self, method, path, host=PUBLIC_HOST):
        link = http.client.HTTPSConnection(PUBLIC_HOST, self.public_port, timeout=30,
                                           context=self.context(self.public_authority))
        plain = socket.create_connection(('127.0.0.1', self.public_port), 30)
        link.sock = link._context.wrap_socket(plain, server_hostname=PUBLIC_HOST)
        link.request(method, path, headers={'Host': host})
        return read(link.getresponse(), link)

    def say(self, data, sender='127.0.0.1', seconds=30):
        """What comes back for DATA until the other side closes."""
        with self.connect(sender) as link:
            link.settimeout(seconds)
            try:
                link.sendall(data)
                return b''.join(iter(lambda: link.recv(65536), b''))
            except (ConnectionError, ssl.SSLEOFError):
                return b''


def read(reply, link):
    """Status, headers (lower case) and body; JSON is read."""
    data = reply.read()
    found = {k.lower(): v for k, v in reply.getheaders()}
    link.close()
    kind = found.get('content-type', '')
    return reply.status, found, json.loads(data) if 'json' in kind and data else data


class HouseBehindProxy(House):
    """Asks through nginx. The listening sockets outlive the collector."""

    def __init__(self, *serve_words):
        super().__init__(*serve_words)
        self.socket_path, self.phones_path = (os.path.join(self.folder.name, name)
                                              for name in ('http.sock', 'phones.sock'))
        self.listening, self.for_phones = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        for one, path in ((self.listening, self.socket_path), (self.for_phones, self.phones_path)):
            one.bind(path)
            one.listen(256)
        front = os.path.join(self.folder.name, 'nginx')
        os.mkdir(front)
        self.proxy = Proxy(front, self.socket_path, self.phones_path)
        self.settings = os.path.join(self.folder.name, 'settings')
        with open(self.settings, 'w', encoding='utf-8') as file:
            file.write('[serve]\nbehind-proxy=true\n'
                       f'[house]\nvenue-address=https://localhost:{self.proxy.port}\n')

    def __exit__(self, *_):
        self.proxy.stop()
        self.listening.close()
        self.for_phones.close()
        super().__exit__()

    def start(self):
        numbers = [self.listening.fileno(), self.for_phones.fileno()]
        line = (f'exec 8<&{numbers[0]} 9<&{numbers[1]}; exec 3<&8 4<&9 8<&- 9<&-; '
                'export LISTEN_PID=$$ LISTEN_FDS=2 LISTEN_FDNAMES=aftertaste-collector.socket:public; '
                'exec "$0" serve --data "$1" --config "$2"')
        self.server = subprocess.Popen(['sh', '-c', line, PROGRAM, self.data, self.settings],
                                       pass_fds=numbers, stdout=subprocess.PIPE, text=True)
        said = self.server.stdout.readline() + self.server.stdout.readline()
        assert said == (f'listening on unix:{self.socket_path}\n'
                        f'listening for phones on unix:{self.phones_path}\n'), said
        return self

    def ask(self, method, path, body=None, token=None, headers=None, sender='127.0.0.1'):
        sent = dict(headers or {})
        if token:
            sent['Authorization'] = f'Bearer {token}'
        if body is not None:
            sent.setdefault('Content-Type', 'application/json')
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.proxy.ask(method, path, body, sent, sender)
