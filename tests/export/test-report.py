#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""aftertaste-export report: a month on paper and as a page, in three languages, from a house of none,
one, thirty and more answers; and what a timer does with it."""

import datetime
import html.parser
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import uuid

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'collector'))
from house import House, Kiosk  # noqa: E402

PROGRAM = os.environ['AFTERTASTE_EXPORT']
UNITS = os.environ['AFTERTASTE_UNITS']
READERS = ('pdftotext', 'pdfinfo', 'pdffonts')
MISSING = [name for name in READERS if not shutil.which(name)]
LANGUAGES = ('zh-CN', 'zh-TW', 'en')
TITLE = 'Guest satisfaction'
VOID = {'meta', 'br', 'hr', 'link', 'img'}


def last_month():
    """Of the restaurant's clock, as YYYY-MM: the day before yesterday's month is past or present."""
    now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8)))
    before = (now - datetime.timedelta(hours=4)).date().replace(day=1) - datetime.timedelta(days=1)
    return before.strftime('%Y-%m'), before


def run_export(*words):
    """Exit status, output as bytes and what was said on standard error. No settings but those named."""
    done = subprocess.run([PROGRAM, 'report', *words], capture_output=True, timeout=120, check=False,
                          env={**os.environ, 'XDG_CONFIG_HOME': '/nonexistent'})
    return done.returncode, done.stdout, done.stderr.decode()


class Page(html.parser.HTMLParser):
    """The page's texts, its language, its headings; and that what is opened is closed."""

    def __init__(self, text):
        super().__init__()
        self.open, self.texts, self.headings, self.language = [], [], [], None
        self.tables, self.ids = 0, []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if 'id' in attrs:
            self.ids.append(attrs['id'])
        self.tables += tag == 'table'
        if tag == 'html':
            self.language = attrs['lang']
        if re.fullmatch('h[1-6]', tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if 'id' in dict(attrs):
            self.ids.append(dict(attrs)['id'])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return ' '.join(self.texts)


class Report(unittest.TestCase):
    def setUp(self):
        self.house = House()
        self.addCleanup(self.house.__exit__)
        self.house.set_up()
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.pdf = os.path.join(self.folder.name, 'report.pdf')
        self.page = os.path.join(self.folder.name, 'report.html')

    def report(self, *words):
        return run_export('--data', self.house.data, *words)

    def expect(self, *words):
        self.assertEqual(self.report(*words), (0, b'', ''))

    def refuse(self, status, said, *words):
        before = sorted(os.listdir(self.folder.name))
        got, output, errors = self.report(*words)
        self.assertEqual((got, output), (status, b''), errors)
        self.assertIn(said, errors)
        self.assertEqual(errors.count('\n'), 1, errors)
        self.assertEqual(sorted(os.listdir(self.folder.name)), before)

    def answer(self, count, served=True):
        """COUNT answers at noon of last month's days, four of five of them delighted."""
        if served:
            self.house.start()
            self.addCleanup(lambda: self.house.server and self.house.stop())
        kiosk = Kiosk(self.house)
        days = last_month()[1].day
        for first in range(0, count, 50):
            items = []
            for i in range(first, min(count, first + 50)):
                day = last_month()[1].replace(day=i % days + 1)
                noon = datetime.datetime(day.year, day.month, day.day, 12 + i % 9, tzinfo=datetime.timezone(
                    datetime.timedelta(hours=8)))
                ended = int(noon.timestamp() * 1000) + i
                answers = {'overall': 5} if i % 5 else {'overall': 2, 'why': ['waiting'], 'recommend': 3}
                items.append(kiosk.item(kiosk.body(
                    state='complete', answers=answers, started_ms=ended - 9000, ended_ms=ended,
                    boot_id=str(uuid.UUID(int=i + 1)))))
            status, _, reply = kiosk.send(*items)
            self.assertEqual(status, 200, reply)
            self.assertEqual({one['status'] for one in reply['items']}, {'stored'}, reply)

    def read_page(self):
        with open(self.page, encoding='utf-8') as file:
            page = Page(file.read())
        self.assertEqual(page.headings[0], 1)
        for before, after in zip(page.headings, page.headings[1:]):
            self.assertTrue(1 < after <= before + 1, page.headings)
        self.assertEqual(len(page.ids), len(set(page.ids)), page.ids)
        return page

    def ask(self, *words):
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout

    def check_paper(self, title):
        """Its text, once its form is right: A4, tagged, all fonts inside and cut down."""
        told = self.ask('pdfinfo', self.pdf)
        self.assertIn('(A4)', told)
        self.assertRegex(told, r'Tagged: +yes')
        self.assertIn(title, told)
        fonts = self.ask('pdffonts', self.pdf).splitlines()[2:]
        self.assertTrue(fonts)
        for font in fonts:
            self.assertRegex(font, r'^[A-Z]{6}\+Noto\S+ .* yes yes yes ')
        self.assertLess(os.path.getsize(self.pdf), 500_000)
        boxes = self.ask('pdftotext', '-bbox', self.pdf, '-')
        for left, top, right, bottom in re.findall(
                r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', boxes):
            # A chart reckons how wide its letters are, and may be a few points out.
            self.assertTrue(44 < float(left) and float(right) < 552, (left, right))
            self.assertTrue(25 < float(top) and float(bottom) < 820, (top, bottom))
        return self.ask('pdftotext', '-layout', self.pdf, '-')

    @unittest.skipIf(MISSING, 'not installed: %s' % ' '.join(MISSING))
    def test_a_month_is_told_in_three_languages_while_the_house_is_served(self):
        self.answer(400)
        for language in LANGUAGES:
            # The restaurant's name is Chinese in every language.
            title = TITLE if language == 'en' else '老灶火锅'
            with self.subTest(language=language):
                self.expect('--period', last_month()[0], '--language', language, '--output', self.pdf)
                text = self.check_paper(title)
                with open(self.pdf, 'rb') as file:
                    self.assertIn(f'/Lang ({language})'.encode(), file.read())
                self.assertIn('老灶火锅', text)
                self.assertIn('80 %', text)
                self.assertIn('400', text)
                self.expect('--period', last_month()[0], '--language', language, '--output', self.page)
                page = self.read_page()
                self.assertEqual(page.language, language)
                self.assertIn(title, page.text)
                self.assertGreater(page.tables, 4)
                self.assertIn('80 %', page.text)

    @unittest.skipIf(MISSING, 'not installed: %s' % ' '.join(MISSING))
    def test_nothing_one_and_thirty_answers_are_no_error(self):
        told = []
        for more in (0, 1, 29):
            self.answer(more, served=not told)
            self.expect('--language', 'en', '--output', self.pdf)
            told.append(self.check_paper(TITLE))
            self.expect('--language', 'en', '--output', self.page)
            self.read_page()
        # An empty house is told what to do; then too few for a figure, then enough.
        self.assertIn('page of kiosks', ' '.join(told[0].split()))
        self.assertNotRegex(told[0] + told[1], r'\d+ % ±')
        self.assertRegex(told[2], r'\d+ %')

    def test_the_timer_writes_both_and_only_what_is_missing(self):
        self.expect('--folder', self.folder.name)
        names = [f'satisfaction-{last_month()[0]}.{ending}' for ending in ('html', 'pdf')]
        self.assertEqual(sorted(os.listdir(self.folder.name)), names)
        pdf = os.path.join(self.folder.name, names[1])
        os.unlink(os.path.join(self.folder.name, names[0]))
        os.utime(pdf, (0, 0))
        self.expect('--folder', self.folder.name, '--missing')
        self.assertEqual(sorted(os.listdir(self.folder.name)), names)
        self.assertEqual(os.path.getmtime(pdf), 0)
        self.expect('--folder', self.folder.name)
        self.assertGreater(os.path.getmtime(pdf), time.time() - 600)

    def test_who_calls_it_wrongly_is_told_in_a_line(self):
        for said, *words in (('period', '--period', '2026-13'), ('period', '--period', 'yesterday'),
                             ('period', '--period', '2999-01'), ('fr', '--language', 'fr'),
                             ('no such restaurant', '--venue', '北京')):
            self.refuse(1, said, *words, '--output', self.pdf)
        for said, *words in (('docx', '--format', 'docx'), ('--wide', '--wide'), ('--missing', '--missing'),
                             ('--folder', '--folder', '/tmp', '--output', self.pdf),
                             ('--folder', '--folder', '/tmp', '--venue', '人民广场'),
                             ('manifest', '--manifest', self.pdf)):
            self.refuse(2, said, *words)

    def test_where_it_cannot_be_written_nothing_is(self):
        self.refuse(1, 'nowhere', '--output', os.path.join(self.folder.name, 'nowhere', 'report.pdf'))
        self.refuse(1, 'nowhere', '--folder', os.path.join(self.folder.name, 'nowhere'))

    def test_the_output_is_the_paper_where_nothing_else_is_said(self):
        status, output, errors = self.report()
        self.assertEqual((status, errors), (0, ''))
        self.assertTrue(output.startswith(b'%PDF-'))
        self.assertTrue(output.rstrip().endswith(b'%%EOF'))
        status, output, errors = self.report('--format', 'html', '--output', '-')
        self.assertEqual((status, errors), (0, ''))
        self.assertTrue(output.startswith(b'<!DOCTYPE html>'))

    @unittest.skipUnless(shutil.which('systemd-analyze'), 'systemd-analyze is not installed')
    def test_systemd_takes_the_units(self):
        for name in ('aftertaste-report.service', 'aftertaste-report.timer'):
            with open(os.path.join(UNITS, name), encoding='utf-8') as file:
                unit = file.read().replace('/usr/bin/aftertaste-export', PROGRAM)
            # Manual pages are not installed here.
            unit = re.sub(r'^Documentation=.*\n', '', unit, flags=re.MULTILINE)
            with open(os.path.join(self.folder.name, name), 'w', encoding='utf-8') as file:
                file.write(unit)
        done = subprocess.run(['systemd-analyze', 'verify', '--man=no', 'aftertaste-report.service',
                               'aftertaste-report.timer'], cwd=self.folder.name, capture_output=True,
                              text=True, check=False)
        complaints = [line for line in done.stderr.splitlines() if 'aftertaste-report' in line]
        self.assertEqual((done.returncode, complaints), (0, []), done.stderr)


if __name__ == '__main__':
    unittest.main(verbosity=2)
