#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""aftertaste-export trends: what is written is what a recount of the answers themselves gives, the
parts add up to the whole, nobody is shown in a handful, and every format says the same."""

import collections
import csv
import hashlib
import json
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import unittest
import zipfile
from datetime import date, timedelta

PROGRAM = os.environ['AFTERTASTE_EXPORT']
COLLECTOR = os.environ['AFTERTASTE_COLLECTOR']
GENERATE = os.environ['AFTERTASTE_GENERATE']
SURVEYS = os.environ['AFTERTASTE_SURVEYS']
EPOCH = date(1970, 1, 1)
EXIT = 0
SLICES = ('day-part', 'survey', 'language', 'channel', 'tier', 'hour')


def number_of(day):
    return (day - EPOCH).days


class Trends(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.data = os.path.join(cls.folder, 'house')
        for words in ([COLLECTOR, 'setup', '回味', '--data', cls.data],
                      [GENERATE, '--data', cls.data, '--surveys', SURVEYS, '--answers', '1500', '--venues', '3',
                       '--days', '70', '--plain', '--seed', '5']):
            subprocess.run(words, check=True, capture_output=True, timeout=300)
        database = sqlite3.connect(f'file:{cls.data}/collector.db?mode=ro', uri=True)
        cls.answers = [(venue, EPOCH + timedelta(days=day), json.loads(answers).get('overall'))
                       for venue, day, answers in database.execute(
                           'SELECT v.name, r.day, r.answers FROM response r JOIN venue v ON v.ref = r.venue'
                           ' WHERE r.kind = ? AND r.burst = 0 AND r.marks = 0 AND r.answers IS NOT NULL', (EXIT,))]
        cls.answers = [answer for answer in cls.answers if answer[2] is not None]
        cls.all = [(EPOCH + timedelta(days=day), kind, state, hour, json.loads(answers or '{}'))
                   for day, kind, state, hour, answers in database.execute(
                       'SELECT day, kind, state, hour, answers FROM response WHERE burst = 0 AND marks = 0')]
        database.close()
        last = max(day for _, day, _ in cls.answers)
        cls.period = (last - timedelta(days=20), last)

    def run_export(self, *words):
        # A configuration of this machine's own must not speak here.
        environment = {**os.environ, 'XDG_CONFIG_HOME': '/nonexistent'}
        done = subprocess.run([PROGRAM, 'trends', '--data', self.data, *words], capture_output=True, timeout=60,
                              check=False, env=environment)
        return done.returncode, done.stdout, done.stderr.decode()

    def export(self, *words, ending='csv'):
        path = os.path.join(self.folder, f'{self.id()}.{ending}')
        period = f'{self.period[0]}..{self.period[1]}'
        status, output, said = self.run_export('--period', period, '--output', path, *words)
        self.assertEqual((status, output, said), (0, b'', ''))
        return path

    def rows(self, *words):
        with open(self.export(*words), encoding='utf-8-sig', newline='') as file:
            return list(csv.DictReader(file))

    def inside(self, venue=None):
        return [score for name, day, score in self.answers
                if self.period[0] <= day <= self.period[1] and venue in (None, name)]

    def expect(self, row, scores):
        self.assertEqual(int(row['n']), len(scores))
        if scores:
            self.assertAlmostEqual(float(row['value']), sum(score >= 4 for score in scores) / len(scores), 12)
            self.assertLessEqual(float(row['low']), float(row['value']))
            self.assertGreaterEqual(float(row['high']), float(row['value']))

    def test_days_are_as_recounted(self):
        rows = self.rows('--table', 'points', '--step', 'day', '--enough', '1', '--few', '1')
        self.assertEqual(rows[-1]['to'], str(self.period[1]))
        for row in rows:
            day = date.fromisoformat(row['from'])
            self.expect(row, [score for _, of, score in self.answers if of == day])

    def test_by_week_is_the_points_of_weeks(self):
        self.assertEqual(self.rows('--by', 'week'), self.rows('--table', 'points', '--step', 'week'))

    def test_weeks_add_up_to_the_period(self):
        rows = [row for row in self.rows('--table', 'points', '--step', 'week', '--few', '1')
                if row['from'] >= str(self.period[0])]
        self.assertEqual(sum(int(row['n']) for row in rows), len(self.inside()))

    def test_the_figure_and_the_one_before(self):
        now, before = self.rows('--table', 'figure')
        self.expect(now, self.inside())
        first = self.period[0] - timedelta(days=21)
        self.assertEqual((before['from'], before['to']), (str(first), str(self.period[0] - timedelta(days=1))))
        self.expect(before, [score for _, day, score in self.answers if first <= day < self.period[0]])
        self.assertAlmostEqual(float(now['change']), float(now['value']) - float(before['value']), 12)

    def test_restaurants_are_as_recounted(self):
        rows = self.rows('--by', 'venue', '--labels', '--few', '1')
        names = {venue for venue, _, _ in self.answers}
        key = next(iter(rows[0]))
        self.assertEqual({row[key] for row in rows}, names)
        plain = {row['name']: row for row in self.rows('--by', 'venue', '--few', '1')}
        self.assertEqual(len(plain), len(names))
        for name in names:
            own, = self.rows('--table', 'figure', '--venue', name)[:1]
            self.expect(own, self.inside(name))
        self.assertEqual(sum(int(row['n']) for row in plain.values()), len(self.inside()))

    def test_parts_add_up_to_the_whole(self):
        for part in SLICES:
            rows = self.rows('--by', part, '--few', '1')
            self.assertEqual(sum(int(row['n']) for row in rows), len(self.inside()), part)
        rows = self.rows('--table', 'hours', '--few', '1')
        self.assertEqual(sum(int(row['n']) for row in rows), len(self.inside()))

    def test_two_restaurants_are_added_up(self):
        names = sorted({venue for venue, _, _ in self.answers})[:2]
        words = [word for name in names for word in ('--venue', name)]
        for part in SLICES:
            rows = self.rows('--by', part, '--few', '1', *words)
            self.assertEqual(sum(int(row['n']) for row in rows), sum(len(self.inside(name)) for name in names))

    def test_hours_are_as_recounted(self):
        shown = {(int(row['weekday']), int(row['hour'])): row
                 for row in self.rows('--table', 'hours', '--enough', '1', '--few', '1')}
        scores = {}
        for day, kind, _, hour, answers in self.all:
            if kind == EXIT and 'overall' in answers and self.period[0] <= day <= self.period[1]:
                scores.setdefault((day.isoweekday(), hour), []).append(answers['overall'])
        self.assertEqual(shown.keys(), scores.keys())
        for key, own in scores.items():
            self.expect(shown[key], own)

    def test_scores_are_as_recounted(self):
        own = self.inside()
        rows = self.rows('--table', 'scores')
        self.assertEqual([int(row['score']) for row in rows], [1, 2, 3, 4, 5])
        for row in rows:
            count = own.count(int(row['score']))
            self.assertEqual(int(row['n']), count)
            self.assertAlmostEqual(float(row['share']), count / len(own), 12)
            self.assertLessEqual(float(row['low']), count / len(own))
            self.assertGreater(float(row['high']), count / len(own))
        for row in self.rows('--table', 'shares', '--step', 'week', '--enough', '1', '--few', '1'):
            self.assertAlmostEqual(sum(float(row[f'score-{score}']) for score in range(1, 6)), 1, 12)
            for score in range(1, 6):
                self.assertLess(float(row[f'score-{score}-low']), float(row[f'score-{score}-high']))

    def test_answers_and_returns_are_as_recounted(self):
        own = [row for row in self.all if self.period[0] <= row[0] <= self.period[1] and row[1] == EXIT]
        shown = {row['what']: row for row in self.rows('--table', 'answers', '--enough', '1')}
        for name, state in (('complete', 0), ('partial', 1), ('tap', 2)):
            self.assertEqual(int(shown[name]['n']), sum(row[2] == state for row in own), name)
        begun = len(own)
        self.assertEqual(int(shown['completion']['n']), begun)
        self.assertAlmostEqual(float(shown['completion']['share']), int(shown['complete']['n']) / begun, 12)
        self.assertNotIn('response', shown)
        returns = {row['answer']: int(row['n']) for row in self.rows('--table', 'return')}
        for name in ('yes', 'perhaps', 'no'):
            self.assertEqual(returns[name], sum(row[4].get('return') == name for row in own), name)

    def test_a_part_alone_is_the_row_of_its_table(self):
        for row in self.rows('--by', 'language', '--few', '1'):
            alone = self.rows('--table', 'figure', '--language', row['name'], '--few', '1')[0]
            self.assertEqual((alone['n'], alone['value']), (row['n'], row['value']))

    def test_nobody_stands_in_a_handful(self):
        path = self.export('--table', 'all', '--step', 'day')
        with open(path, encoding='utf-8-sig', newline='') as file:
            cells = list(csv.DictReader(file))
        tables = {cell['table'] for cell in cells}
        self.assertTrue({'figure', 'points', 'by-venue', 'hours', 'aspects', 'answers'} <= tables)
        for cell in cells:
            if cell['column'] == 'n' and (cell['table'] in ('points', 'shares', 'hours')
                                          or cell['table'].startswith('by-')):
                self.assertFalse(0 < float(cell['number'] or 0) < 5, cell)
        with open(path + '.manifest.json', encoding='utf-8') as file:
            manifest = json.load(file)
        hidden = {item['what']: item for item in manifest['suppressed']}
        self.assertIn('hours', hidden)
        self.assertIn('fewer than 5', hidden['hours']['why'])
        self.assertGreater(hidden['hours']['count'], 0)

    def test_not_enough_is_no_figure(self):
        for row in self.rows('--table', 'points', '--step', 'day', '--enough', '40'):
            self.assertEqual(row['value'] == '', not row['n'] or int(row['n']) < 40, row)

    def test_formats_say_the_same(self):
        plain = self.rows('--by', 'channel', '--few', '1')
        with open(self.export('--by', 'channel', '--few', '1', ending='jsonl'), encoding='utf-8') as file:
            lines = [json.loads(line) for line in file]
        self.assertEqual(len(lines), len(plain))
        for line, row in zip(lines, plain):
            self.assertEqual(line['name'], row['name'])
            self.assertEqual(line['value'], float(row['value']))
        with zipfile.ZipFile(self.export('--by', 'venue', ending='xlsx')) as book:
            self.assertTrue(any(name.startswith('xl/charts/') for name in book.namelist()))
        with open(self.export('--by', 'channel', ending='html'), encoding='utf-8') as file:
            self.assertIn('<table', file.read())

    def tables_of(self, path):
        with open(path + '.manifest.json', encoding='utf-8') as file:
            return json.load(file)['tables']

    def read_book(self, path):
        """The rows of each sheet by its name, as LibreOffice shows them."""
        options = '44,34,76,1,,0,false,true,false,false,false,-1'
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--convert-to',
                            f'csv:Text - txt - csv (StarCalc):{options}', '--outdir', f'{folder}/out', path],
                           check=True, capture_output=True, timeout=120)
            sheets = {}
            start = os.path.splitext(os.path.basename(path))[0] + '-'
            for name in os.listdir(f'{folder}/out'):
                with open(f'{folder}/out/{name}', encoding='utf-8', newline='') as file:
                    sheets[name.removeprefix(start).removesuffix('.csv')] = list(csv.reader(file))
            return sheets

    def expect_cell(self, shown, plain):
        """@shown in the workbook is @plain of CSV, as people read it."""
        if plain == '':
            self.assertIn(shown, ('', 'not shown', 'not enough'))
        elif shown.endswith('%'):
            self.assertAlmostEqual(float(shown[:-1].lstrip('+')) / 100, float(plain), 3)
        elif re.fullmatch(r'\d+:\d\d:\d\d', shown):
            hours, minutes, seconds = map(int, shown.split(':'))
            self.assertAlmostEqual(hours * 3600 + minutes * 60 + seconds, float(plain), delta=1)
        elif shown != plain:
            self.assertAlmostEqual(float(shown), float(plain), 1)

    def test_a_workbook_has_a_sheet_for_each_table(self):
        if not shutil.which('soffice'):
            self.skipTest('soffice is not installed')
        words = ('--reader-language', 'en', '--step', 'week')
        path = self.export('--table', 'all', *words, ending='xlsx')
        tables = self.tables_of(path)
        sheets = self.read_book(path)
        self.assertGreater(len(tables), 12)
        self.assertEqual(len([name for name in sheets if not name.endswith(', chart')]), len(tables) + 1)
        front = sheets['Overview']
        sentence, = front[2][:1]
        self.assertRegex(sentence, r'^Satisfaction')
        self.assertEqual([row[1] for row in front[-len(tables):]], [table['title'] for table in tables])
        for table in tables:
            plain = self.export('--table', table['table'], '--labels', *words)
            with open(plain, encoding='utf-8-sig', newline='') as file:
                rows = list(csv.reader(file))
            sheet, = (rows for name, rows in sheets.items()
                      if name == table['title'] or (name.endswith('…') and table['title'].startswith(name[:-1])))
            self.assertEqual(len(sheet), len(rows), table)
            self.assertEqual(len(rows) - 1, table['rows'])
            for shown, row in zip(sheet[1:], rows[1:]):
                for cell, text in zip(shown, row):
                    self.expect_cell(cell, text)

    def test_what_a_workbook_draws(self):
        path = self.export('--table', 'all', '--step', 'week', '--reader-language', 'zh-CN', ending='xlsx')
        with zipfile.ZipFile(path) as book:
            names = re.findall('<sheet name="(.*?)"', book.read('xl/workbook.xml').decode())
            charts = [book.read(name).decode() for name in book.namelist() if name.startswith('xl/charts/chart')]
        self.assertTrue(any('<c:lineChart>' in chart and 'prstDash' in chart for chart in charts))
        self.assertGreater(sum('<c:barDir val="bar"/>' in chart for chart in charts), 3)
        self.assertEqual(len(names), len(set(names)))
        for name in names:
            self.assertRegex(name, r'^[^][:*?/\\]{1,31}$')

    def test_a_page_has_a_heading_for_each_table(self):
        path = self.export('--table', 'all', '--reader-language', 'en', ending='html')
        with open(path, encoding='utf-8') as file:
            page = file.read()
        tables = self.tables_of(path)
        self.assertEqual(page.count('<table>'), len(tables))
        for number, table in enumerate(tables, 1):
            self.assertIn(f'<h2 id="table-{number}">{table["title"]}</h2>', page)
            self.assertIn(f'<a href="#table-{number}">{table["title"]}</a>', page)
        self.assertIn('not enough', page)

    def test_programs_have_all_tables_a_row_a_cell(self):
        path = self.export('--table', 'all', ending='jsonl')
        with open(path, encoding='utf-8') as file:
            cells = [json.loads(line) for line in file]
        self.assertEqual(list(cells[0]), ['table', 'row', 'column', 'number', 'text'])
        share = next(cell for cell in cells if (cell['table'], cell['column']) == ('figure', 'value'))
        self.assertTrue(0 < share['number'] < 1)

    def test_spss_reads_it(self):
        if not shutil.which('readstat'):
            self.skipTest('readstat is not installed')
        path = self.export('--by', 'language', '--few', '1', ending='sav')
        read = path + '.csv'
        subprocess.run(['readstat', '-f', path, read], check=True, capture_output=True, timeout=60)
        with open(read, encoding='utf-8-sig', newline='') as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([int(float(row['n'])) for row in rows],
                         [int(row['n']) for row in self.rows('--by', 'language', '--few', '1')])

    def test_the_manifest_is_of_the_file(self):
        path = self.export('--table', 'aspects')
        with open(path, 'rb') as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        with open(path + '.manifest.json', encoding='utf-8') as file:
            manifest = json.load(file)
        self.assertEqual(manifest['sha256'], digest)
        self.assertEqual(manifest['rows'], 9)
        self.assertEqual({name: manifest['view'][name] for name in ('table', 'measure', 'period', 'few')},
                         {'table': 'aspects', 'measure': 'satisfaction', 'few': 5,
                          'period': f'{self.period[0]}..{self.period[1]}'})

    def test_wrong_words_are_told_in_a_line(self):
        for status, words in ((2, ('--table', 'nonsense')), (2, ('--nonsense',)), (2, ('--by', 'nonsense')),
                              (2, ('--by', 'week', '--step', 'day')), (2, ('--by', 'hour', '--tier', 'vip')),
                              (2, ('--by', 'hour', '--measure', 'recommendation')), (2, ('--by', 'device')),
                              (2, ('--table', 'cases', '--tier', 'vip')),
                              (2, ('--language', 'en', '--tier', 'vip')), (1, ('--venue', 'nowhere')),
                              (2, ('--period', '2999')), (2, ('--period', '2026-13')), (2, ('--step', 'year')),
                              (2, ('--enough', '0')), (2, ('--few', '-1')), (2, ('--measure', 'happiness'))):
            code, output, said = self.run_export(*words)
            self.assertEqual((code, output), (status, b''), (words, said))
            self.assertRegex(said, re.compile(r'^aftertaste-export: [^\n]+\n$'), words)


class Handled(unittest.TestCase):
    """A restaurant in which cases are worked and some guests are known."""

    run_export = Trends.run_export

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.data = os.path.join(cls.folder, 'house')
        for words in ([COLLECTOR, 'setup', '回味', '--data', cls.data],
                      [GENERATE, '--data', cls.data, '--surveys', SURVEYS, '--answers', '900', '--venues', '1',
                       '--days', '40', '--live', '--seed', '5']):
            subprocess.run(words, check=True, capture_output=True, timeout=300)
        cls.database = sqlite3.connect(f'file:{cls.data}/collector.db?mode=ro', uri=True)
        cls.addClassCleanup(cls.database.close)

    def rows(self, *words):
        status, output, said = self.run_export(*words)
        self.assertEqual((status, said), (0, ''))
        return list(csv.DictReader(output.decode('utf-8-sig').splitlines()))

    def cases(self):
        return self.database.execute(
            'SELECT state, flagged_ms, acknowledged_ms, closed_ms, tier FROM service_case WHERE kind <> 3').fetchall()

    def test_cases_are_as_recounted(self):
        shown = {row['what']: row for row in self.rows('--table', 'cases')}
        cases = self.cases()
        self.assertGreater(len(cases), 30)
        self.assertEqual(int(shown['cases']['n']), len(cases))
        for name, column in (('contact', 2), ('resolution', 3)):
            spans = [(case[column] - case[1]) // 1000 for case in cases if case[column]]
            self.assertEqual(int(shown[name]['n']), len(spans))
            self.assertAlmostEqual(float(shown[name]['median']), statistics.median(spans))
            self.assertLessEqual(float(shown[name]['median-low']), float(shown[name]['median']))
            self.assertLessEqual(float(shown[name]['median']), float(shown[name]['ninetieth']))

    def test_outcomes_are_as_recounted(self):
        shown = {row['what']: row for row in self.rows('--table', 'outcomes', '--enough', '1', '--few', '1')}
        states = collections.Counter(case[0] for case in self.cases())
        closed = states[5] + states[6] + states[7]
        self.assertGreater(closed, 10)
        for name, state in (('recovered', 5), ('lost', 6), ('closed-without-remedy', 7)):
            self.assertEqual((int(shown[name]['n']), int(shown[name]['of'])), (states[state], closed), name)
            self.assert_wilson(shown[name])
        self.assertEqual((int(shown['open']['n']), int(shown['open']['of']), shown['open']['share']),
                         (sum(states[state] for state in range(5)), sum(states.values()), ''))
        (known, back), = self.database.execute(
            'SELECT count(*), sum(EXISTS (SELECT 1 FROM visit WHERE visit.guest = service_case.guest'
            ' AND visit.day > service_case.day)) FROM service_case WHERE kind <> 3 AND guest IS NOT NULL')
        self.assertGreater(known, 0)
        self.assertEqual((int(shown['returned']['n']), int(shown['returned']['of'])), (back, known))
        self.assert_wilson(shown['returned'])

    def assert_wilson(self, row):
        hits, n = int(row['n']), int(row['of'])
        square = (statistics.NormalDist().inv_cdf(.975) * (1 + 1 / (4 * n))) ** 2  # as survey/stats widens it
        middle = (hits + square / 2) / (n + square)
        half = (square * (hits * (n - hits) / n + square / 4)) ** .5 / (n + square)
        self.assertAlmostEqual(float(row['share']), hits / n, 12)
        self.assertAlmostEqual(float(row['low']), max(0, middle - half), 9)
        self.assertAlmostEqual(float(row['high']), min(1, middle + half), 9)

    def test_tiers_in_a_handful_are_not_shown(self):
        cases = self.cases()
        tiers = ('unknown', 'low', 'ordinary', 'core', 'vip')
        counts = {tier: sum(case[4] == number for case in cases) for number, tier in enumerate(tiers)}
        shown = {row['tier']: row['n'] for row in self.rows('--table', 'cases-by-tier')}
        self.assertEqual(shown.keys(), counts.keys())
        for tier, count in counts.items():
            if 0 < count < 5:
                self.assertEqual(shown[tier], '', tier)
        self.assertEqual({row['tier'] for row in self.rows('--table', 'cases-by-tier', '--few', '1') if row['n'] == ''},
                         set())

    def test_a_filter_shows_no_more_than_its_table(self):
        for part in ('tier', 'language', 'channel'):
            for row in self.rows('--by', part):
                alone = self.rows('--table', 'figure', f'--{part}', row['name'])
                self.assertEqual(alone[0]['n'], row['n'], row)
                if row['n'] == '':
                    # Nor does any other table of it.
                    for table in ('points', 'answers', 'aspects', 'return', 'by-venue'):
                        self.assertEqual(self.rows('--table', table, f'--{part}', row['name']), [], table)

    def test_somebody_is_hidden(self):
        hidden = [row for row in self.rows('--by', 'tier', '--few', '10') if row['n'] == '']
        self.assertGreaterEqual(len(hidden), 2)

    def test_what_goes_with_satisfaction(self):
        rows = self.rows('--table', 'drivers')
        self.assertGreaterEqual(len(rows), 2)
        shares = [float(row['share']) for row in rows if row['share']]
        self.assertEqual(shares, sorted(shares, reverse=True))
        self.assertLessEqual(sum(shares), 1)
        for row in rows:
            if row['share']:
                self.assertLessEqual(float(row['low']), float(row['share']))
        self.assertEqual(rows, self.rows('--table', 'drivers'))

    def test_who_answered_of_those_served(self):
        (name,), = self.database.execute('SELECT name FROM venue')
        (day, begun), = self.database.execute('SELECT day, count(*) FROM response WHERE kind = 0 AND burst = 0'
                                              ' AND marks = 0 GROUP BY day ORDER BY 2 DESC LIMIT 1')
        path = os.path.join(self.folder, 'served.csv')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(f'venue,day,guests\n{name},{EPOCH + timedelta(days=day)},400\n')
        subprocess.run([COLLECTOR, 'venue', 'served', path, '--data', self.data], check=True, capture_output=True,
                       timeout=60)
        shown = {row['what']: row for row in self.rows('--table', 'answers')}
        self.assertEqual(int(shown['response']['n']), 400)
        self.assertAlmostEqual(float(shown['response']['share']), begun / 400, 12)


if __name__ == '__main__':
    unittest.main()
