#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other programs read answers, cases and figures with a token of their own: page by page or as
lines, what is in the database and nothing else, and nothing of a guest that was sealed."""

import datetime
import http.client
import json
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'assets', 'demo'))
from fill import Seal  # noqa: E402
from house import House, Kiosk  # noqa: E402

LINES = {'Accept': 'application/x-ndjson'}
ROWS = 120


def rss_kib(pid):
    with open(f'/proc/{pid}/status', encoding='ascii') as file:
        return next(int(line.split()[1]) for line in file if line.startswith('VmRSS'))


class Programs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.settings = tempfile.NamedTemporaryFile('w', suffix='.conf')
        cls.settings.write('[serve]\nbehind-proxy=true\n')
        cls.settings.flush()
        cls.house = House('--config', cls.settings.name).set_up()
        cls.addClassCleanup(cls.house.__exit__)
        cls.kiosk = Kiosk(cls.house)
        cls.other = cls.house.run('venue', 'add', '国贸')['venue']
        cls.all = cls.house.run('api-token', 'add', '财务')['token']
        cls.one = cls.house.run('api-token', 'add', 'branch', '--venue', '国贸')['token']
        cls.house.start(stderr=subprocess.DEVNULL)
        cls.fill()

    @classmethod
    def fill(cls):
        bodies = []
        for number in range(ROWS):
            answers = {'overall': 1 + number % 5, 'recommend': number % 11}
            locale = ('zh-CN', 'zh-TW', 'en')[number % 3]
            bodies.append(cls.kiosk.body(state='complete', locale=locale, answers=answers))
        for first in range(0, ROWS, 40):
            reply = cls.kiosk.send(*(cls.kiosk.item(body) for body in bodies[first:first + 40]))
            assert all(item['status'] == 'stored' for item in reply[2]['items']), reply
        call = cls.kiosk.body(kind='call-staff', state='complete', survey=None, answers={})
        cls.kiosk.send(cls.kiosk.item(call, kind='call-staff'))
        sealed = cls.kiosk.body(state='complete')
        seal = Seal(cls.house.ask('GET', '/api/v1/device/configuration', token=cls.kiosk.token)[2]['house_public_key'])
        sealed['seals'] = [seal.make(sealed['id'], 'words', '等了四十分钟'),
                           seal.make(sealed['id'], 'contact', '{"phone":"13912345678"}')]
        assert cls.kiosk.send(cls.kiosk.item(sealed))[2]['items'][0]['status'] == 'stored'
        cls.sealed = sealed['id']
        cls.sent = {body['id']: body for body in [*bodies, call, sealed]}

    @classmethod
    def own_address(cls):
        """Nobody else's rate is counted against it."""
        cls.address = getattr(cls, 'address', 0) + 1
        return {'X-Forwarded-For': f'198.51.{cls.address // 250}.{cls.address % 250}'}

    def read(self, path, token=None, status=200, **headers):
        found, _, body = self.house.ask('GET', path, token=token or self.all,
                                        headers={**self.own_address(), **headers})
        self.assertEqual(found, status, body)
        return body

    def lines(self, path, token=None):
        link = http.client.HTTPConnection('127.0.0.1', self.house.port, timeout=60)
        link.request('GET', path, headers={**LINES, **self.own_address(), 'Authorization': f'Bearer {token or self.all}'})
        reply = link.getresponse()
        data = reply.read()
        link.close()
        self.assertEqual((reply.status, reply.getheader('Content-Type')),
                         (200, 'application/x-ndjson; charset=utf-8'), data)
        return [json.loads(line) for line in data.decode().split('\n') if line]

    def pages(self, path, limit):
        rows, after = [], ''
        while after is not None:
            page = self.read(f'{path}?limit={limit}' + (f'&after={after}' if after else ''))
            self.assertLessEqual(len(page[path.rsplit('/', 1)[1]]), limit)
            rows += page[path.rsplit('/', 1)[1]]
            after = page['next']
        return rows

    def test_pages_lines_and_what_was_sent_are_the_same(self):
        paged = self.pages('/api/v1/responses', 7)
        self.assertEqual(paged, self.lines('/api/v1/responses'))
        self.assertEqual(sorted(row['id'] for row in paged), sorted(self.sent))
        for row in paged:
            sent = self.sent[row['id']]
            self.assertEqual([row[name] for name in ('answers', 'kind', 'state', 'sitting_id')],
                             [sent[name] for name in ('answers', 'kind', 'state', 'sitting_id')])
            self.assertEqual((row['language'], row['venue'], row['marks']), (sent['locale'], '人民广场', []))
            ended = datetime.datetime.fromisoformat(row['ended'].replace('Z', '+00:00'))
            self.assertLess(abs(ended.timestamp() * 1000 - sent['ended_ms']), 1000)

    def test_as_many_as_the_database_has(self):
        with sqlite3.connect(f'file:{self.house.data}/collector.db?mode=ro', uri=True) as database:
            count = database.execute('SELECT count (*) FROM response').fetchone()[0]
        self.assertEqual(len(self.lines('/api/v1/responses')), count)

    def test_filters_leave_out_the_rest(self):
        english = self.lines('/api/v1/responses?language=en&survey=exit')
        self.assertEqual(len(english), ROWS // 3)
        self.assertEqual({row['language'] for row in english}, {'en'})
        today = english[0]['day']
        self.assertEqual(len(self.lines(f'/api/v1/responses?from={today}&to={today}')), len(self.sent))
        self.assertEqual(self.lines('/api/v1/responses?to=2001-01-01'), [])
        self.assertEqual(self.read(f'/api/v1/responses?venue={self.other}'), {'responses': [], 'next': None})

    def test_cases_have_no_words_and_their_times(self):
        rows = self.pages('/api/v1/cases', 1)
        self.assertEqual(rows, self.lines('/api/v1/cases'))
        self.assertIn('call', {row['kind'] for row in rows})
        for row in rows:
            self.assertTrue(row['flagged'].endswith('Z'))
            self.assertIsNone(row['acknowledged'])

    def test_a_token_for_one_restaurant_sees_no_other(self):
        for path in ('responses', 'cases'):
            self.assertEqual(self.read(f'/api/v1/{path}', token=self.one)[path], [])
            status = self.read(f'/api/v1/{path}?venue={self.house.venue}', token=self.one, status=404)
            self.assertEqual(status['reason'], 'not-found')
        self.read(f'/api/v1/trends?venue={self.house.venue}', token=self.one, status=404)

    def test_several_restaurants_are_a_list_of_one_way(self):
        own, other, nobodys = self.house.venue, self.other, '01890000-0000-7000-8000-000000000000'
        for path in ('responses', 'cases'):
            both = self.lines(f'/api/v1/{path}?venue={own},{other}')
            self.assertEqual(both, self.lines(f'/api/v1/{path}'))
            self.assertEqual(both, self.lines(f'/api/v1/{path}?venue={other}%2C{own},{own}'))
        today = self.lines('/api/v1/responses')[0]['day']
        told = self.read(f'/api/v1/trends?period={today}&venue={own},{other}&table=figure,by-venue')
        self.assertEqual(told['tables'][0]['rows'][0]['n'], ROWS + 1)
        self.assertEqual(sorted(row['name'] for row in told['tables'][1]['rows']), sorted((own, other)))
        self.assertRegex(told['view'], f'^venue={min(own, other)},{max(own, other)}&')
        for path in ('responses', 'cases', 'trends'):
            for token, venues in ((self.one, f'{other},{own}'), (self.all, f'{own},{nobodys}')):
                self.read(f'/api/v1/{path}?venue={venues}', token=token, status=404)
            for venues in (f'{own},', f',{own}', ',', f'{own},,{other}', f'{own};{other}', f'{own}%20{other}',
                           f'{own},*', ','.join([own] * 41)):
                body = self.read(f'/api/v1/{path}?venue={venues}', status=400)
                self.assertEqual(body['detail'], 'venue is the id of one, or of up to 40 with commas between', venues)
            body = self.read(f'/api/v1/{path}?venue={own}&venue={other}', status=400)
            self.assertEqual(body['reason'], 'repeated-parameter')

    def test_what_is_asked_for_wrongly_is_said(self):
        for path, query in (('responses', 'limit=0'), ('responses', 'limit=1001'), ('responses', 'limit=1e3'),
                            ('responses', 'after=x'), ('responses', 'from=2026-02-30'), ('cases', 'language=en'),
                            ('responses', 'language=fr'), ('responses', 'venue=x'), ('responses', 'vanue=1'),
                            ('cases', 'survey=exit'), ('trends', 'period=2026-13'), ('trends', 'table=none'),
                            ('trends', 'reader=fr'), ('trends', 'vanue=1'), ('trends', 'step=hour'),
                            ('trends', 'by=hour&tier=vip'), ('trends', 'table=cases&tier=vip')):
            body = self.read(f'/api/v1/{path}?{query}', status=400)
            self.assertEqual(body['reason'], 'invalid', (path, query))
            self.assertTrue(body['detail'], (path, query))
        self.read('/api/v1/responses?after=01890000-0000-7000-8000-000000000000', status=404)
        self.read('/api/v1/responses?limit=3', status=400, **LINES)

    def test_figures_are_those_of_the_answers(self):
        today = datetime.date.fromisoformat(self.lines('/api/v1/responses')[0]['day'])
        told = self.read(f'/api/v1/trends?period={today}&table=all&reader=en')
        figure = next(table for table in told['tables'] if table['id'] == 'figure')['rows'][0]
        good = sum(body['answers'].get('overall', 0) >= 4 for body in self.sent.values())
        self.assertEqual(figure['n'], ROWS + 1)
        self.assertAlmostEqual(figure['value'], good / (ROWS + 1))
        self.assertLess(figure['low'], figure['value'])
        self.assertGreater(figure['high'], figure['value'])
        self.assertRegex(told['sentence'], '40 %')
        by = self.read(f'/api/v1/trends?period={today}&by=language&reader=en')['tables'][-1]
        self.assertIn(by, told['tables'])
        self.assertEqual(sum(row['n'] for row in by['rows']), ROWS + 1)

    def test_a_token_opens_nothing_after_it_is_revoked(self):
        token = self.house.run('api-token', 'add', 'short')['token']
        self.read('/api/v1/responses', token=token)
        self.assertIn('short', [one['name'] for one in self.house.run('api-token', 'list')['tokens']])
        self.house.run('api-token', 'revoke', 'short')
        self.assertEqual(self.read('/api/v1/responses', token=token, status=401)['reason'], 'token-unknown')
        self.assertRegex(self.house.run('api-token', 'revoke', 'short', status=1), 'No program called short')
        self.assertEqual(self.read('/api/v1/responses', token=self.kiosk.token, status=401)['reason'], 'token-unknown')
        self.read('/api/v1/responses', token='x', status=401)

    def test_what_guests_sealed_is_for_who_may_and_in_the_audit(self):
        token = self.house.run('api-token', 'add', 'callcentre', '--with-contact')['token']
        refused = self.read('/api/v1/responses?with=contact', status=403)
        self.assertEqual(refused['reason'], 'denied')
        self.read('/api/v1/responses?with=passwords', token=token, status=400)
        self.read('/api/v1/cases?with=contact', token=token, status=400)
        rows = self.lines('/api/v1/responses?with=words,contact', token=token)
        opened = {row['id']: (row['words'], row['contact']) for row in rows}
        self.assertEqual(opened[self.sealed], ('等了四十分钟', '{"phone":"13912345678"}'))
        self.assertEqual(set(opened.values()), {(None, None), opened[self.sealed]})
        self.assertNotIn('contact', self.lines('/api/v1/responses')[0])
        told = [(row['action'], row['actor'].split(':')[0]) for row in self.house.run('audit', 'list')['audit']]
        self.assertEqual(told.count(('export.refused', 'program')), 1)
        self.assertEqual(told.count(('export.contact', 'program')), 1)

    def test_who_guesses_tokens_waits(self):
        with House().set_up().start(stderr=subprocess.DEVNULL) as house:
            statuses = [house.ask('GET', '/api/v1/responses', token='A' * 43)[0] for _ in range(100)]
            self.assertEqual(set(statuses), {401, 429})

    def test_who_hangs_up_half_way_costs_nothing(self):
        before = rss_kib(self.house.server.pid)
        for _ in range(200):
            link = socket.create_connection(('127.0.0.1', self.house.port), timeout=30)
            link.sendall(f'GET /api/v1/responses HTTP/1.1\r\nHost: a\r\nAccept: application/x-ndjson\r\n'
                         f'X-Forwarded-For: {self.own_address()["X-Forwarded-For"]}\r\n'
                         f'Authorization: Bearer {self.all}\r\n\r\n'.encode())
            link.recv(100)
            link.close()
        self.assertEqual(len(self.lines('/api/v1/responses')), len(self.sent))
        self.assertLess(rss_kib(self.house.server.pid) - before, 20000)


if __name__ == '__main__':
    unittest.main()
