# SPDX-License-Identifier: GPL-3.0-or-later
"""A house with answers in it, aftertaste-export on it, and its tables read back by other programs."""

import csv
import html.parser
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
for folder in (('collector',), ('..', 'assets', 'demo')):
    sys.path.insert(0, os.path.join(HERE, '..', *folder))
import fill  # noqa: E402
from house import canonical, House, Kiosk, SURVEYS  # noqa: E402, F401

PROGRAM = os.environ['AFTERTASTE_EXPORT']
SOFFICE, READSTAT = shutil.which('soffice'), shutil.which('readstat')
# What a spreadsheet would run, or a file would break at.
HOSTILE = ['=1+1', '+cmd|x', '@SUM(A1)', '-5', '+86 138-1234-5678', 'a "quoted" word', 'two\nlines', '\ttab',
           '好吃，但是太慢；下次再来！', '😀👨‍👩‍👧', 'שלום \u202eabc', ',;|', "'", '＝1+1', ' lead', 'x' * 900]


class Exports(unittest.TestCase):
    """A house, a kiosk and a folder for each test."""

    def setUp(self):
        self.house = House()
        self.addCleanup(self.house.__exit__)
        self.house.set_up()
        for name in ('complaint', 'hotpot'):
            published = self.house.run('survey', 'publish', os.path.join(SURVEYS, name + '.json'))
            setattr(self, name, published['survey'])
        self.kiosk = Kiosk(self.house)
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def send(self, *bodies):
        """Each is changes of a kiosk's body; those sent, as they were."""
        whole = [self.kiosk.body(state='complete', **changes) for changes in bodies]
        self.house.start(stderr=subprocess.DEVNULL)
        for first in range(0, len(whole), 20):
            status, _, reply = self.kiosk.send(*(self.kiosk.item(body) for body in whole[first:first + 20]))
            self.assertEqual(status, 200, reply)
            self.assertEqual({one['status'] for one in reply['items']}, {'stored'}, reply)
        self.house.stop()
        return whole

    def sealed(self, record, **parts):
        """Words and contact as a kiosk seals them."""
        folder = os.path.join(self.house.data, 'keys')
        with open(os.path.join(folder, os.listdir(folder)[0]), encoding='utf-8') as file:
            sealer = fill.Seal(file.read().split()[1])
        return [sealer.make(record, name, text) for name, text in parts.items()]

    def execute(self, sql):
        with sqlite3.connect(os.path.join(self.house.data, 'collector.db')) as database:
            database.executescript(sql)
        database.close()

    def multiply(self, count):
        """COUNT answers in all, by copies of the first."""
        self.execute('WITH RECURSIVE n (i) AS (VALUES (100) UNION ALL SELECT i + 1 FROM n WHERE i < %d)'
                     ' INSERT INTO response (id, venue, device, sequence, sitting_id, kind, state, survey, boot,'
                     ' ended_ms, duration_ms, monotonic_ms, burst, locale, answers, digest, received_ms, day, part)'
                     " SELECT CAST (printf ('%%016d', i) AS BLOB), venue, device, 1000 + i, sitting_id, kind,"
                     ' state, survey, boot, ended_ms + i, duration_ms, monotonic_ms, burst, locale, answers, digest,'
                     ' received_ms, day - i %% 50, part FROM n, response WHERE response.ref = 1' % (98 + count))

    # -- the program --------------------------------------------------------------------------

    def start(self, *words, **more):
        environment = {**os.environ, 'XDG_CONFIG_HOME': '/nonexistent', **more.pop('env', {})}
        return subprocess.Popen([PROGRAM, *words, '--data', self.house.data], env=environment,
                                **{'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE, **more})

    def run_export(self, *words, status=0, **more):
        """What it wrote, and what it said."""
        process = self.start(*words, **more)
        output, said = process.communicate(timeout=60)
        self.assertEqual(process.returncode, status, said)
        if status != 0:
            self.assertEqual(said.count(b'\n'), 1, said)
        return output, said.decode()

    def table(self, *words, name='table.csv'):
        """The rows as dictionaries, in the order of the manifest's columns."""
        path = self.path(name)
        _, said = self.run_export(*words, '--output', path)
        self.assertEqual(said, '')
        return READERS[name.rsplit('.', 1)[1]](path, self.path('read'))

    def manifest(self, name='table.csv'):
        with open(self.path(name + '.manifest.json'), encoding='utf-8') as file:
            return json.load(file)

    def expect_nothing_left(self):
        self.assertEqual(os.listdir(self.folder.name), [])


# -- read by other programs -------------------------------------------------------------------


def read_csv(path, _=None):
    with open(path, encoding='utf-8-sig', newline='') as file:
        return list(csv.DictReader(file))


def read_jsonl(path, _=None):
    with open(path, encoding='utf-8') as file:
        return [json.loads(line) for line in file]


def read_xlsx(path, folder):
    """By LibreOffice, which writes what its cells hold."""
    subprocess.run([SOFFICE, '-env:UserInstallation=file://' + folder + '-profile', '--headless', '--convert-to',
                    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false', '--outdir', folder, path],
                   check=True, capture_output=True, timeout=120)
    return read_csv(os.path.join(folder, os.path.basename(path).replace('.xlsx', '.csv')))


def read_sav(path, folder):
    """By readstat, whose numbers have six digits behind the point."""
    os.makedirs(folder, exist_ok=True)
    other = os.path.join(folder, 'sav.csv')
    subprocess.run([READSTAT, '-f', path, other], check=True, capture_output=True, timeout=60)
    return read_csv(other)


class Cells(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows, self.is_cell = [], False

    def handle_starttag(self, tag, attrs):
        if tag == 'tr':
            self.rows.append([])
        if tag in ('td', 'th'):
            self.rows[-1].append('')
            self.is_cell = True

    def handle_endtag(self, tag):
        self.is_cell = self.is_cell and tag not in ('td', 'th')

    def handle_data(self, data):
        if self.is_cell:
            self.rows[-1][-1] += data


def read_html(path, _=None):
    with open(path, encoding='utf-8') as file:
        cells = Cells()
        cells.feed(file.read())
    return [dict(zip(cells.rows[0], row)) for row in cells.rows[1:]]


READERS = {'csv': read_csv, 'jsonl': read_jsonl, 'xlsx': read_xlsx, 'sav': read_sav, 'html': read_html}
