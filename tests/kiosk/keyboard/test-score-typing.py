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

    def write(self, content):
        path = os.path.join(self.folder.name, 'sentences.tsv')
        with open(path, 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def score(self, content):
        return self.run_on(self.write(content))

    def run_on(self, path, before=(), stdout=subprocess.PIPE):
        home = os.path.join(self.folder.name, 'home')
        environment = {'PATH': '/usr/bin:/bin', 'HOME': home, 'LC_ALL': 'C.UTF-8'}
        return subprocess.run([*before, KIOSK, '--score-typing', path], env=environment, stdout=stdout,
                              stderr=subprocess.PIPE, text=True, timeout=300, check=False)

    def full(self, content):
        done = self.score(content)
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        return json.loads(done.stdout)['full']

    def assert_told(self, done, status, *words):
        """One line says what is wrong, and nothing is printed."""
        self.assertEqual((done.returncode, done.stdout or ''), (status, ''))
        self.assertEqual(done.stderr.count('\n'), 1, done.stderr)
        for word in words:
            self.assertEqual(done.stderr.count(word), 1, done.stderr)

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
        for path, word in (('/nowhere', 'No such file'), ('/', 'Is a directory'), ('/dev/null', 'no line'),
                           ('/dev/zero', 'more than')):
            self.assert_told(self.run_on(path), 2, path + ': ', word)

    def test_what_is_no_table_is_told_in_one_line(self):
        for content in ('', 'no table\n', '上菜 shang cai\n', '上菜太慢\tshang cai\n', '好吃\n',
                        '上菜\tshang cai\n'.encode('utf-16'), '上菜\tshang cai\n'.encode('gb18030'),
                        '上菜\tshang cai\n\0'.encode(), b'\x7fELF\x02\x01\x01\0\0', 'x' * 10_000_000 + '\n'):
            self.assert_told(self.score(content), 2, 'sentences.tsv')

    def test_bad_lines_cost_no_others(self):
        bad = ('好吃\thao\n', '好吃\n', '好吃 hao chi\n', '菜' * 3_000_000 + '\n', '好吃\t\x01\n')
        figures = self.full('上菜太慢了\tshang cai tai man le\n' + ''.join(bad) + '味道很好\twei dao hen hao\n')
        self.assertEqual((figures['sentences'], figures['unread'], figures['stuck']), (2, len(bad), 0))

    def test_syllables_that_are_none_leave_the_sentence_stuck(self):
        figures = self.full('上菜\tshxng qqq\n')
        self.assertEqual((figures['sentences'], figures['stuck'], figures['sentences_right']), (1, 1, 0))

    def test_pinyin_is_read_as_people_write_it(self):
        figures = self.full('你好\tni hao\tnihao\n你好\tNI HAO\tNIHAO\n你好\tnǐ hǎo\n你好\tni3 hao3\n'
                            '女士\tnü shi\tnüshi\n女士\tnv shi\tnvshi\n策略\tce lüe\tcelüe\n策略\tce lve\tcelve\n'
                            "西安\txi an\txi'an\n西安\txi'an\txi’an\n")
        self.assertEqual((figures['sentences'], figures['sentences_right'], figures['unread']), (10, 1, 0))

    def test_what_is_not_chinese_is_not_typed(self):
        figures = self.full('WiFi 太慢!\tWiFi tai man\tWiFitaiman\nWiFi太慢\ttai man\ttaiman\n'
                            '等了40分钟。\tdeng le fen zhong\n等了40分钟\tdeng le 40 fen zhong\tdengle40fenzhong\n')
        self.assertEqual((figures['sentences'], figures['characters'], figures['unread']), (4, 12, 0))
        self.assertEqual(figures['sentences_right'], 1)

    def test_figures_that_cannot_be_written_are_an_error(self):
        path = self.write(TABLE)
        with open('/dev/full', 'wb') as full:
            self.assert_told(self.run_on(path, stdout=full), 1, 'could not be written')
        self.assert_told(self.run_on(path, before=('sh', '-c', 'exec "$@" >&-', '-')), 1, 'could not be written')

    def test_nothing_needs_a_home(self):
        done = self.run_on(self.write(TABLE), before=('env', 'HOME=/proc/1/root/nowhere'))
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        json.loads(done.stdout)

    def test_without_models_their_packages_are_named(self):
        before = ('unshare', '--mount', '--propagation', 'private', 'sh', '-c',
                  'mount -t tmpfs none /usr/share/libime && exec "$@"', '-')
        tried = subprocess.run(before + ('true',), capture_output=True, text=True, check=False)
        if tried.returncode != 0:
            self.skipTest('no folder can be emptied for one program: ' + tried.stderr.strip())
        self.assert_told(self.run_on(self.write(TABLE), before=before), 1, 'libime-data-language-model', '/usr/share/libime')

    def test_help_names_it(self):
        done = subprocess.run([KIOSK, '--help'], capture_output=True, text=True, timeout=60,
                              check=True)
        self.assertIn('--score-typing=FILE', done.stdout)


if __name__ == '__main__':
    unittest.main()
    def test_help_names_it(self):
        done = subprocess.run([KIOSK, '--help'], capture_output=True, text=True, timeout=60,
                              check=True)
        self.assertIn('--score-typing=FILE', done.stdout)


if __name__ == '__main__':
    unittest.main()
