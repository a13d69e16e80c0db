#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-score-typing.py KIOSK: aftertaste-kiosk --score-typing as a program, without a display."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

KIOSK = sys.argv.pop(1)
TABLE = '\ufeffsentence\tpinyin\ttyped\r\n上菜太慢了!\tshang cai tai man le\tshangcaitaimanle\r\n味道很好\twei dao hen hao\r\n'


class ScoreTyping(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def score(self, text):
        path = os.path.join(self.folder.name, 'sentences.tsv')
        with open(path, 'w', encoding='utf-8', newline='') as file:
            file.write(text)
        return self.run_on(path)

    def run_on(self, path):
        home = os.path.join(self.folder.name, 'home')
        environment = {'PATH': '/usr/bin:/bin', 'HOME': home, 'LC_ALL': 'C.UTF-8'}
        return subprocess.run([KIOSK, '--score-typing', path], env=environment, capture_output=True,
                              text=True, timeout=300, check=False)

    def test_prints_one_object_for_both_modes(self):
        done = self.score(TABLE)
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        figures = json.loads(done.stdout)
        self.assertEqual(sorted(figures), ['full', 'nine-key'])
        for mode in figures.values():
            self.assertEqual((mode['sentences'], mode['characters'], mode['unread']), (2, 9, 0))
            self.assertGreater(mode['characters_right'], 0.5)
            self.assertGreater(mode['keys_a_character'], 2)
            self.assertGreater(mode['look_up_p99_ms'], 0)
        self.assertEqual(figures['full']['sentences_right'], 1)

    def test_writes_no_file(self):
        self.score(TABLE)
        self.assertEqual(os.listdir(self.folder.name), ['sentences.tsv'])

    def test_wrong_files_are_told_in_one_line(self):
        for done in self.score('no table\n'), self.run_on('/nowhere'), self.run_on('/'):
            self.assertEqual((done.returncode, done.stdout), (2, ''))
            self.assertEqual(done.stderr.count('\n'), 1, done.stderr)

    def test_help_names_it(self):
        done = subprocess.run([KIOSK, '--help'], capture_output=True, text=True, timeout=60,
                              check=True)
        self.assertIn('--score-typing=FILE', done.stdout)


if __name__ == '__main__':
    unittest.main()
