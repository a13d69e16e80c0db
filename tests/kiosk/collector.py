# SPDX-License-Identifier: GPL-3.0-or-later
"""A collector for the tests beside this file: it says what they want to hear, and keeps what it is
sent. The real one is tried in ../collector and ../end-to-end."""
import hashlib
import http.server
import json
import ssl
import threading

from visit import Failure

TOKEN = '0123456789abcdef0123456789abcdef'
CODE = 'WDJB-MJHT'


def digest(document):
    """Of the canonical form, as long as there are no odd numbers or names in it."""
    text = json.dumps(document, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def configuration(name='', hours='00:00-24:00', survey=None):
    """What the collector tells a kiosk to be: a house's NAME, the same HOURS every day, an exit SURVEY."""
    days = ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')
    return {
        'schema': 1,
        'venue': {'id': '018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e5f', 'telephone': '', 'time_zone': 'Asia/Shanghai',
                  'language': 'en', 'letter': 'C', 'names': {'zh-CN': name, 'zh-TW': name, 'en': name}},
        'surveys': {'exit': survey and {'digest': digest(survey), 'definition': survey}, 'complaint': None,
                    'suggestion': None},
        'hours': dict({day: hours for day in days}, special_days=''),
        'texts': {'sleep': {'zh-CN': '', 'zh-TW': '', 'en': ''}},
        'house_public_key': None, 'public_address': None}


class Collector(http.server.ThreadingHTTPServer):
    """Approves when it is told to, and keeps what it is sent."""
    daemon_threads = True

    def __init__(self, certificate=None):
        """CERTIFICATE: (chain, key), files in PEM; None: without TLS."""
        super().__init__(('127.0.0.1', 0), Handler)
        self.is_approved, self.is_withdrawn = False, False
        self.items, self.arrived = {}, threading.Condition()
        self.connections, self.requests = 0, 0
        self.configuration = None           # the document, for GET /api/v1/device/configuration
        self.is_holding = False             # it back, until release()
        self.tls = None
        if certificate:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(*certificate)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def host_text(self):
        return 'localhost:%d' % self.server_port

    @property
    def address(self):
        return '%s://%s' % ('https' if self.tls else 'http', self.host_text)

    def finish_request(self, request, client_address):
        with self.arrived:
            self.connections += 1
        if self.tls:
            request = self.tls.wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)

    def handle_error(self, request, client_address):
        """Who refuses the certificate hangs up in the handshake."""

    @property
    def etag(self):
        if self.configuration is None:
            return ''
        return '"%s"' % digest(self.configuration)

    def release(self):
        with self.arrived:
            self.is_holding = False
            self.arrived.notify_all()

    def wait_for(self, count, seconds=30):
        with self.arrived:
            if not self.arrived.wait_for(lambda: len(self.items) >= count, seconds):
                raise Failure('%d of %d rows arrived' % (len(self.items), count))

    def head(self):
        last, chain = 0, '0' * 64
        while last + 1 in self.items:
            last += 1
            chain = self.items[last]['chain']
        return {'schema': 1, 'server_time': 1700000000000, 'last_sequence': last, 'last_chain': chain}

    def take(self, batch):
        receipts = []
        for item in batch['items']:
            old = self.items.get(item['sequence'])
            status = 'duplicate' if old else 'stored'
            receipts.append({'sequence': item['sequence'], 'id': item['id'], 'digest': item['digest'],
                             'status': status, 'reason': None, 'detail': None, 'received_at': 1700000000000})
            self.items[item['sequence']] = item
        return dict(self.head(), items=receipts)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *args):
        pass

    def say(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json' if status == 200 else 'application/problem+json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        mine = self.server
        with mine.arrived:
            mine.requests += 1
            if self.headers['Authorization'] != 'Bearer ' + TOKEN or mine.is_withdrawn:
                self.say(401, {'type': 'about:blank'})
            elif self.path == '/api/v1/device/configuration' and mine.configuration is not None:
                mine.arrived.wait_for(lambda: not mine.is_holding, 12)
                self.say(200, mine.configuration)
            else:
                self.say(404, {'type': 'about:blank'})

    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        path, mine = self.path[len('/api/v1/'):], self.server
        with mine.arrived:
            mine.requests += 1
            if path == 'device/authorization':
                self.say(200, {'device_code': 'device-code', 'user_code': CODE, 'expires_in': 600,
                               'verification_uri': 'https://collector.example/enrol', 'interval': 1})
            elif path == 'device/token' and mine.is_approved:
                self.say(200, {'access_token': TOKEN, 'token_type': 'Bearer'})
            elif path == 'device/token':
                self.say(400, {'type': 'about:authorization_pending'})
            elif self.headers['Authorization'] != 'Bearer ' + TOKEN or mine.is_withdrawn:
                self.say(401, {'type': 'about:blank'})
            elif path == 'device/heartbeat':
                self.say(200, dict(mine.head(), backup_sequence=0, configuration_etag=mine.etag))
            else:
                self.say(200, mine.take(said))
                mine.arrived.notify_all()
