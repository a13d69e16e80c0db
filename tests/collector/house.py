# SPDX-License-Identifier: GPL-3.0-or-later
"""A collector of a test's own, and a kiosk that speaks to it over HTTP, written from the wire's
description and not from the program: what both agree on is right."""

import base64
import hashlib
import hmac
import http.client
import json
import os
import secrets
import signal
import struct
import subprocess
import tempfile
import time
import uuid

PROGRAM = os.environ['AFTERTASTE_COLLECTOR']
SURVEYS = os.environ['AFTERTASTE_SURVEYS']


def canonical(value):
    """RFC 8785 of what tests send: no floats, names of ASCII."""
    return json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False).encode()


def sha(data):
    return hashlib.sha256(data).hexdigest()


class App:
    """An authenticator app (RFC 6238) that shows no code twice, so that nobody has to wait for the
    next: the second of half a minute is that of the next one, which the collector takes too."""

    def __init__(self, secret):
        self.secret, self.last = base64.b32decode(secret.replace(' ', '')), 0

    def code(self):
        self.last = max(self.last + 1, int(time.time()) // 30)
        mac = hmac.new(self.secret, struct.pack('>Q', self.last), 'sha1').digest()
        number = struct.unpack_from('>L', mac, mac[-1] & 15)[0] & 0x7fffffff
        return '%06d' % (number % 10 ** 6)


class House:
    """A data folder, and maybe a `serve` on it."""

    def __init__(self, *serve_words):
        self.folder = tempfile.TemporaryDirectory(prefix='aftertaste-house-')
        self.data = os.path.join(self.folder.name, 'data')
        self.words = serve_words
        self.server, self.port = None, None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.server:
            self.server.kill()
            self.server.wait()
            self.server.stdout.close()
        self.folder.cleanup()

    def run(self, *words, status=0, text=None, seconds=60):
        """A subcommand's reply as JSON; with another STATUS the line on its standard error."""
        done = subprocess.run([PROGRAM, *words, '--data', self.data, '--json'], input=text or '',
                              capture_output=True, text=True, timeout=seconds, check=False)
        assert done.returncode == status, (words, done)
        return json.loads(done.stdout) if status == 0 or done.stdout else done.stderr

    def set_up(self):
        self.venue = self.run('setup', '老灶火锅', '--venue', '人民广场')['venue']
        self.survey = self.run('survey', 'publish', os.path.join(SURVEYS, 'exit.json'))['survey']
        return self

    def start(self, stderr=None):
        self.server = subprocess.Popen([PROGRAM, 'serve', '--data', self.data, '--listen',
                                        '127.0.0.1:0', *self.words], stdout=subprocess.PIPE,
                                       stderr=stderr, text=True)
        line = self.server.stdout.readline()
        assert line.startswith('listening on 127.0.0.1:'), line
        self.port = int(line.rsplit(':', 1)[1])
        return self

    def stop(self, how=signal.SIGTERM):
        self.server.send_signal(how)
        status = self.server.wait(timeout=30)
        self.server.stdout.close()
        self.server = None
        return status

    def ask(self, method, path, body=None, token=None, headers=None, is_raw=False):
        """Status, headers (lower case) and body; JSON is read."""
        link = http.client.HTTPConnection('127.0.0.1', self.port, timeout=30)
        sent = dict(headers or {})
        if token:
            sent['Authorization'] = f'Bearer {token}'
        if body is not None:
            sent.setdefault('Content-Type', 'application/json')
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        link.request(method, path, body, sent)
        reply = link.getresponse()
        data = reply.read()
        found = {k.lower(): v for k, v in reply.getheaders()}
        link.close()
        kind = found.get('content-type', '')
        return reply.status, found, json.loads(data) if 'json' in kind and data and not is_raw else data


class Kiosk:
    def __init__(self, house, name='A'):
        self.house = house
        given = house.run('token', '--name', name)
        self.device, self.token = given['device'], given['token']
        self.boot, self.sequence, self.chain = str(uuid.uuid4()), 0, '0' * 64

    def body(self, **changes):
        now = int(time.time() * 1000)
        return {'schema': 1, 'id': str(uuid.uuid4()), 'sitting_id': str(uuid.uuid4()),
                'kind': 'exit', 'state': 'tap',
                'survey': {'id': 'exit', 'version': '1', 'digest': self.house.survey},
                'started_ms': now - 3000, 'ended_ms': now, 'boot_id': self.boot,
                'monotonic_ms': 5000, 'burst': False, 'locale': 'zh-CN', 'channel': 'kiosk',
                'table': None, 'answers': {'overall': 5}, 'seals': [], 'consent': None,
                'salt': secrets.token_hex(16), **changes}

    def item(self, body=None, **changes):
        """The next item of the chain."""
        body = body or self.body()
        self.sequence += 1
        previous, digest = self.chain, sha(canonical(body))
        self.chain = sha(b'aftertaste-chain-1' + uuid.UUID(self.device).bytes
                         + self.sequence.to_bytes(8, 'big') + bytes.fromhex(previous)
                         + bytes.fromhex(digest))
        return {'sequence': self.sequence, 'id': body.get('id'), 'kind': 'response',
                'previous': previous, 'chain': self.chain, 'digest': digest, 'body': body, **changes}

    def envelope(self, *items, **changes):
        return {'schema': 1, 'device_id': self.device, 'boot_id': self.boot,
                'sent_ms': int(time.time() * 1000), 'monotonic_ms': 6000, 'items': list(items),
                **changes}

    def send(self, *items):
        return self.house.ask('POST', '/api/v1/batches', self.envelope(*items), self.token)

    def heartbeat(self, **changes):
        return self.house.ask('POST', '/api/v1/device/heartbeat', {
            'schema': 1, 'version': '0.1', 'queue': 0, 'disk_free_bytes': 10 ** 9,
            'clock_ms': int(time.time() * 1000), 'boot_id': self.boot, 'monotonic_ms': 7000,
            'printer': None, **changes}, self.token)
