#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The OpenAPI document is well formed, and the running server does what it says: every operation is
asked well and badly, each reply has a status, a type and a body that the document names, and each
status that it names was seen."""

import json
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import unittest
import uuid

sys.dont_write_bytecode = True
from house import House, Kiosk, PROGRAM  # noqa: E402

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit('python3-jsonschema is missing')

BATCHES, HEARTBEAT, EVENTS = '/api/v1/batches', '/api/v1/device/heartbeat', '/api/v1/events'
CONFIGURATION, CASES = '/api/v1/device/configuration', '/api/v1/device/cases'
TRENDS, PROGRAM_PATHS = '/api/v1/trends', ('/api/v1/responses', '/api/v1/cases', '/api/v1/trends')
APPLY, POLL = '/api/v1/device/authorization', '/api/v1/device/token'


class Document:
    def __init__(self, text):
        self.text = text

    def look_up(self, found):
        while '$ref' in found:
            at = self.text
            for step in found['$ref'].removeprefix('#/').split('/'):
                at = at[step]
            found = at
        return found

    def wrong(self, value, schema):
        """What of VALUE does not fit SCHEMA; None when it does."""
        whole = {**schema, 'components': self.text['components']}
        return next((f'{list(e.path)}: {e.message}' for e in Draft202012Validator(whole).iter_errors(value)), None)


class Settings:
    """Settings for a House, in a file of their own."""

    def __init__(self, *lines):
        self.file = tempfile.NamedTemporaryFile('w', suffix='.conf')
        self.file.write('\n'.join(('[serve]', *lines, '')))
        self.file.flush()

    def words(self):
        return '--config', self.file.name


class Cramped(House):
    """A collector whose files may not grow where it is told so."""

    def start(self, stderr=subprocess.DEVNULL):
        kept = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self.server = subprocess.Popen([PROGRAM, 'serve', '--data', self.data, '--listen', '127.0.0.1:0', *self.words],
                                       stdout=subprocess.PIPE, stderr=stderr, text=True, restore_signals=False)
        signal.signal(signal.SIGXFSZ, kept)
        self.port = int(self.server.stdout.readline().rsplit(':', 1)[1])
        return self

    def limit(self, size):
        resource.prlimit(self.server.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


class OpenApi(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.settings = Settings('device-requests-per-minute=1000000', 'behind-proxy=true')
        cls.house = House(*cls.settings.words()).set_up().start(stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.house.__exit__)
        cls.program = cls.house.run('api-token', 'add', 'finance')['token']
        cls.document = Document(cls.house.ask('GET', '/api/v1/openapi.json')[2])
        cls.asked, cls.address = set(), 0

    def own_address(self):
        """Nobody else's rate is counted against it."""
        type(self).address += 1
        return {'X-Forwarded-For': f'198.51.{self.address // 250}.{self.address % 250}'}

    def ask(self, method, path, house=None, **how):
        """Asks and holds the reply against the document."""
        operation = self.document.text['paths'][path][method.lower()]
        if path in (APPLY, POLL, *PROGRAM_PATHS):
            how['headers'] = {**self.own_address(), **how.get('headers', {})}
        status, headers, body = (house or self.house).ask(method, path, **how)
        self.note(operation['operationId'], status)
        self.assertIn(str(status), operation['responses'], (method, path, body))
        told = self.document.look_up(operation['responses'][str(status)])
        for name, header in told.get('headers', {}).items():
            self.assertTrue(name.lower() in headers or not header.get('required'), name)
        kind = headers.get('content-type', '').split(';')[0]
        self.assertTrue(kind in told['content'] if kind else 'content' not in told, (method, path, status))
        if kind.endswith('json') and 'ndjson' not in kind:
            self.assertIsNone(self.document.wrong(body, told['content'][kind]['schema']), body)
        if status in (429, 503):
            self.assertGreaterEqual(int(headers['retry-after']), 1)
        return status, body

    def note(self, name, status):
        self.asked.add((name, str(status)))

    def good(self, kiosk):
        """A body for each operation that takes one."""
        return {
            BATCHES: kiosk.envelope(kiosk.item()),
            HEARTBEAT: {'schema': 1, 'version': '0.1', 'queue': 0, 'disk_free_bytes': 1, 'clock_ms': 1,
                        'boot_id': kiosk.boot, 'monotonic_ms': 1, 'printer': None},
            APPLY: {'device_id': str(uuid.uuid4()), 'link_key': 'ab' * 32, 'name': 'B'},
        }

    def test_the_document_is_well_formed(self):
        text = self.document.text
        self.assertRegex(text['openapi'], r'^3\.1\.\d+$')
        names, pointers = [], re.findall(r"'\$ref': '([^']+)'", str(text))
        for pointer in pointers:
            self.document.look_up({'$ref': pointer})
        for path, operations in text['paths'].items():
            self.assertRegex(path, '^/[a-z0-9/_.]+$')
            for method, operation in operations.items():
                self.assertIn(method, ('get', 'post'))
                self.assertTrue(operation['summary'].endswith(('.', '?')), path)
                self.assertTrue(operation['description'].endswith('.'), path)
                self.assertEqual(method == 'post', 'requestBody' in operation)
                self.assertLessEqual(set(operation['tags']), {tag['name'] for tag in text['tags']})
                names.append(operation['operationId'])
        self.assertEqual(len(names), len(set(names)))
        used = {p.rsplit('/', 1)[1] for p in pointers}
        parts = set(text['components']['schemas']) | set(text['components']['parameters'])
        self.assertEqual(used - {'Problem'}, parts - {'Problem'})
        for schema in text['components']['schemas'].values():
            Draft202012Validator.check_schema(schema)

    def test_other_methods_are_refused_everywhere(self):
        for path, operations in self.document.text['paths'].items():
            for method in ('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'TRACE'):
                if method.lower() not in operations:
                    status, headers, body = self.house.ask(method, path)
                    self.assertEqual((status, body['reason']), (405, 'method-not-allowed'), (method, path))
                    self.assertIn(next(iter(operations)).upper(), headers['allow'])

    def test_every_operation_well_and_badly(self):
        kiosk = Kiosk(self.house)
        for path, body in self.good(kiosk).items():
            schema = self.document.text['paths'][path]['post']['requestBody']['content'][
                'application/json']['schema']
            self.assertIsNone(self.document.wrong(body, schema))
            reply = self.ask('POST', path, body=body, token=kiosk.token)
            self.assertEqual(reply[0], 200, reply)
            self.judge_bad(path, body, schema, kiosk.token)
        for path, operations in self.document.text['paths'].items():
            if 'get' in operations:
                token = self.program if path in PROGRAM_PATHS else kiosk.token
                if path != EVENTS:
                    self.assertEqual(self.ask('GET', path, token=token)[0], 200)
                self.assertEqual(self.ask('GET', path, token=token, body=b'{}')[0], 413)
            method, operation = next(iter(operations.items()))
            if operation.get('security') != []:
                self.assertEqual(self.ask(method.upper(), path, body=self.good(kiosk).get(path))[0], 401)

    def judge_bad(self, path, body, schema, token):
        """Each member once missing and once of another type, and one too many: never a 200."""
        bad = [{**body, 'surplus': 1}, [], 'text']
        for name in body:
            bad.append({k: v for k, v in body.items() if k != name})
            bad.append({**body, name: {'of': 'another type'}})
        for wrong in bad:
            self.assertIsNotNone(self.document.wrong(wrong, schema), wrong)
            self.assertIn(self.ask('POST', path, body=wrong, token=token)[0], (413, 422), wrong)
        self.assertEqual(self.ask('POST', path, body=b'x' * 70000, token=token)[0], 413)
        self.assertEqual(self.ask('POST', path, body=body, token=token,
                                  headers={'Content-Type': 'text/plain'})[0], 415)

    def test_enrolment(self):
        application = self.good(Kiosk(self.house))[APPLY]
        codes = self.ask('POST', APPLY, body=application)[1]
        poll = {'device_code': codes['device_code']}
        self.assertEqual(self.ask('POST', POLL, body=poll)[0], 400)
        self.judge_bad(POLL, poll, {'$ref': '#/components/schemas/DeviceCode'}, None)
        self.house.run('device', 'approve', codes['user_code'])
        self.assertEqual(self.ask('POST', POLL, body=poll)[0], 200)
        self.assertEqual(self.ask('POST', POLL, body=poll)[1]['reason'], 'expired_token')
        self.assertEqual(self.ask('POST', APPLY, body={**application, 'link_key': 'cd' * 32})[0], 409)
        refused = self.ask('POST', APPLY, body=self.good(Kiosk(self.house, 'C'))[APPLY])[1]
        self.house.run('device', 'deny', refused['user_code'])
        self.assertEqual(self.ask('POST', POLL, body={'device_code': refused['device_code']})[1]['reason'], 'access_denied')

    def test_what_depends_on_who_asks(self):
        kiosk, other = Kiosk(self.house), Kiosk(self.house, 'B')
        self.assertEqual(self.ask('POST', BATCHES, body=kiosk.envelope(kiosk.item()), token=other.token)[0], 403)
        etag = self.house.ask('GET', CONFIGURATION, token=kiosk.token)[1]['etag']
        self.assertEqual(self.ask('GET', CONFIGURATION, token=kiosk.token, headers={'If-None-Match': etag})[0], 304)
        self.assertEqual(self.ask('GET', '/metrics', headers={'X-Forwarded-For': '192.0.2.1'})[0], 404)

    def test_what_programs_are_told_and_how_they_are_refused(self):
        kiosk = Kiosk(self.house)
        kiosk.send(*(kiosk.item() for _ in range(3)))
        call = kiosk.body(kind='call-staff', state='complete', survey=None, answers={})
        kiosk.send(kiosk.item(call, kind='call-staff'))
        for path in PROGRAM_PATHS:
            self.assertEqual(self.ask('GET', path, token=kiosk.token)[0], 401)
            self.assertEqual(self.house.ask('GET', path + '?surplus=1', token=self.program,
                                            headers=self.own_address())[0], 400)
            self.note(self.document.text['paths'][path]['get']['operationId'], 400)
            self.assertEqual(self.house.ask('GET', f'{path}?venue={uuid.uuid4()}', token=self.program,
                                            headers=self.own_address())[0], 404)
            self.note(self.document.text['paths'][path]['get']['operationId'], 404)
            self.assertEqual(self.house.ask('GET', path + '?with=contact', token=self.program,
                                            headers=self.own_address())[0], 403 if path == PROGRAM_PATHS[0] else 400)
            self.note('listResponses', 403)
            address = self.own_address()
            while self.house.ask('GET', path, headers=address)[0] != 429:
                pass
            self.note(self.document.text['paths'][path]['get']['operationId'], 429)
        for path in PROGRAM_PATHS[:2]:
            page = self.ask('GET', path, token=self.program)[1]
            self.assertGreater(len(page[path.rsplit('/', 1)[1]]), 0)
            headers = {'Accept': 'application/x-ndjson', **self.own_address()}
            lines = self.house.ask('GET', path, token=self.program, headers=headers, is_raw=True)[2]
            schema = self.document.text['paths'][path]['get']['responses']['200']['content'][
                'application/x-ndjson']['schema']
            for line in lines.splitlines():
                self.assertIsNone(self.document.wrong(json.loads(line), schema), line)
        self.assertIsNone(self.document.wrong(self.ask('GET', TRENDS, token=self.program)[1],
                                              {'$ref': '#/components/schemas/Trends'}))

    def test_cases_and_who_may_open_the_desk_are_as_described(self):
        kiosk = Kiosk(self.house)
        self.house.run('user', 'add', 'wang', '--role', 'manager', '--public-name', '王经理', '--venue', self.house.venue,
                       text='correct horse battery staple\n')
        self.house.run('user', 'pin', 'wang', text='270419\n')
        call = kiosk.body(kind='call-staff', state='complete', survey=None, answers={})
        self.assertEqual(kiosk.send(kiosk.item(call, kind='call-staff'))[2]['items'][0]['status'], 'stored')
        cases = self.ask('GET', CASES, token=kiosk.token)[1]['cases']
        self.assertIn(call['id'], [case['response_id'] for case in cases])
        desk = self.ask('GET', CONFIGURATION, token=kiosk.token)[1]['desk']
        self.assertEqual([(one['name'], one['role']) for one in desk['staff']], [('王经理', 'manager')])

    def test_who_asks_too_often_waits(self):
        settings = Settings('device-requests-per-minute=10')
        with House(*settings.words()).set_up().start(stderr=subprocess.DEVNULL) as house:
            kiosk = Kiosk(house)
            for _ in range(5):
                kiosk.heartbeat()
            for method, path in (('POST', BATCHES), ('POST', HEARTBEAT), ('GET', CONFIGURATION), ('GET', CASES),
                                 ('GET', EVENTS)):
                body = self.good(kiosk).get(path)
                self.assertEqual(self.ask(method, path, house=house, body=body, token=kiosk.token)[0], 429)
            for path, body in ((APPLY, self.good(kiosk)[APPLY]), (POLL, {'device_code': 'A' * 43})):
                while house.ask('POST', path, body)[0] != 429:
                    pass
                self.assertEqual(self.ask('POST', path, house=house, body=body)[0], 429)

    def test_a_house_that_is_not_set_up_is_not_ready(self):
        with House().start(stderr=subprocess.DEVNULL) as house:
            self.assertEqual(self.ask('GET', '/readyz', house=house)[0], 503)

    def test_what_cannot_be_written_waits(self):
        """A disk without room: asked to come again, and taken when there is room."""
        settings = Settings('device-requests-per-minute=1000000')
        with Cramped(*settings.words()).set_up().start() as house:
            kiosk = Kiosk(house)
            poll = {'device_code': house.ask('POST', APPLY, self.good(kiosk)[APPLY])[2]['device_code']}
            bodies = {**self.good(kiosk), POLL: poll}
            house.limit(4096)
            for path, body in bodies.items():
                self.assertEqual(self.ask('POST', path, house=house, body=body, token=kiosk.token)[0], 503, path)
            house.limit(resource.RLIM_INFINITY)
            for path in (BATCHES, HEARTBEAT):
                self.assertEqual(self.ask('POST', path, house=house, body=bodies[path], token=kiosk.token)[0], 200, path)

    def enrol_quickly(self):
        """A token, as the subcommand gets it from the running collector."""
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(30)
            link.connect(f'{self.house.data}/admin.sock')
            link.sendall(b'{"command":"token","arguments":{}}\n')
            with link.makefile() as answer:
                return json.loads(answer.readline())['reply']['token']

    def open_stream(self, token):
        link = socket.create_connection(('127.0.0.1', self.house.port), timeout=30)
        self.addCleanup(link.close)
        link.sendall(f'GET {EVENTS} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n\r\n'.encode())
        head = b''
        while b'\r\n\r\n' not in head:
            head += link.recv(4096)
        return head.decode().split('\r\n')

    def test_events_are_a_stream_of_which_there_are_only_so_many(self):
        most = self.house.run('limits')['http']['event_streams']
        for number in range(most):
            if number % 4 == 0:  # none has more
                token = self.enrol_quickly()
            head = self.open_stream(token)
            self.assertEqual(head[0], 'HTTP/1.1 200 OK')
        self.assertIn('Content-Type: text/event-stream; charset=utf-8', head)
        self.note('followEvents', 200)
        self.assertEqual(self.ask('GET', EVENTS, token=self.enrol_quickly())[1]['reason'], 'stream-limit')

    @classmethod
    def tearDownClass(cls):
        """Whatever the document names has been seen."""
        named = {(operation['operationId'], status)
                 for operations in cls.document.text['paths'].values()
                 for operation in operations.values() for status in operation['responses']}
        assert named == cls.asked, f'named and never seen: {sorted(named - cls.asked)}'


if __name__ == '__main__':
    unittest.main()
