#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One house is the same in every format: each cell of each row of CSV, JSON Lines, XLSX, SAV and HTML,
wide and long, values and labels, read by programs that are not ours, equals the others and what the
database holds; and filters choose what SQL chooses. With --full in three languages, and all filters
with each other."""

import datetime
import itertools
import json
import os
import sqlite3
import subprocess
import sys
import unittest
import uuid

import sav
import tables
from exports import canonical, Exports, HOSTILE, Kiosk, READSTAT, SOFFICE

IS_FULL = '--full' in sys.argv[1:]
LANGUAGES = ('en', 'zh-CN', 'zh-TW')
CELLS = HOSTILE + ['comment ' + '饭菜很好' * 248, 'trail  ', '_x000D_', '&lt;b>"', '007', '1e5', '2026-10-03', 'TRUE',
                   "'quoted'", '12345678901234567890', '\\n', '\u00a0nb', 'two\n\nlines\n', '50%', '=HYPERLINK("a")',
                   '－1', '\t=1+1', '{"a": [1, null]}', 'null', ' ', '#N/A', '1,000']
# 02:30 on the clock is there twice, an hour apart.
TWICE_MS = (1792888200000, 1792891800000)
LABELS = {'default': 'A "B"', 'zh-cn': '甲，乙', 'zh-tw': '甲、乙'}
CHOICES = [{'value': value, 'text': {**LABELS, 'default': value + ' <b>'}} for value in ('a', 'b', 'gone')]
VERSIONS = ([{'type': 'rating', 'name': 'thing', 'rateMax': 5}, {'type': 'checkbox', 'name': 'mixed', 'choices': CHOICES},
             {'type': 'boolean', 'name': 'flag'}, {'type': 'text', 'name': 'number', 'inputType': 'number'}],
            [{'type': 'comment', 'name': 'thing'}, {'type': 'radiogroup', 'name': 'mixed', 'choices': CHOICES[:2]},
             {'type': 'boolean', 'name': 'flag', 'labelTrue': LABELS}, {'type': 'comment', 'name': 'number-2'}])
ODD = [1, '"']  # of a question that no survey has
# Of those that several can be chosen of.
OPTIONS = {'why': {'service', 'waiting'}, 'loved': {'food'}, 'mixed': {'a', 'b', 'gone'}}
FORMS = {'responses-codes.': ('responses', '--codes'), 'responses-labels.': ('responses', '--labels'),
         'long-codes.': ('responses', '--codes', '--long'), 'long-labels.': ('responses', '--labels', '--long'),
         'cases-codes.': ('cases', '--codes'), 'cases-labels.': ('cases', '--labels'),
         'audit-codes.': ('audit', '--codes'), 'audit-labels.': ('audit', '--labels')}


class Abroad(Kiosk):
    def __init__(self, house, name, venue):
        given = house.run('token', '--name', name, '--venue', venue)
        self.house, self.device, self.token = house, given['device'], given['token']
        self.boot, self.sequence, self.chain = str(uuid.uuid4()), 0, '0' * 64


class Equal(Exports):
    """Two restaurants, all kinds of answers."""

    def setUp(self):
        super().setUp()
        self.house.run('venue', 'add', 'Zur "Ecke", Berlin', '--zone', 'Europe/Berlin', '--cut-off', '04:00')
        self.there = Abroad(self.house, 'B', 'Zur "Ecke", Berlin')
        self.versions = [self.publish(number, questions) for number, questions in enumerate(VERSIONS, 1)]
        self.fill()

    def publish(self, number, questions):
        path = self.path('twice.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump({'title': LABELS, 'aftertaste': {'id': 'twice', 'version': number, 'kind': 'exit'},
                       'pages': [{'name': 'p', 'elements': [{'title': LABELS, **one} for one in questions]}]}, file)
        digest = self.house.run('survey', 'publish', path)['survey']
        os.unlink(path)
        return {'id': 'twice', 'version': str(number), 'digest': digest}

    def bodies(self):
        """Of both kiosks: changes of their bodies."""
        first, second = self.versions
        texts = [{'answers': {'overall': 1 + at % 5, 'why': ['service', 'waiting'][:at % 3], 'words': text},
                  'state': 'complete', 'locale': LANGUAGES[at % 3]} for at, text in enumerate(CELLS)]
        odd = [{'survey': first, 'answers': {'thing': 4, 'mixed': ['gone', 'a'], 'flag': True, 'number': -0.125}},
               {'survey': first, 'answers': {'mixed': ['b'], 'flag': False, 'number': 1e21}},
               {'survey': second, 'answers': {'thing': '=1+1', 'mixed': 'a', 'flag': True, 'number-2': '-5'}},
               {'kind': 'call-staff', 'state': 'complete', 'survey': None, 'answers': {}, 'table': 'A7'},
               {'answers': {'overall': 5, 'loved': ['food']}, 'burst': True, 'locale': 'zh-TW'},
               {'answers': {'overall': 3}, 'table': '12'}, {'answers': {'overall': 3}}]
        return (self.kiosk, texts[::2] + odd), (self.there, texts[1::2] + odd)

    def fill(self):
        self.house.start(stderr=subprocess.DEVNULL)
        for kiosk, changes in self.bodies():
            items = [kiosk.item(kiosk.body(**one), kind='call-staff' if one.get('kind') else 'response')
                     for one in changes]
            for at in range(0, len(items), 20):
                status, _, reply = kiosk.send(*items[at:at + 20])
                self.assertEqual((status, {one['status'] for one in reply['items']}), (200, {'stored'}), reply)
        self.house.stop()
        last, = self.ask('SELECT max (ref) FROM response')[0]
        # What only time brings, or an older program: the hour that is there twice, doubts, an option
        # of no survey, erasure.
        for at, ms in enumerate(TWICE_MS):
            self.execute('UPDATE response SET ended_ms = %d, day = 20751 WHERE ref = %d' % (ms, last - at))
        self.execute('UPDATE response SET marks = 7 WHERE ref %% 9 = 2;'
                     "UPDATE response SET answers = '%s' WHERE ref = 1;"
                     'UPDATE response SET answers = NULL, salt = NULL, table_code = NULL, risk = NULL,'
                     ' erased_ms = 1795000000123 WHERE ref IN (4, %d)'
                     % (canonical({'overall': 'gut', 'why': ['service', 'elves'], 'from-mars': ODD}).decode(),
                        last - 5))

    def ask(self, sql, *values):
        database = sqlite3.connect(os.path.join(self.house.data, 'collector.db'))
        try:
            return database.execute(sql, values).fetchall()
        finally:
            database.close()

    def export(self, name, *words, what='responses'):
        self.run_export(what, *words, '--output', self.path(name))
        return [column['type'] for column in self.manifest(name)['columns']]

    def read(self, name, kinds):
        return tables.read(self.path(name), kinds)

    # -- one against the other ----------------------------------------------------------------

    def expect_same(self, name, rows, others, kinds, slack_ms=0):
        self.assertEqual(len(rows), len(others), name)
        for at, (row, other) in enumerate(zip(rows, others)):
            for column, (kind, cell, found) in enumerate(zip(kinds, row, other, strict=True)):
                if kind == 'time' and cell != '' and slack_ms:
                    self.assertAlmostEqual(cell, found, delta=slack_ms, msg=(name, at, column))
                else:
                    self.assertEqual(found, cell, (name, at, column))

    def export_forms(self, language):
        """All but SAV, which is of one form: {form: columns' types}."""
        return {name: [self.export(name + ending, *words, '--raw', '--reader-language', language, what=what)
                       for ending in ('csv', 'jsonl', 'html', 'xlsx')][0]
                for name, (what, *words) in FORMS.items()}

    def check_forms(self, language):
        kinds = self.export_forms(language)
        if SOFFICE:
            tables.convert([self.path(name + 'xlsx') for name in kinds], self.folder.name)
        for name, types in kinds.items():
            heading, rows = self.read(name + 'csv', types)
            for ending in ('jsonl', 'html') + (('fods',) if SOFFICE else ()):
                with self.subTest(name=name + ending, language=language):
                    its_heading, its_rows = self.read(name + ending, types)
                    # LibreOffice says hundredths of a second.
                    self.expect_same(name + ending, rows, its_rows, types, 10 if ending == 'fods' else 0)
                    if ending != 'jsonl':
                        self.assertEqual(its_heading, heading)
            for column in (at for at, kind in enumerate(types) if kind == 'time'):
                self.assertEqual(tables.read_xlsx_times(self.path(name + 'xlsx'), column),
                                 [row[column] for row in rows if row[column] != ''])

    def check_sav(self, what, language):
        """Values are those of --codes, without blanks at the end; with their labels those of --labels."""
        types = self.export('t.sav', '--reader-language', language, what=what)
        variables, rows = self.read('t.sav', types)
        labelled = [[variable.labels.get(cell, cell) for variable, cell in zip(variables, row)] for row in rows]
        for shown, found in (('codes', rows), ('labels', labelled)):
            heading, others = self.read('%s-%s.csv' % (what, shown), types)
            others = [[cell.rstrip(' ') if kind == 'text' else cell for kind, cell in zip(types, row)]
                      for row in others]
            self.expect_same('%s-%s.sav' % (what, shown), others, found, types)
        for variable, label in zip(variables, heading, strict=True):
            self.assertTrue(variable.label.endswith(label), (variable.label, label))

    def test_every_cell_is_the_same_in_every_format(self):
        self.assertEqual(self.ask('SELECT count (*) > 9 FROM service_case'), [(1,)])
        for language in LANGUAGES if IS_FULL else ('zh-TW',):
            self.check_forms(language)
            for what in ('responses', 'cases', 'audit'):
                self.check_sav(what, language)

    @unittest.skipUnless(READSTAT, 'not installed: readstat')
    def test_sav_is_the_same_for_readstat(self):
        types = self.export('t.sav')
        subprocess.run([READSTAT, self.path('t.sav'), self.path('read.csv')], check=True, capture_output=True, timeout=60)
        table = sav.read(self.path('t.sav'))
        raw = ['number' if kind in ('day', 'time', 'integer') else kind for kind in types]
        heading, rows = self.read('read.csv', raw)
        self.assertEqual(heading, [variable.name for variable in table.variables])
        self.assertEqual(len(rows), len(table.rows))
        for row, other in zip(table.rows, rows):
            for cell, found in zip(row, other, strict=True):
                if isinstance(cell, float):
                    self.assertAlmostEqual(cell, found, delta=max(abs(cell), 1) * 1e-6)
                else:
                    self.assertEqual(found, cell or '')

    # -- and against the database -------------------------------------------------------------

    def expect_answers(self, row, answers):
        """A row of --codes is the answers, no more and no less."""
        more = json.loads(row.pop('more-2') or '{}')
        asked = {}
        for name, cell in row.items():
            question, _, option = name.partition('.')
            if option and cell == '1':
                asked.setdefault(question, set()).add(option)
            elif cell not in ('', '0') or (cell == '0' and not option):
                asked[name] = cell
        expected = {}
        for name, value in answers.items():
            if isinstance(value, list) and name in OPTIONS:
                expected[name] = set(value) & OPTIONS[name]
            elif name not in more:
                expected[name] = str(int(value) if isinstance(value, bool) else value)
        self.assertEqual(more, {name: value for name, value in answers.items() if name in more})
        self.assertEqual(asked, {name: value for name, value in expected.items() if value})

    def test_the_cells_are_what_the_database_holds(self):
        self.export('t.csv', '--codes', '--raw')
        heading, rows = self.read('t.csv', ['text'] * len(self.manifest('t.csv')['columns']))
        stored = {str(uuid.UUID(bytes=ident)): (json.loads(answers or '{}'), ended_ms, marks, burst, erased_ms)
                  for ident, answers, ended_ms, marks, burst, erased_ms in
                  self.ask('SELECT id, answers, ended_ms, marks, burst, erased_ms FROM response')}
        self.assertEqual({row[0] for row in rows}, set(stored))
        self.assertEqual(len(rows), len(stored))
        first = heading.index('overall')
        for row in rows:
            answers, ended_ms, marks, burst, erased_ms = stored[row[0]]
            own = dict(zip(heading, row))
            self.expect_answers(dict(zip(heading[first:], row[first:])), answers)
            self.assertEqual(tables.read_time(own['ended']), ended_ms)
            self.assertEqual(datetime.datetime.fromisoformat(own['ended_local']).timestamp() * 1000, ended_ms)
            self.assertEqual(own['marks'], 'fast repeated crowded' * (marks == 7) + ' ' * (marks == 7 and burst)
                             + 'burst' * burst)
            self.assertEqual(own['erased'] and tables.read_time(own['erased']), erased_ms or '')
        twice = sorted(row[heading.index('ended_local')] for row in rows if '2026-10-25' in row)
        self.assertEqual(twice, ['2026-10-25T02:30:00.000+01:00', '2026-10-25T02:30:00.000+02:00'])

    def test_what_a_spreadsheet_would_run_is_the_same_in_csv_and_html(self):
        types = self.export('t.csv', '--codes')
        self.export('t.html', '--codes')
        self.export('raw.csv', '--codes', '--raw')
        heading, rows = self.read('t.csv', types)
        self.assertEqual(self.read('t.html', types), (heading, rows))
        _, raw = self.read('raw.csv', types)
        changed = [(cell, was) for row, others in zip(rows, raw, strict=True)
                   for cell, was in zip(row, others, strict=True) if cell != was]
        self.assertEqual([cell for cell, _ in changed], ["'" + was for _, was in changed])
        self.assertEqual({was for _, was in changed},
                         {'=1+1', '+cmd|x', '@SUM(A1)', '\ttab', '＝1+1', '=HYPERLINK("a")', '－1', '\t=1+1'})

    # -- which rows ---------------------------------------------------------------------------

    def expect_chosen(self, words, where, values, name='t.csv'):
        found = self.ask('SELECT r.id, r.answers FROM response r JOIN venue v ON v.ref = r.venue'
                         ' LEFT JOIN survey s ON s.ref = r.survey WHERE ' + where, *values)
        types = self.export(name, '--codes', *words)
        said = self.manifest(name)
        self.assertEqual((said['rows'], said['records'], said['records_in_database']), (len(found),) * 3, words)
        if not name.endswith('xlsx') and (found or not name.endswith('jsonl')):
            rows = self.read(name, types)[1]
            self.assertEqual(sorted(row[0] for row in rows), sorted(str(uuid.UUID(bytes=one)) for one, _ in found))
        self.export('long.csv', '--long', *words)
        said = self.manifest('long.csv')
        values = [value for _, answers in found for value in json.loads(answers or '{}').values()]
        self.assertEqual(said['rows'], sum(len(value) if isinstance(value, list) and value != ODD else 1
                                           for value in values), words)
        self.assertEqual((said['records'], said['records_in_database']), (len(found),) * 2, words)

    def test_filters_choose_what_sql_chooses(self):
        venues = [((), '1', ()), (('--venue', '人民广场'), 'v.name = ?', ('人民广场',)),
                  (('--venue', 'Zur "Ecke", Berlin'), 'v.name LIKE ?', ('Zur%',)),
                  (('--venue', 'Zur "Ecke", Berlin', '--venue', '人民广场'), '1', ())]
        surveys = [((), '1', ()), (('--survey', 'twice'), 's.id = ?', ('twice',)),
                   (('--survey', 'exit'), 's.id = ?', ('exit',))]
        languages = [((), '1', ()), (('--language', 'en'), 'r.locale = ?', (2,)),
                     (('--language', 'zh-TW'), 'r.locale = ?', (1,))]
        today, = self.ask('SELECT max (day) FROM response')[0]
        days = [((), '1', ()), (('--to', '2026-10-25'), 'r.day <= ?', (20751,)),
                (('--from', '2026-10-25', '--to', tables.day_of(today - 1)), 'r.day BETWEEN ? AND ?', (20751, today - 1)),
                (('--from', '2026-10-26'), 'r.day > ?', (20751,)), (('--from', '2099-01-01'), '0', ())]
        every = list(itertools.product(venues, surveys, languages, days))
        for number, choice in enumerate(every):
            # Seven is no divisor of how many there are of any: all come up.
            if IS_FULL or number % 7 == 0:
                words, wheres, values = zip(*choice)
                self.expect_chosen(sum(words, ()), ' AND '.join(wheres), sum(values, ()),
                                   't.' + ('csv', 'jsonl', 'html', 'sav', 'xlsx')[number // 7 % 5])


if __name__ == '__main__':
    unittest.main(argv=[word for word in sys.argv if word != '--full'])
