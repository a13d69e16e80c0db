#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""aftertaste-export cards: what is printed is what the house has, read beside it while it is served,
and whoever calls it wrongly is told how."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'collector'))
from house import House  # noqa: E402

PROGRAM = os.environ['AFTERTASTE_EXPORT']
ADDRESS = 'https://hui.example'
READERS = ('pdffonts', 'pdfinfo', 'pdftoppm', 'pdftotext', 'zbarimg')
MISSING = [name for name in READERS if not shutil.which(name)]


def run_export(*words, folder=None, temporary=None):
    """Exit status, output as bytes and what was said on standard error. No settings but those named."""
    # A configuration of this machine's own must not speak here.
    environment = {**os.environ, 'XDG_CONFIG_HOME': folder or '/nonexistent'}
    if temporary:
        environment['TMPDIR'] = temporary
    done = subprocess.run([PROGRAM, *words], capture_output=True, timeout=60, check=False, env=environment)
    return done.returncode, done.stdout, done.stderr.decode()


class Cards(unittest.TestCase):
    def setUp(self):
        self.house = House()
        self.addCleanup(self.house.__exit__)
        self.house.set_up()
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.pdf = os.path.join(self.folder.name, 'cards.pdf')

    def write(self, name, text):
        path = os.path.join(self.folder.name, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path

    def codes(self, *words):
        return self.house.run('venue', 'codes', *words)['codes']

    def export(self, *words, address=ADDRESS, temporary=None):
        if address:
            words = (*words, '--public-address', address)
        return run_export('cards', '--data', self.house.data, *words, temporary=temporary)

    def expect_cards(self, *words):
        status, output, said = self.export('--output', self.pdf, *words)
        self.assertEqual((status, output, said), (0, b'', ''))

    def pages(self):
        told = subprocess.run(['pdfinfo', self.pdf], capture_output=True, text=True, check=True).stdout
        return int(next(line.split()[1] for line in told.splitlines() if line.startswith('Pages:')))

    def scan(self):
        """What a phone reads from each page at 150 dots an inch."""
        base = os.path.join(self.folder.name, 'page')
        subprocess.run(['pdftoppm', '-r', '150', '-gray', self.pdf, base], check=True)
        pictures = sorted(os.path.join(self.folder.name, name) for name in os.listdir(self.folder.name)
                          if name.startswith('page'))
        done = subprocess.run(['zbarimg', '--quiet', '--raw', '--nodbus', '-Sdisable', '-Sqrcode.enable',
                               *pictures], capture_output=True, text=True, check=True)
        for picture in pictures:
            os.unlink(picture)
        return sorted(done.stdout.split())

    def text(self):
        return subprocess.run(['pdftotext', self.pdf, '-'], capture_output=True, text=True, check=True).stdout

    @unittest.skipIf(MISSING, 'not installed: %s' % ' '.join(MISSING))
    def test_every_code_has_its_card_while_the_house_is_served(self):
        self.house.start()
        made = self.codes('--tables', '1-4,A12', '--door')
        self.expect_cards()
        self.assertEqual(self.scan(), sorted(f'{ADDRESS}/s/{one["code"]}' for one in made))
        self.assertEqual(self.pages(), 2)
        text = self.text()
        for said in ('人民广场', 'A12', f'{ADDRESS}/s/{made[0]["code"]}'):
            self.assertIn(said, text)

    @unittest.skipIf(MISSING, 'not installed: %s' % ' '.join(MISSING))
    def test_tables_can_be_chosen_and_revoked_codes_are_left_out(self):
        made = {one['table']: one['code'] for one in self.codes('--tables', '1-6')}
        self.codes('--revoke', made['2'])
        self.expect_cards('--tables', '3,5-6')
        self.assertEqual(self.scan(), sorted(f'{ADDRESS}/s/{made[table]}' for table in '356'))
        self.expect_cards()
        self.assertEqual(self.scan(), sorted(f'{ADDRESS}/s/{made[table]}' for table in '13456'))
        status, _, said = self.export('--tables', '2', '--output', self.pdf)
        self.assertEqual(status, 1)
        self.assertIn('Table 2 has no code', said)

    @unittest.skipIf(MISSING, 'not installed: %s' % ' '.join(MISSING))
    def test_the_card_speaks_the_languages_of_the_restaurant(self):
        details = self.write('details.json', json.dumps({'texts': {'names': {
            'zh-CN': '老灶火锅', 'zh-TW': '老灶火鍋', 'en': 'Old Stove Hotpot'}}}))
        self.house.run('venue', 'change', '人民广场', '--details', details)
        self.codes('--door')
        self.expect_cards()
        text = self.text()
        for said in ('老灶火锅', '老灶火鍋', 'Old Stove Hotpot', 'How was your meal? Scan the code and tell us.'):
            self.assertIn(said, text)
        fonts = subprocess.run(['pdffonts', self.pdf], capture_output=True, text=True, check=True).stdout
        for font in fonts.splitlines()[2:]:
            self.assertRegex(font, r' yes yes yes +\d+ +\d+$')
        # Two faces, simplified and traditional, of the letters on the card alone.
        self.assertEqual(len(fonts.splitlines()[2:]), 4)
        self.assertLess(os.path.getsize(self.pdf), 200 * 1024)

    def test_no_font_is_left_behind(self):
        self.codes('--door')
        status, _, said = self.export('--output', self.pdf, temporary=self.folder.name)
        self.assertEqual((status, said), (0, ''))
        self.assertEqual(os.listdir(self.folder.name), ['cards.pdf'])
        status, output, said = self.export(temporary='/nonexistent')
        self.assertEqual((status, output), (1, b''))
        self.assertIn('The fonts could not be written', said)
        self.assertEqual(said.count('\n'), 1)

    @unittest.skipIf(MISSING, 'not installed: %s' % ' '.join(MISSING))
    def test_the_address_is_that_of_the_collectors_settings(self):
        made = self.codes('--tables', '7')
        settings = self.write('settings', '[house]\npublic-address=https://table.example:8443/\n')
        status, output, said = self.export('--config', settings, address=None)
        self.assertEqual((status, said), (0, ''))
        with open(self.pdf, 'wb') as file:
            file.write(output)
        self.assertEqual(self.scan(), [f'https://table.example:8443/s/{made[0]["code"]}'])

    def test_nothing_in_the_house_is_changed(self):
        self.codes('--tables', '1')
        path = os.path.join(self.house.data, 'collector.db')

        def digest():
            with open(path, 'rb') as file:
                return hashlib.sha256(file.read()).hexdigest()

        before = digest()
        self.assertEqual(self.export('--output', self.pdf)[0], 0)
        self.assertEqual(digest(), before)

    def test_what_is_missing_is_said(self):
        for words, address, said in (
                ((), ADDRESS, 'There are no codes'),
                ((), None, 'public-address'),
                ((), 'ftp://hui.example', 'https://HOST'),
                (('--venue', '没有'), ADDRESS, 'no such restaurant'),
                (('--tables', '9-1'), ADDRESS, 'smaller'),
                (('--config', '/nonexistent/settings'), None, '/nonexistent/settings')):
            with self.subTest(said=said):
                status, output, told = self.export(*words, address=address)
                self.assertEqual((status, output), (1, b''))
                self.assertIn(said, told)
                self.assertEqual(told.count('\n'), 1)
        status, _, told = run_export('cards', '--data', '/nonexistent', '--public-address', ADDRESS)
        self.assertEqual(status, 1)
        self.assertIn('/nonexistent/collector.db', told)
        self.house.run('venue', 'add', '静安寺')
        self.assertIn('--venue', self.export()[2])

    def test_a_file_that_cannot_be_written_is_a_failure(self):
        self.codes('--tables', '1')
        status, _, told = self.export('--output', os.path.join(self.folder.name, 'none', 'cards.pdf'))
        self.assertEqual(status, 1)
        self.assertIn('cards.pdf', told)
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([PROGRAM, 'cards', '--data', self.house.data, '--public-address', ADDRESS],
                                  stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn('could not be written', done.stderr)

    def test_another_program_draws_in_its_place(self):
        words = ['cards', '--tables', 'A 1', '', '-']
        drawer = self.write('drawer', '#!/bin/sh\nprintf "%s|" $$ "$@"\n[ $# = 5 ] && exit 7\nkill -TERM $$\n')

        def draw(*words):
            process = subprocess.Popen([PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                       env={**os.environ, 'AFTERTASTE_EXPORT_PAPER': drawer})
            output, said = process.communicate(timeout=60)
            return process.returncode, output.replace(str(process.pid), 'PID'), said

        status, output, said = draw(*words)
        self.assertEqual((status, output, said.count('\n')), (1, '', 1), said)
        self.assertIn(f'{drawer}: Permission denied', said)
        os.chmod(drawer, 0o700)
        self.assertEqual(draw(*words), (7, '|'.join(['PID', *words, '']), ''))
        self.assertEqual(draw('report'), (-signal.SIGTERM, 'PID|report|', ''))
        self.assertIn('report [--period', draw('report', '--help')[1])
        drawer = os.path.join(self.folder.name, 'none')
        self.assertEqual(draw('report'), (1, '', f'aftertaste-export: what draws it cannot be run: {drawer}:'
                                          ' No such file or directory\n'))

    def test_used_wrongly_it_says_so(self):
        for words in ((), ('card',), ('cards', '--tabel', '1'), ('cards', '--tables'), ('cards', 'all')):
            with self.subTest(words=words):
                status, output, told = run_export(*words)
                self.assertEqual((status, output), (2, b''))
                self.assertIn('--help', told)
        self.assertEqual(run_export('--version')[:2], (0, b'aftertaste-export 0.1.0\n'))
        for words in (('--help',), ('cards', '--help')):
            status, output, _ = run_export(*words)
            self.assertEqual(status, 0)
            self.assertIn(b'cards [--venue VENUE]', output)


if __name__ == '__main__':
    unittest.main()
