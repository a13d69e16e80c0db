#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Codes for guests' phones from the shell and at the console: a table keeps the code it has, revoking
is asked once, nobody does either where they do not work, and what came is shown by day."""

import json
import os
import re
import sqlite3
import sys
import unittest
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House  # noqa: E402
from visitor import Browser  # noqa: E402

PASSWORD = 'three hens and a lantern'
CODE = re.compile('[2-9A-HJ-NP-Z]{10}')
PHONES = '/console/settings/phones/'


class Commands(unittest.TestCase):
    def setUp(self):
        self.house = House()
        self.addCleanup(self.house.__exit__)
        self.house.set_up()

    def codes(self, *words):
        return self.house.run('venue', 'codes', *words)['codes']

    def test_a_table_keeps_its_code(self):
        first = self.codes('--tables', '1-3,A1', '--door')
        self.assertEqual([one['table'] for one in first], [None, '1', '2', '3', 'A1'])
        self.assertEqual(len({one['code'] for one in first}), 5)
        for one in first:
            self.assertRegex(one['code'], CODE)
        again = self.codes('--tables', '3-4', '--door')
        self.assertEqual([one for one in again if one['table'] != '4'], first)

    def test_a_revoked_table_gets_another(self):
        code = self.codes('--tables', '8')[0]['code']
        self.assertIn('revoked', self.codes('--revoke', code)[0])
        after = self.codes('--tables', '8')
        self.assertEqual(len(after), 2)
        self.assertEqual([one['code'] for one in after if 'revoked' in one], [code])

    def test_the_address_is_shown_where_there_is_one(self):
        settings = os.path.join(self.house.folder.name, 'settings')
        with open(settings, 'w', encoding='utf-8') as file:
            file.write('[house]\npublic-address=https://hui.example/\n')
        made = self.codes('--tables', '5', '--config', settings)[0]
        self.assertEqual(made['address'], 'https://hui.example/s/' + made['code'])
        self.assertNotIn('address', self.codes()[0])

    def test_what_cannot_be_done_is_said(self):
        self.assertIn('smaller', self.house.run('venue', 'codes', '--tables', '9-1', status=1))
        self.assertIn('no', self.house.run('venue', 'codes', '--revoke', 'AAAAAAAAAA', status=1))
        self.assertEqual(self.codes(), [])
        self.house.run('venue', 'add', '静安寺')
        self.assertIn('--venue', self.house.run('venue', 'codes', status=1))
        code = self.codes('--venue', '静安寺', '--tables', '1')[0]['code']
        self.house.run('venue', 'codes', '--venue', '人民广场', '--revoke', code, status=1)
        self.assertNotIn('revoked', self.codes('--venue', '静安寺')[0])


class Pages(unittest.TestCase):
    def setUp(self):
        self.house = House()
        self.addCleanup(self.house.__exit__)
        settings = os.path.join(self.house.folder.name, 'settings')
        with open(settings, 'w', encoding='utf-8') as file:
            file.write('[house]\npublic-address=https://hui.example\n')
        self.house.words = ('--config', settings)
        made = self.house.run('setup', '老灶火锅', '--venue', '人民广场', '--language', 'en')
        self.venue = made['venue']
        self.house.start()
        self.owner = Browser(self.house)
        address = urllib.parse.urlparse(made['address']).path
        page = self.owner.get(address)[2]
        self.assertEqual(self.owner.send(page, address, name='mei', public_name='梅姐', new_password=PASSWORD,
                                         again=PASSWORD)[0], 303)
        self.path = PHONES + self.venue

    def codes(self):
        return self.house.run('venue', 'codes')['codes']

    def test_codes_are_added_by_their_tables(self):
        page = self.owner.get('/console/settings/phones')[2]      # there is one restaurant only
        status, headers, _ = self.owner.send(page, self.venue, tables='1-2, A1', door='on')
        self.assertEqual((status, headers['location']), (303, self.path + '?said=saved'))
        made = self.codes()
        self.assertEqual([one['table'] for one in made], [None, '1', '2', 'A1'])
        page = self.owner.get(self.path)[2]
        for one in made:
            self.assertIn('https://hui.example/s/' + one['code'], page.text)

    def test_a_list_that_cannot_be_read_adds_nothing(self):
        page = self.owner.get(self.path)[2]
        for tables in ('', '9-1', '1-5000', 'a table with a very long name'):
            with self.subTest(tables=tables):
                page.forms[-1][1].pop('door', None)
                action, fields = page.form(self.venue)
                fields.pop('door', None)
                status, _, shown = self.owner.ask('POST', action, {**fields, 'tables': tables})
                self.assertEqual(status, 422)
                self.assertIn('Nothing was added.', shown)
                self.assertIn('value="%s"' % tables if tables else 'id="tables"', shown)
        self.assertEqual(self.codes(), [])

    def test_revoking_is_asked_once(self):
        code = self.house.run('venue', 'codes', '--tables', '8')['codes'][0]['code']
        path = f'{self.path}/revoke/{code}'
        asked = self.owner.get(path)[2]
        self.assertNotIn('revoked', self.codes()[0])
        self.assertIn('Table 8', asked.text)
        self.assertEqual(self.owner.send(asked, code)[0], 303)
        self.assertIn('revoked', self.codes()[0])
        self.assertEqual(self.owner.get(path)[0], 404)
        self.assertNotIn(code, self.owner.get(self.path)[2].text)

    def test_each_day_shows_what_came_and_its_marks(self):
        code = self.house.run('venue', 'codes', '--tables', '8')['codes'][0]['code']
        self.assertIn('Nothing was answered on a phone yet.', self.owner.get(self.path)[2].text)
        self.house.stop()
        with sqlite3.connect(os.path.join(self.house.data, 'collector.db')) as database:
            database.execute('INSERT INTO code_day VALUES (?, unixepoch() / 86400, 41, 32, 23, 14, 5)', (code,))
        database.close()
        self.house.start()
        page = self.owner.ask('GET', self.path)[2]
        row = re.search('<tbody>(.*?)</tbody>', page, re.DOTALL).group(1)
        cells = re.findall('<td[^>]*>(.*?)</td>', row, re.DOTALL)
        self.assertEqual(cells[1:], ['Table 8', '41', '32', '23', '14', '5'])
        self.assertIn('What the marks mean', page)

    def test_whoever_does_not_work_there_finds_nothing(self):
        other = self.house.run('venue', 'add', '静安寺')['venue']
        code = self.house.run('venue', 'codes', '--venue', other, '--tables', '1')['codes'][0]['code']
        self.house.run('user', 'add', 'wang', '--role', 'manager', '--venue', '人民广场', text=PASSWORD + '!\n')
        self.house.run('user', 'add', 'li', '--role', 'staff', '--venue', '人民广场', text=PASSWORD + '?\n')
        for name, mark, statuses in (('wang', '!', (200, 404)), ('li', '?', (403, 403))):
            with self.subTest(name=name):
                browser = Browser(self.house)
                door = browser.get('/console/sign-in')[2]
                self.assertEqual(browser.send(door, '/sign-in', name=name, password=PASSWORD + mark)[0], 303)
                own = browser.get(self.path)
                self.assertEqual(own[0], statuses[0])
                self.assertEqual(browser.get(PHONES + other)[0], statuses[1])
                self.assertEqual(browser.get(f'{PHONES}{other}/revoke/{code}')[0], statuses[1])
                if name == 'wang':      # the right form, for somebody else's restaurant
                    _, fields = own[2].form(self.venue)
                    for path in (PHONES + other, f'{PHONES}{other}/revoke/{code}',
                                 f'{self.path}/revoke/{code}'):
                        self.assertEqual(browser.ask('POST', path, {**fields, 'tables': '2'})[0], 404, path)
        left = self.house.run('venue', 'codes', '--venue', other)['codes']
        self.assertEqual(json.dumps(left).count('"code"'), 1)
        self.assertNotIn('revoked', left[0])


if __name__ == '__main__':
    unittest.main()
