#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real collector on a port of its own, over HTTP: enrolment, uploads, receipts, configuration,
heartbeat, metrics, subcommands beside it, and a kill in the middle."""

import http.client
import json
import os
import re
import signal
import stat
import sys
import unittest
import uuid

sys.dont_write_bytecode = True
from house import House, Kiosk, SURVEYS, canonical, sha  # noqa: E402

LINK_KEY = 'ab' * 32


def receipt(reply, index=0):
    item = reply['items'][index]
    return item['status'], item['reason']


class Collector(unittest.TestCase):
    def setUp(self):
        self.house = House().set_up().start()
        self.addCleanup(self.house.__exit__)
        self.kiosk = Kiosk(self.house)

    def problem(self, answer, status, reason):
        self.assertEqual((answer[0], answer[2].get('reason')), (status, reason), answer)
        self.assertTrue(answer[1]['content-type'].startswith('application/problem+json'))

    def test_an_upload_is_stored_once_and_has_its_receipt(self):
        item = self.kiosk.item()
        status, _, reply = self.kiosk.send(item)
        self.assertEqual(status, 200)
        self.assertEqual(receipt(reply), ('stored', None))
        self.assertEqual((reply['last_sequence'], reply['last_chain']), (1, item['chain']))
        self.assertEqual(reply['items'][0]['digest'], item['digest'])
        again = self.kiosk.send(item)[2]
        self.assertEqual(receipt(again), ('duplicate', None))
        self.assertEqual(again['items'][0]['received_at'], reply['items'][0]['received_at'])
        self.assertEqual(self.house.run('verify')['items'], 1)

    def test_the_same_id_with_other_words_is_a_conflict(self):
        first = self.kiosk.item()
        self.kiosk.send(first)
        self.kiosk.sequence, self.kiosk.chain = 0, '0' * 64
        other = self.kiosk.item({**first['body'], 'answers': {'overall': 1}})
        self.assertEqual(receipt(self.kiosk.send(other)[2]), ('refused', 'conflict'))

    def test_one_bad_item_does_not_stop_the_others(self):
        items = [self.kiosk.item(),
                 self.kiosk.item(self.kiosk.body(answers={'overall': 9})),
                 self.kiosk.item(self.kiosk.body(answers={'nobody-asked': 1})),
                 self.kiosk.item(self.kiosk.body(answers={'overall': '5'})),
                 self.kiosk.item(self.kiosk.body(
                     survey={'id': 'exit', 'version': '9', 'digest': 'ab' * 32})),
                 self.kiosk.item()]
        reply = self.kiosk.send(*items)[2]
        self.assertEqual([receipt(reply, i) for i in range(6)],
                         [('stored', None), ('refused', 'invalid'), ('refused', 'invalid'),
                          ('refused', 'invalid'), ('refused', 'unknown-survey'), ('stored', None)])

    def test_a_definition_makes_its_responses_known(self):
        with open(os.path.join(SURVEYS, 'exit.json'), encoding='utf-8') as file:
            definition = json.load(file)
        definition['aftertaste']['version'] = 7
        digest = sha(canonical(definition))
        response = self.kiosk.item(self.kiosk.body(
            survey={'id': 'exit', 'version': '7', 'digest': digest}))
        self.assertEqual(receipt(self.kiosk.send(response)[2]), ('refused', 'unknown-survey'))
        sent = {'sequence': 0, 'id': str(uuid.uuid4()), 'kind': 'survey-definition',
                'digest': digest, 'body': definition}
        reply = self.kiosk.send(sent, response)[2]
        self.assertEqual([receipt(reply, 0), receipt(reply, 1)], [('stored', None)] * 2)

    def test_only_the_device_itself_may_send(self):
        batch = self.kiosk.envelope(self.kiosk.item())
        ask = self.house.ask
        self.problem(ask('POST', '/api/v1/batches', batch), 401, 'token-missing')
        self.problem(ask('POST', '/api/v1/batches', batch, 'x' * 43), 401, 'token-unknown')
        other = Kiosk(self.house, 'B')
        self.problem(ask('POST', '/api/v1/batches', batch, other.token), 403, 'other-device')
        self.house.run('device', 'revoke', self.kiosk.device)
        self.problem(ask('POST', '/api/v1/batches', batch, self.kiosk.token), 401, 'token-revoked')
        self.assertEqual(self.house.run('verify')['items'], 0)

    def test_what_is_no_envelope_is_refused_whole(self):
        ask = self.house.ask
        for body in (b'{', b'[]', b'{"schema":1}', b'{"schema":1,"schema":1}', b'[' * 5000):
            status, headers, reply = ask('POST', '/api/v1/batches', body, self.kiosk.token)
            self.assertIn(status, (413, 422), body[:20])
            self.assertTrue(headers['content-type'].startswith('application/problem+json'))
        self.assertEqual(ask('POST', '/api/v1/batches', b'x' * 70000, self.kiosk.token)[0], 413)
        self.assertEqual(ask('POST', '/api/v1/batches', b'{}', self.kiosk.token,
                             {'Content-Type': 'text/plain'})[0], 415)

    def test_configuration_has_an_etag_that_follows_what_is_published(self):
        ask = self.house.ask
        status, headers, first = ask('GET', '/api/v1/device/configuration', token=self.kiosk.token)
        self.assertEqual(status, 200)
        self.assertEqual(first['surveys']['exit']['digest'], self.house.survey)
        self.assertRegex(first['house_public_key'], '^[0-9a-f]{64}$')
        known = {'If-None-Match': headers['etag']}
        status, again, body = ask('GET', '/api/v1/device/configuration', token=self.kiosk.token,
                                  headers=known)
        self.assertEqual((status, again['etag'], body), (304, headers['etag'], b''))
        self.house.run('survey', 'publish', os.path.join(SURVEYS, 'complaint.json'))
        status, changed, second = ask('GET', '/api/v1/device/configuration', token=self.kiosk.token,
                                      headers=known)
        self.assertEqual(status, 200)
        self.assertNotEqual(changed['etag'], headers['etag'])
        self.assertIsNotNone(second['surveys']['complaint'])

    def test_a_heartbeat_says_what_is_here_and_what_a_backup_holds(self):
        items = [self.kiosk.item(), self.kiosk.item()]
        self.kiosk.send(*items)
        status, _, reply = self.kiosk.heartbeat()
        self.assertEqual(status, 200)
        self.assertEqual((reply['last_sequence'], reply['last_chain'], reply['backup_sequence']),
                         (2, self.kiosk.chain, 0))
        etag = self.house.ask('GET', '/api/v1/device/configuration', token=self.kiosk.token)[1]['etag']
        self.assertEqual(reply['configuration_etag'], etag)
        self.house.run('backup', os.path.join(self.house.data, 'backup.db'))
        self.assertEqual(self.kiosk.heartbeat()[2]['backup_sequence'], 2)
        self.problem(self.kiosk.heartbeat(queue='1'), 422, 'invalid')

    def test_enrolment_is_by_a_code_that_is_used_once(self):
        ask = self.house.ask
        device = str(uuid.uuid4())
        asked = {'device_id': device, 'link_key': LINK_KEY, 'name': 'A'}
        status, _, codes = ask('POST', '/api/v1/device/authorization', asked)
        self.assertEqual(status, 200)
        self.assertRegex(codes['user_code'], '^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$')
        self.assertEqual((codes['expires_in'], codes['interval']), (600, 5))
        poll = {'device_code': codes['device_code']}
        self.problem(ask('POST', '/api/v1/device/token', poll), 400, 'authorization_pending')
        answer = ask('POST', '/api/v1/device/token', poll)
        self.problem(answer, 400, 'slow_down')
        self.assertTrue(answer[2]['type'].endswith('slow_down'))
        self.house.run('device', 'approve', codes['user_code'].lower().replace('-', ' '))
        self.problem(ask('POST', '/api/v1/device/token', {'device_code': 'x' * 43}), 400,
                     'expired_token')
        self.house.run('device', 'approve', codes['user_code'], status=1)
        self.problem(ask('POST', '/api/v1/device/authorization', {**asked, 'more': 1}), 422, 'invalid')

    def test_a_refused_code_gives_no_token(self):
        ask = self.house.ask
        codes = ask('POST', '/api/v1/device/authorization',
                    {'device_id': str(uuid.uuid4()), 'link_key': LINK_KEY, 'name': 'A'})[2]
        self.house.run('device', 'deny', codes['user_code'])
        self.problem(ask('POST', '/api/v1/device/token', {'device_code': codes['device_code']}), 400,
                     'access_denied')

    def test_an_address_that_asks_for_many_codes_waits(self):
        asked = {'device_id': str(uuid.uuid4()), 'link_key': LINK_KEY, 'name': 'A'}
        answers = [self.house.ask('POST', '/api/v1/device/authorization', asked) for _ in range(12)]
        self.problem(answers[-1], 429, 'too-many-requests')
        self.assertGreaterEqual(int(answers[-1][1]['retry-after']), 1)

    def test_health_and_metrics(self):
        ask = self.house.ask
        self.kiosk.send(self.kiosk.item())
        self.assertEqual(ask('GET', '/healthz')[2], {'status': 'ok'})
        self.assertEqual(ask('GET', '/readyz')[2], {'status': 'ready'})
        status, headers, text = ask('GET', '/metrics')
        self.assertEqual((status, headers['content-type']),
                         (200, 'text/plain; version=0.0.4; charset=utf-8'))
        self.judge_metrics(text.decode())
        self.assertIn(b'\naftertaste_items_total{status="stored"} 1\n', text)
        self.assertNotIn(self.kiosk.device.encode(), text)
        self.assertEqual(ask('GET', '/metrics', headers={'X-Forwarded-For': '192.0.2.1'})[0], 404)

    def judge_metrics(self, text):
        """The grammar of the text format: every sample follows its HELP and TYPE, each once."""
        self.assertTrue(text.endswith('\n'))
        name, seen = None, set()
        for line in text.splitlines():
            told = re.fullmatch(r'# (HELP|TYPE) ([a-z_]+) (.+)', line)
            if told and told.group(1) == 'HELP':
                name = told.group(2)
                self.assertNotIn(name, seen)
                seen.add(name)
            elif told:
                self.assertEqual(told.group(2), name)
                self.assertIn(told.group(3), ('counter', 'gauge'))
                self.assertEqual(told.group(3) == 'counter', name.endswith('_total'))
            else:
                sample = re.fullmatch(r'([a-z_]+)(\{[a-z]+="[a-z0-9_-]+"\})? -?\d+', line)
                self.assertTrue(sample, line)
                self.assertEqual(sample.group(1), name)

    def read_event(self, reply):
        event = {}
        while True:
            line = reply.readline().decode().rstrip('\n')
            if line == '' and event:
                return event
            if line and not line.startswith(':'):
                key, value = line.split(':', 1)
                event[key] = value.strip()

    def follow(self, headers):
        link = http.client.HTTPConnection('127.0.0.1', self.house.port, timeout=30)
        self.addCleanup(link.close)
        link.request('GET', '/api/v1/events',
                     headers={'Authorization': f'Bearer {self.kiosk.token}', **headers})
        reply = link.getresponse()
        self.assertEqual(reply.status, 200)
        self.assertTrue(reply.getheader('Content-Type').startswith('text/event-stream'))
        return reply

    def test_events_are_resumed_where_they_were_left(self):
        reply = self.follow({})
        self.house.run('survey', 'publish', os.path.join(SURVEYS, 'complaint.json'))
        first = self.read_event(reply)
        self.assertEqual(first['event'], 'configuration.changed')
        self.house.run('survey', 'publish', os.path.join(SURVEYS, 'suggestion.json'))
        second = self.read_event(reply)
        again = self.read_event(self.follow({'Last-Event-ID': first['id']}))
        self.assertEqual(again, second)
        stranger = self.read_event(self.follow({'Last-Event-ID': 'other-1'}))
        self.assertEqual(stranger['event'], 'resync')

    def test_what_has_a_receipt_outlives_a_kill(self):
        for _ in range(5):
            self.assertEqual(receipt(self.kiosk.send(self.kiosk.item())[2]), ('stored', None))
        self.house.stop(signal.SIGKILL)
        self.house.start()
        self.assertEqual(self.kiosk.heartbeat()[2]['last_sequence'], 5)
        self.assertEqual(receipt(self.kiosk.send(self.kiosk.item())[2]), ('stored', None))
        self.assertEqual(self.house.stop(), 0)
        found = self.house.run('verify')
        self.assertEqual((found['sound'], found['items']), (True, 6))
        device = found['devices'][0]
        self.assertEqual((device['first'], device['last'], device['complete_to'], device['gaps']),
                         (1, 6, 6, []))
        self.assertEqual(sum(day['count'] for day in device['days']), 6)

    def test_a_gap_is_named_until_it_closes(self):
        first, second, third = (self.kiosk.item() for _ in range(3))
        self.kiosk.send(first)
        self.assertEqual(self.kiosk.send(third)[2]['last_sequence'], 1)
        self.assertEqual(self.house.run('verify')['devices'][0]['gaps'], [[2, 2]])
        self.assertEqual(self.kiosk.send(second)[2]['last_sequence'], 3)
        self.assertEqual(self.house.run('verify')['devices'][0]['gaps'], [])

    def test_a_backup_is_restored_and_the_rest_is_sent_again(self):
        backup = os.path.join(self.house.data, 'backup.db')
        self.kiosk.send(self.kiosk.item())
        self.house.run('backup', backup)
        later = self.kiosk.item()
        self.kiosk.send(later)
        self.assertIn('end it first', self.house.run('restore', backup, status=1))
        self.house.stop()
        self.house.run('restore', backup)
        self.house.start()
        self.assertEqual(self.kiosk.heartbeat()[2]['last_sequence'], 1)
        self.assertEqual(receipt(self.kiosk.send(later)[2]), ('stored', None))

    def test_folder_keys_and_socket_are_the_owners_alone(self):
        for name, mode in (('', 0o700), ('keys', 0o700), ('admin.sock', 0o600), ('collector.db', 0o600)):
            found = os.stat(os.path.join(self.house.data, name)).st_mode
            self.assertEqual(stat.S_IMODE(found), mode, name)
        key = os.listdir(os.path.join(self.house.data, 'keys'))[0]
        self.assertEqual(stat.S_IMODE(os.stat(os.path.join(self.house.data, 'keys', key)).st_mode),
                         0o600)
        before = self.house.run('key', 'list')['keys']
        self.house.run('key', 'rotate')
        self.assertEqual(len(self.house.run('key', 'list')['keys']), len(before) + 1)

    def test_users_have_a_role_and_a_long_password(self):
        self.house.run('user', 'add', 'wang', '--role', 'manager', text='eleven-char\n', status=1)
        self.house.run('user', 'add', 'wang', '--role', 'manager', text='twelve-chars\n')
        self.house.run('user', 'add', 'li', '--role', 'boss', text='twelve-chars\n', status=1)
        users = self.house.run('user', 'list')['users']
        self.assertEqual([(u['name'], u['role']) for u in users], [('wang', 'manager')])

    def test_wrong_use_is_told_apart_from_failure(self):
        self.house.run('no-such-command', status=2)
        self.house.run('venue', 'add', status=2)
        self.house.run('venue', 'add', 'X', '--colour', 'red', status=2)
        self.house.run('device', 'revoke', str(uuid.uuid4()), status=1)
        self.house.run('setup', 'again', status=1)
        self.assertEqual(self.house.run('limits')['api']['batch_items'], 200)


if __name__ == '__main__':
    unittest.main()
