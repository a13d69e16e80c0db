#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""nginx as it is shipped, in front of a real collector: what it lets through, what it refuses, and
that whoever is refused is told so in a form that programs read."""

import os
import re
import socket
import socketserver
import ssl
import sys
import tempfile
import threading
import time
import unittest
import uuid

sys.dont_write_bytecode = True
from proxy import HouseBehindProxy, Proxy  # noqa: E402
from house import Kiosk, SURVEYS  # noqa: E402

# nginx waits for 10 s; what is more is a busy machine's.
SLOW_SECONDS = 25
STREAMS = 4  # of one device: the next ends its oldest
OVERHEAD = b'GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n'


class Problems:
    def problem(self, answer, status, reason):
        self.assertEqual(answer[0], status, answer)
        self.assertTrue(answer[1]['content-type'].startswith('application/problem+json'), answer)
        self.assertEqual((answer[2]['status'], answer[2]['reason'], answer[2]['type']),
                         (status, reason, f'urn:aftertaste:problem:{reason}'))
        self.assertEqual('retry-after' in answer[1], status in (429, 503))

    def raw_problem(self, said, status, reason):
        self.assertTrue(said.startswith(b'HTTP/1.1 %d ' % status), said)
        self.assertIn(b'\r\nContent-Type: application/problem+json', said)
        self.assertIn(b'"reason":"%s"' % reason, said)


class ThroughTheProxy(unittest.TestCase, Problems):
    @classmethod
    def setUpClass(cls):
        cls.house = HouseBehindProxy()
        cls.addClassCleanup(cls.house.__exit__)
        cls.house.set_up().start()
        cls.proxy = cls.house.proxy.start()

    def test_the_shipped_files_are_sound(self):
        done = self.proxy.check()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotRegex(done.stderr, r'\[(warn|emerg|alert|crit)\]')

    def test_a_device_is_enrolled_and_uploads(self):
        ask, device = self.house.ask, str(uuid.uuid4())
        status, _, codes = ask('POST', '/api/v1/device/authorization',
                               {'device_id': device, 'link_key': 'ab' * 32, 'name': 'A'})
        self.assertEqual(status, 200)
        self.assertEqual(codes['verification_uri'], f'https://localhost:{self.proxy.port}')
        self.house.run('device', 'approve', codes['user_code'])
        status, _, granted = ask('POST', '/api/v1/device/token', {'device_code': codes['device_code']})
        self.assertEqual((status, granted['token_type']), (200, 'Bearer'))
        kiosk = Kiosk(self.house)
        kiosk.device, kiosk.token = device, granted['access_token']
        status, _, reply = kiosk.send(kiosk.item(), kiosk.item())
        self.assertEqual((status, [i['status'] for i in reply['items']]), (200, ['stored'] * 2))
        status, _, reply = kiosk.heartbeat()
        self.assertEqual((status, reply['last_chain']), (200, kiosk.chain))
        status, headers, _ = ask('GET', '/api/v1/device/configuration', token=kiosk.token)
        self.assertEqual((status, headers['strict-transport-security']), (200, 'max-age=31536000'))
        self.assertEqual(ask('GET', '/api/v1/device/configuration', token=kiosk.token,
                             headers={'If-None-Match': headers['etag']})[0], 304)

    def test_problems_of_the_collector_come_through_unchanged(self):
        self.problem(self.house.ask('POST', '/api/v1/batches', {}), 401, 'token-missing')
        self.problem(self.house.ask('GET', '/api/v1/batches'), 405, 'method-not-allowed')

    def test_events_are_not_kept_back(self):
        kiosk = Kiosk(self.house)
        with self.proxy.connect() as link:
            link.settimeout(20)
            link.sendall(b'GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer '
                         + kiosk.token.encode() + b'\r\n\r\n')
            said = b''
            while b':\n\n' not in said:
                said += link.recv(4096)
            self.assertIn(b'text/event-stream', said)
            self.house.run('survey', 'publish', os.path.join(SURVEYS, 'suggestion.json'))
            while b'\nevent: ' not in said:
                said += link.recv(4096)

    def test_staff_come_to_the_console(self):
        status, found, _ = self.house.ask('GET', '/')
        self.assertEqual((status, found['location']), (303, '/console'))
        status, found, _ = self.house.ask('GET', '/console')
        self.assertEqual((status, found['location'].split('?')[0]), (303, '/console/sign-in'))
        status, found, page = self.house.ask('GET', '/console/sign-in')
        self.assertEqual(status, 200)
        self.assertIn(b'<form', page)
        self.assertIn('max-age=31536000', found['strict-transport-security'])
        self.assertIn("default-src 'none'", found['content-security-policy'])

    def test_a_code_in_an_address_is_not_logged(self):
        self.house.ask('GET', '/console/setup/' + 'c' * 43)
        self.house.ask('GET', '/console/sign-in')
        self.assertIn('/console/sign-in', self.proxy.log('access'))
        self.assertNotIn('ccccc', self.proxy.log('access'))

    def test_the_consoles_bodies_have_sizes_of_their_own(self):
        kind = {'Content-Type': 'application/x-www-form-urlencoded'}
        large = self.house.ask('POST', '/console/sign-in', b'a=' + b'x' * 600000, headers=kind)
        self.problem(large, 413, 'too-large')
        path = '/console/settings/surveys/exit/file'
        kind = {'Content-Type': 'multipart/form-data; boundary=b'}
        taken = self.house.ask('POST', path, b'x' * 1000000, headers=kind)
        self.assertNotEqual(taken[0], 413)
        self.problem(self.house.ask('POST', path, b'x' * 5000000, headers=kind), 413, 'too-large')

    def test_only_todays_tls_is_spoken(self):
        def version(number):
            context = self.proxy.context()
            context.set_ciphers('DEFAULT@SECLEVEL=0')
            context.minimum_version = context.maximum_version = number
            plain = socket.create_connection(('127.0.0.1', self.proxy.port), 10)
            with context.wrap_socket(plain, server_hostname='localhost') as link:
                return link.version()
        with self.assertRaisesRegex(ssl.SSLError, 'PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL'):
            version(ssl.TLSVersion.TLSv1_1)
        self.assertEqual(version(ssl.TLSVersion.TLSv1_2), 'TLSv1.2')
        self.assertEqual(version(ssl.TLSVersion.TLSv1_3), 'TLSv1.3')

    def test_what_is_too_large_is_refused(self):
        answer = self.house.ask('POST', '/api/v1/batches', b'x' * (64 * 1024 + 1))
        self.problem(answer, 413, 'too-large')
        chunked = self.proxy.say(b'POST /api/v1/batches HTTP/1.1\r\nHost: localhost\r\n'
                                 b'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'
                                 + b'4000\r\n' + b'x' * 0x4000 + b'\r\n' + b'ffff\r\n' + b'x' * 0xffff)
        self.raw_problem(chunked, 413, b'too-large')

    def test_floods_of_headers_are_refused(self):
        many = b''.join(b'X-%d: %s\r\n' % (i, b'a' * 1000) for i in range(60))
        for flood in (many, b'X-Long: ' + b'a' * 60000 + b'\r\n'):
            self.raw_problem(self.proxy.say(OVERHEAD + flood + b'\r\n'), 400, b'bad-request')

    def test_what_is_no_http_is_refused(self):
        for data in (b'\x16\x03\x01\r\n\r\n', b'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
                     b'POST /api/v1/batches HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n'
                     b'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
                     b'POST /api/v1/batches HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n'
                     b'Content-Length: 3\r\n\r\nabc'):
            said = self.proxy.say(data)
            self.assertTrue(said == b'' or b'"reason":"bad-request"' in said, (data, said))

    def test_plain_http_is_refused(self):
        with socket.create_connection(('127.0.0.1', self.proxy.port), 10) as link:
            link.sendall(OVERHEAD + b'\r\n')
            said = b''.join(iter(lambda: link.recv(65536), b''))
        self.raw_problem(said, 400, b'bad-request')

    def test_slow_senders_are_dropped_and_others_served(self):
        heads = [OVERHEAD, b'POST /api/v1/batches HTTP/1.1\r\nHost: localhost\r\n'
                 b'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{']
        links = [self.proxy.connect('127.0.0.9') for _ in range(20)]
        started = time.monotonic()
        for i, link in enumerate(links):
            link.sendall(heads[i % 2])
            link.settimeout(SLOW_SECONDS)
        for link in links:
            self.assertEqual(self.house.ask('GET', '/healthz', sender='127.0.0.8')[0], 200)
            while link.recv(4096):
                pass
            link.close()
        self.assertLess(time.monotonic() - started, SLOW_SECONDS)

    def test_a_sender_has_its_rate(self):
        links = [self.proxy.connect('127.0.0.2') for _ in range(8)]
        for link in links:
            link.sendall(b'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n' * 199 + OVERHEAD + b'\r\n')
        said = b''.join(data for link in links for data in iter(lambda: link.recv(65536), b''))
        statuses = re.findall(rb'HTTP/1.1 (\d+) ', said)
        self.assertEqual(set(statuses), {b'200', b'429'})
        self.assertGreaterEqual(statuses.count(b'200'), 100)
        for link in links:
            link.close()
        self.raw_problem(said[said.index(b'HTTP/1.1 429'):], 429, b'rate-limit')
        self.assertEqual(self.house.ask('GET', '/healthz', sender='127.0.0.3')[0], 200)

    def test_enrolment_has_a_rate_of_its_own(self):
        for _ in range(40):
            answer = self.house.ask('POST', '/api/v1/device/token', {'device_code': 'x' * 43},
                                    sender='127.0.0.4')
            if answer[0] == 429:
                break
        self.problem(answer, 429, 'rate-limit')
        self.assertEqual(self.house.ask('GET', '/healthz', sender='127.0.0.4')[0], 200)

    def test_a_sender_has_its_number_of_connections(self):
        tokens = [Kiosk(self.house, f'event {i}').token for i in range(18)]
        links, said = [], []
        for i in range(70):
            links.append(self.proxy.connect('127.0.0.5'))
            links[-1].sendall(b'GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer '
                              + tokens[i // STREAMS].encode() + b'\r\n\r\n')
            said.append(links[-1].recv(12))
        self.assertEqual(said, [b'HTTP/1.1 200'] * 64 + [b'HTTP/1.1 429'] * 6)
        self.assertEqual(self.house.ask('GET', '/healthz', sender='127.0.0.6')[0], 200)
        for link in links:
            link.close()

    def test_the_venues_host_has_api_and_console_and_nothing_else(self):
        self.assertEqual(self.house.ask('GET', '/api/v1/openapi.json')[0], 200)
        for path in ('/metrics', '/readyz', '/problem', '/api/v2/', '/.git/config', '/consoles',
                     '/api/v1/../../metrics', '/console/../metrics', '/f/' + 'a' * 55):
            self.problem(self.house.ask('GET', path), 404, 'not-found')

    def test_other_hosts_are_nobody(self):
        for host in ('collector.example', '10.1.2.3', 'feedback.aftertaste.example', 'x' * 300):
            self.problem(self.house.ask('GET', '/healthz', headers={'Host': host}), 421, 'wrong-host')
        self.assertEqual(self.house.ask('GET', '/healthz', headers={'Host': '127.0.0.1'})[0], 200)

    def test_the_public_host_has_nothing_of_the_api(self):
        for path in ('/', '/api/v1/openapi.json', '/readyz', '/metrics', '/api/v1/batches', '/console',
                     '/console/sign-in'):
            self.assertEqual(self.proxy.ask_public('GET', path)[0], 404)
        self.assertEqual(self.proxy.ask_public('GET', '/healthz')[0], 200)

    def test_guests_pages_are_at_the_public_host_and_nowhere_else(self):
        status, headers, page = self.proxy.ask_public('GET', '/f/' + 'A' * 55)
        self.assertEqual((status, headers['content-type']), (404, 'text/html; charset=utf-8'))
        self.assertIn(b'<h1>', page)
        self.assertEqual(headers['referrer-policy'], 'no-referrer')
        self.assertEqual(self.proxy.ask_public('GET', '/f/pages.css')[1]['content-type'],
                         'text/css; charset=utf-8')
        for path in ('/f/pages.css', '/f/' + 'A' * 55, '/s/AAAAAAAAAA'):
            self.problem(self.house.ask('GET', path), 404, 'not-found')

    def test_the_public_host_is_nobody_elses(self):
        with self.assertRaises(ConnectionError):
            self.proxy.ask_public('GET', '/healthz', host='localhost')
        context = self.proxy.context()
        plain = socket.create_connection(('127.0.0.1', self.proxy.public_port), 10)
        with self.assertRaisesRegex(ssl.SSLError, 'UNRECOGNIZED_NAME'):
            context.wrap_socket(plain, server_hostname='localhost')


class Restarts(unittest.TestCase, Problems):
    def setUp(self):
        self.house = HouseBehindProxy()
        self.addCleanup(self.house.__exit__)
        self.house.set_up().start().proxy.start()

    def test_nobody_notices_that_the_collector_is_started_again(self):
        """Eight kiosks upload while it happens five times."""
        kiosks = [Kiosk(self.house, name) for name in 'ABCDEFGH']
        ended, failed = threading.Event(), []

        def upload(kiosk, sender):
            while not ended.is_set():
                item = kiosk.item()
                envelope = kiosk.envelope(item)
                try:
                    answer = self.house.ask('POST', '/api/v1/batches', envelope, kiosk.token,
                                            sender=sender)
                    if answer[0] != 200 or answer[2]['items'][0]['status'] != 'stored':
                        failed.append(answer)
                except OSError as error:
                    failed.append(error)
        threads = [threading.Thread(target=upload, args=(kiosk, f'127.0.1.{i + 1}'))
                   for i, kiosk in enumerate(kiosks)]
        for thread in threads:
            thread.start()
        for _ in range(5):
            before = kiosks[0].sequence
            while kiosks[0].sequence < before + 5:
                time.sleep(0.01)
            self.assertEqual(self.house.stop(), 0)
            self.house.start()
        ended.set()
        for thread in threads:
            thread.join()
        self.assertEqual(failed, [])
        found = self.house.run('verify')
        self.assertEqual((found['sound'], found['items']), (True, sum(k.sequence for k in kiosks)))

    def test_without_a_collector_there_is_a_503(self):
        self.house.stop()
        self.house.listening.close()
        self.problem(self.house.ask('GET', '/healthz'), 503, 'unavailable')


class Recorder(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

    def __init__(self, path):
        self.heads = []
        super().__init__(path, RecorderHandler)


class RecorderHandler(socketserver.BaseRequestHandler):
    def handle(self):
        head = b''
        while b'\r\n\r\n' not in head:
            head += self.request.recv(65536)
        self.server.heads.append(head.decode().lower())
        self.request.sendall(b'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n')


class Forwarded(unittest.TestCase):
    """What the collector would get to see."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='aftertaste-proxy-')
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, 'http.sock')
        self.recorder = Recorder(path)
        self.addCleanup(self.recorder.server_close)
        self.addCleanup(self.recorder.shutdown)
        threading.Thread(target=self.recorder.serve_forever, daemon=True).start()
        self.proxy = Proxy(folder.name, path)
        self.addCleanup(self.proxy.stop)
        self.proxy.start()

    def test_a_sender_cannot_say_that_he_is_another(self):
        for path in ('/healthz', '/api/v1/events', '/api/v1/device/token', '/api/v1/batches'):
            self.proxy.ask('GET', path, headers={'X-Forwarded-For': '9.9.9.9, 127.0.0.1',
                                                 'Authorization': 'Bearer a',
                                                 'Connection': 'keep-alive, X-Gone',
                                                 'Host': f'LOCALHOST:{self.proxy.port}'},
                           sender='127.0.0.7')
            head = self.recorder.heads[-1]
            self.assertEqual(re.findall('^x-forwarded-for: (.*)\r$', head, re.MULTILINE), ['127.0.0.7'])
            self.assertEqual(re.findall('^host: (.*)\r$', head, re.MULTILINE), ['localhost'])
            self.assertIn('\r\nauthorization: bearer a\r\n', head)


if __name__ == '__main__':
    unittest.main()
