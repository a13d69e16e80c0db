#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-arguments.py GENERATE-HOUSE: what it is told is what it makes; what it cannot make it says, and
makes nothing. What guests do is the other tests'."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop()
UNTIL = '2026-03-31'
REFUSED = {
    (): '--data DIR is needed',
    ('extra',): '“extra” is no option',
    ('--nothing',): '--nothing',
    ('--answers', '0'): '--answers is 1 to',
    ('--answers', '-5'): '--answers is 1 to',
    ('--venues', '0'): '--venues is 1 to',
    ('--days', 'many'): '--days',
    ('--days', '10001'): '--days is 1 to 10000',
    ('--kiosks', '0'): '--kiosks is 1 to',
    ('--hotpot', '1.5'): '--hotpot is 0 to 1',
    ('--hotpot', 'nan'): '--hotpot is 0 to 1',
    ('--until', '2026-02-30'): '“2026-02-30” is no day',
    ('--drop', '0,service,1,3'): 'is not VENUE,ASPECT,FROM,DAYS,POINTS',
    ('--drop', '8,service,1,3,.1'): 'there is no venue 8',
    ('--drop', '0,taste,1,3,.1'): 'there is no aspect “taste”',
    ('--drop', '0,service,1x,3,.1'): 'is not within the 365 days',
    ('--drop', '0,service,-366,3,.1'): 'is not within the 365 days',
    ('--drop', '0,service,1,0,.1'): 'is not within the 365 days',
    ('--drop', '0,service,1,3,.5'): '.5 points cannot be lost',
    ('--drop', '0,service,1,3,-.24'): '-.24 points cannot be lost',
    ('--drop', '0,service,1,3,much'): 'much points cannot be lost',
}


class Arguments(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, *names):
        return os.path.join(self.folder.name, *names)

    def generate(self, *words, status=0):
        """What it says on stderr."""
        done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (status, ''), done.stderr)
        return done.stderr

    def make(self, name, *words):
        self.said = self.generate('--data', self.path(name), '--until', UNTIL, '--venues', '2', '--days', '20',
                                  '--answers', '150', *words)
        with open(self.path(name, 'truth.json'), encoding='utf-8') as file:
            self.truth = json.load(file)

    def ask(self, name, sql):
        database = sqlite3.connect('file:%s?mode=ro' % self.path(name, 'collector.db'), uri=True)
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    def read(self, *names):
        with open(self.path(*names), 'rb') as file:
            return file.read()

    def test_what_cannot_be_made_is_refused_in_a_line(self):
        for words, reason in REFUSED.items():
            place = () if reason.startswith('--data') else ('--data', self.path('none'))
            said = self.generate(*place, *words, status=2)
            self.assertIn(reason, said)
            self.assertTrue(said.startswith('generate-house: ') and said.count('\n') == 1, said)
            self.assertEqual(os.listdir(self.folder.name), [], words)

    def test_a_folder_that_cannot_be_is_told(self):
        with open(self.path('file'), 'w', encoding='ascii'):
            pass
        said = self.generate('--data', self.path('file', 'below'), status=1)
        self.assertIn(self.path('file', 'below') + ' cannot be made', said)
        said = self.generate('--data', self.path('house'), '--surveys', self.path('none'), status=1)
        self.assertIn('hotpot.json', said)
        self.assertEqual(said.count('\n'), 1)

    def test_the_same_seed_makes_the_same_bytes(self):
        digests = 'SELECT id, digest, answers FROM response ORDER BY id'
        for name, seed in (('first', '3'), ('second', '3'), ('other', '4')):
            self.make(name, '--seed', seed, '--plain')
        for name in ('truth.json', 'served.csv'):
            self.assertEqual(self.read('first', name), self.read('second', name))
            self.assertNotEqual(self.read('first', name), self.read('other', name))
        self.assertEqual(self.ask('first', digests), self.ask('second', digests))
        self.assertNotEqual(self.ask('first', digests), self.ask('other', digests))

    def test_days_and_drops_are_where_they_are_said(self):
        self.make('house', '--plain', '--drop', '1,waiting,-6,4,0.2')
        self.assertEqual((self.truth['seed'], self.truth['from'], self.truth['to']), (1, '2026-03-12', UNTIL))
        self.assertEqual(self.truth['drops'], [{'venue': self.truth['venues'][1]['venue'], 'aspect': 'waiting',
                                                'from': '2026-03-26', 'to': '2026-03-29', 'points': 0.2}])
        self.assertEqual(len(self.truth['incidents']), 5)
        for incident in self.truth['incidents']:
            self.assertTrue('2026-03-17' <= incident['day'] <= UNTIL, incident)
        days = self.ask('house', "SELECT date (min (day) * 86400, 'unixepoch'), date (max (day) * 86400, 'unixepoch')"
                                 ' FROM response')
        self.assertTrue(self.truth['from'] <= days[0][0] <= days[0][1] <= UNTIL)

    def test_who_did_not_answer_is_reckoned(self):
        self.make('house', '--plain', '--answers', '600')
        served = {}
        for row in csv.DictReader(self.read('house', 'served.csv').decode().splitlines()):
            served[row['venue']] = served.get(row['venue'], 0) + int(row['guests'])
            self.assertTrue(self.truth['from'] <= row['day'] <= UNTIL)
        stored = dict(self.ask('house', 'SELECT v.name, count(*) FROM response r JOIN venue v ON v.ref = r.venue'
                                        ' GROUP BY 1'))
        for venue in self.truth['venues']:
            self.assertEqual(stored[venue['name']], venue['answered'])
            self.assertAlmostEqual(served[venue['venue']], venue['served'], delta=15)
            self.assertTrue(venue['answered_well'] <= venue['answered'])
            # One of 5.5 to 12.5 guests answers, as their score is.
            self.assertTrue(5.5 * venue['answered'] <= venue['served'] <= 12.5 * venue['answered'])

    def test_the_last_line_counts_what_is_there(self):
        self.make('house', '--plain')
        stored = self.ask('house', 'SELECT count(*) FROM response')[0][0]
        self.assertIn('day 20 of 20, %d responses, 0 cases, ' % stored, self.said)
        self.assertEqual(self.said.count('\n'), 1)
        self.assertEqual(self.ask('house', 'SELECT count(*) FROM service_case'), [(0,)])

    def test_live_has_cases_that_come_to_an_end(self):
        self.make('house', '--live', '--retire', '--answers', '300')
        cases = self.ask('house', 'SELECT flagged_ms, acknowledged_ms, agreed_ms, closed_ms, outcome FROM service_case')
        self.assertIn(', %d cases, ' % len(cases), self.said)
        self.assertGreater(len(cases), 20)
        for flagged, acknowledged, agreed, closed, outcome in cases:
            self.assertTrue(0 < flagged <= acknowledged <= agreed <= closed)
            self.assertIn(outcome, ('compensated', 'not-satisfied'))
        won = sum(case[4] == 'compensated' for case in cases) / len(cases)
        self.assertTrue(.64 - .35 < won < .64 + .35)
        self.assertEqual(self.ask('house', 'SELECT count(*) FROM device WHERE revoked_ms = 0 AND channel = 0'), [(0,)])


if __name__ == '__main__':
    unittest.main()
