#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""aftertaste-export cases: how cases went, as it is stored, without a word of a guest or of staff."""

import json
import sqlite3
import os
import unittest
import uuid

from exports import Exports, READSTAT, SOFFICE

FLAGGED = 1700000000000


class Cases(Exports):
    def complain(self, count=1):
        bodies = []
        for _ in range(count):
            record = str(uuid.uuid4())
            bodies.append({'id': record, 'kind': 'complaint', 'answers': {'what': ['food']}, 'table': 'B2',
                           'survey': {'id': 'complaint', 'version': '1', 'digest': self.complaint},
                           'seals': self.sealed(record, words='汤是冷的')})
        return self.send(*bodies)

    def stored(self, *columns):
        with sqlite3.connect(os.path.join(self.house.data, 'collector.db')) as database:
            found = database.execute(f'SELECT {", ".join(columns)} FROM service_case ORDER BY venue, day, ref')
            rows = [dict(zip(columns, row)) for row in found]
        database.close()
        return rows

    def test_a_row_says_how_the_case_went(self):
        sent, = self.complain()
        self.house.run('user', 'add', 'boss', '--role', 'manager', '--public-name', '王经理', text='a long password\n')
        self.execute(f'''UPDATE service_case SET state = 5, flagged_ms = {FLAGGED}, acknowledged_ms = {FLAGGED} + 90000,
            agreed_ms = {FLAGGED} + 600000, closed_ms = {FLAGGED} + 3600000, waited_open_ms = 120000,
            owner = (SELECT ref FROM user WHERE name = 'boss'), owner_changes = 2, reopened = 1, cost_minor = 8800,
            offered_minor = 5000, stated_cause = 'cold', root_cause = 'kitchen', responsibility = 'house',
            outcome = 'back', channel = 'phone', tier = 4, level = 3, points = 80;''')
        row, = self.table('cases')
        for name, value in (('number', 'A-0001'), ('venue', '人民广场'), ('kind', 'complaint'), ('state', 'recovered'),
                            ('level', 'critical'), ('points', '80'), ('tier', 'vip'), ('table', 'B2'),
                            ('flagged', '2023-11-14T22:13:20.000Z'), ('acknowledged', '2023-11-14T22:14:50.000Z'),
                            ('minutes_to_acknowledge', '1.5'), ('minutes_to_agree', '10'), ('minutes_to_close', '60'),
                            ('minutes_waited', '2'), ('owner', '王经理'), ('owner_changes', '2'), ('reopened', '1'),
                            ('stated_cause', 'cold'), ('root_cause', 'kitchen'), ('responsibility', 'house'),
                            ('outcome', 'back'), ('channel', 'phone'), ('cost_minor', '8800'),
                            ('offered_minor', '5000'), ('asked_minor', ''), ('known_guest', '0'),
                            ('response', sent['id']), ('sitting', sent['sitting_id'])):
            self.assertEqual(row[name], value, name)

    def test_there_are_no_words_and_no_drills(self):
        self.complain(3)
        self.execute('UPDATE service_case SET kind = 3 WHERE ref = 2')
        rows = self.table('cases')
        self.assertEqual(len(rows), 2)
        self.assertNotIn('汤', json.dumps(rows, ensure_ascii=False))
        found = self.manifest()
        self.assertEqual((found['rows'], found['records_in_database']), (2, 2))

    def test_days_and_restaurants_choose(self):
        self.complain(4)
        self.execute('UPDATE service_case SET day = 20000 + ref')  # 20001: 2024-10-05
        self.assertEqual([row['day'] for row in self.table('cases', '--from', '2024-10-06', '--to', '2024-10-07')],
                         ['2024-10-06', '2024-10-07'])
        self.assertEqual(len(self.table('cases', '--period', '2024-10', '--venue', '人民广场')), 4)
        self.assertEqual(len(self.table('cases', '--period', '2024-11')), 0)
        self.run_export('cases', '--survey', 'exit', status=2)
        self.run_export('cases', '--with-contact', '--as', 'x', status=2)

    def test_every_format_has_the_same(self):
        self.complain(3)
        plain = [row['number'] for row in self.table('cases', '--codes')]
        self.assertEqual(plain, ['A-0001', 'A-0002', 'A-0003'])
        for name in ('t.jsonl', 't.html') + (('t.xlsx',) if SOFFICE else ()):
            self.assertEqual([row['number'] for row in self.table('cases', '--codes', name=name)], plain, name)
        if READSTAT:
            rows = self.table('cases', name='t.sav')
            self.assertEqual((len(rows), rows[0]['number']), (3, plain[0]))

    def test_an_empty_house_gives_an_empty_table(self):
        self.assertEqual(self.table('cases'), [])


if __name__ == '__main__':
    unittest.main()
