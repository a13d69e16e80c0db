#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""aftertaste-export responses: every cell is what was answered (that it is so in every format, test-equal.py
looks at); nothing is left of an export that ends early; what guests sealed is opened only for whoever may."""

import json
import os
import pty
import signal
import subprocess
import time
import unittest
import uuid

from exports import canonical, Exports, HOSTILE, SOFFICE

CHOSEN = {'overall': 2, 'why': ['service', 'waiting'], 'waited': 'dishes'}


class Responses(Exports):
    def rows(self, *words, name='table.csv'):
        return self.table('responses', *words, name=name)

    # -- what is in it ------------------------------------------------------------------------

    def test_each_answer_is_a_row_and_each_option_a_column(self):
        sent = self.send({'answers': CHOSEN, 'table': 'A7', 'locale': 'en'},
                         {'answers': {'overall': 5}, 'burst': True})
        one, two = self.rows('--codes')
        self.assertEqual([one['response'], two['response']], [body['id'] for body in sent])
        for name, value in (('venue', '人民广场'), ('survey', 'exit'), ('version', '1'), ('kind', 'exit'),
                            ('state', 'complete'), ('language', 'en'), ('channel', 'kiosk'), ('device', 'A'),
                            ('table', 'A7'), ('tier', 'unknown'), ('duration_ms', '3000'), ('marks', ''),
                            ('overall', '2'), ('why.service', '1'), ('why.waiting', '1'), ('why.food', '0'),
                            ('waited', 'dishes'), ('sitting', sent[0]['sitting_id'])):
            self.assertEqual(one[name], value, name)
        self.assertEqual((two['marks'], two['overall'], two['why.service'], two['waited']), ('burst', '5', '', ''))
        self.assertTrue(one['ended_local'].endswith('+08:00'), one['ended_local'])
        self.assertTrue(one['ended'].endswith('Z'), one['ended'])

    def test_labels_are_in_the_readers_language(self):
        self.send({'answers': CHOSEN})
        for language, said, question in (('zh-CN', '上菜', '今天这一餐，您满意吗？'), ('zh-TW', '上菜', '今天這一餐'),
                                         ('en', 'food', 'How')):
            row, = self.rows('--labels', '--survey', 'exit', '--reader-language', language)
            heading = next(name for name in row if name.startswith(question))
            self.assertNotIn(row[heading], ('', '2'))
            self.assertTrue(any(said in value for value in row.values()), row)

    def test_long_is_a_row_an_answer(self):
        sent, = self.send({'answers': CHOSEN})
        rows = self.rows('--long', '--reader-language', 'zh-CN')
        self.assertEqual([(row['question'], row['value']) for row in rows],
                         [('overall', '2'), ('waited', 'dishes'), ('why', 'service'), ('why', 'waiting')])
        self.assertEqual({row['response'] for row in rows}, {sent['id']})
        self.assertEqual(rows[1]['label'], '上菜')
        self.assertEqual(self.manifest()['records'], 1)

    def test_what_fits_no_column_is_kept(self):
        answers = {'overall': 'gut', 'why': ['service', 'elves'], 'from-mars': {'a': [1, "x\"y"]}}
        self.send({})
        # As an older definition may have allowed it.
        self.execute("UPDATE response SET answers = '%s'" % canonical(answers).decode())
        row, = self.rows()
        self.assertEqual(json.loads(row['more-2'] if 'more-2' in row else row['more']), answers)
        self.assertEqual(row['why.service'], '1')
        self.assertEqual(self.manifest()['suppressed'][0]['count'], 3)

    def test_hostile_cells_come_back_equal(self):
        self.send(*({'answers': {'overall': 1, 'words': text}} for text in HOSTILE))
        self.assertEqual([row['words'] for row in self.rows('--raw')], HOSTILE)
        self.assertEqual([row['words'] for row in self.rows(name='t.jsonl')], HOSTILE)
        tame = [row['words'] for row in self.rows()]
        self.assertEqual([text[1:] if text[:1] == "'" and was != "'" else text
                          for text, was in zip(tame, HOSTILE)], HOSTILE)
        for kept in ('-5', '+86 138-1234-5678'):
            self.assertIn(kept, tame)
        for run in ('=1+1', '+cmd|x', '@SUM(A1)'):
            self.assertNotIn(run, tame)

    # -- which rows ---------------------------------------------------------------------------

    def test_an_empty_house_gives_an_empty_table(self):
        for name in ('t.csv', 't.jsonl', 't.html') + (('t.xlsx',) if SOFFICE else ()):
            self.assertEqual(self.rows(name=name), [], name)
        self.assertEqual(self.manifest('t.csv')['rows'], 0)

    def test_filters_choose_and_the_manifest_says_so(self):
        self.send({'locale': 'en'}, {'locale': 'zh-CN'},
                  {'survey': {'id': 'hotpot', 'version': '1', 'digest': self.hotpot}, 'locale': 'en'})
        self.assertEqual(len(self.rows('--language', 'en')), 2)
        self.assertEqual(len(self.rows('--language', 'en', '--survey', 'hotpot', '--venue', '人民广场')), 1)
        self.assertEqual(self.manifest()['filter'], {'venues': ['人民广场'], 'survey': 'hotpot', 'language': 'en',
                                                     'labels': False, 'long': False})
        self.assertEqual(len(self.rows('--to', '2020-01-01')), 0)
        self.assertEqual(len(self.rows('--from', '2020-01-01')), 3)
        found = self.manifest()
        self.assertEqual((found['records'], found['records_in_database'], found['rows']), (3, 3, 3))
        self.assertEqual([column['name'] for column in found['columns']], list(self.rows()[0]))

    def test_the_manifest_has_the_digest_of_the_bytes(self):
        self.send({}, {})
        self.rows()
        digest = subprocess.run(['sha256sum', self.path('table.csv')], capture_output=True, check=True).stdout
        self.assertEqual(self.manifest()['sha256'], digest.split()[0].decode())
        self.assertEqual(self.manifest()['bytes'], os.path.getsize(self.path('table.csv')))
        output, _ = self.run_export('responses', '--manifest', self.path('m.json'))
        with open(self.path('table.csv'), 'rb') as file:
            self.assertEqual(output, file.read())
        self.assertTrue(output.startswith(b'\xef\xbb\xbfresponse,'))
        self.assertFalse(self.run_export('responses', '--no-bom')[0].startswith(b'\xef'))

    def test_used_wrongly_it_says_so(self):
        for words in (('--format', 'doc'), ('--from', 'yesterday'), ('--from', '2026-02-30'), ('--period', '2026-13'),
                      ('--period', '2026', '--from', '2026-01-01'), ('--labels', '--codes'), ('--long', '--wide'),
                      ('--by', 'hour'), ('--with-contact',), ('--language', 'fr'), ('all',), ('--venue',),
                      ('--long', '--format', 'sav'), ('--from', '2026-02-02', '--to', '2026-02-01')):
            with self.subTest(words=words):
                self.run_export('responses', *words, status=2)
        for words in (('--venue', '没有'), ('--output', self.path('none/x.csv')), ('--output', self.folder.name)):
            with self.subTest(words=words):
                self.run_export('responses', *words, status=1)
        self.expect_nothing_left()

    # -- ending early -------------------------------------------------------------------------

    def test_a_reader_that_goes_is_told(self):
        self.send({})
        self.multiply(5000)
        process = self.start('responses')
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        process.stderr.close()
        self.assertEqual((process.wait(timeout=60), said.count(b'\n')), (1, 1), said)

    def test_nothing_is_left_of_what_was_interrupted(self):
        self.send({})
        self.multiply(30000)
        for number in (signal.SIGINT, signal.SIGTERM):
            for name in ('t.csv', 't.xlsx'):
                process = self.start('responses', '--output', self.path(name))
                deadline = time.monotonic() + 30
                while not os.listdir(self.folder.name) and time.monotonic() < deadline:
                    pass
                process.send_signal(number)
                said = process.communicate(timeout=60)[1]
                self.assertEqual(process.returncode, 1, said)
                self.assertIn(b'interrupted', said)
                self.expect_nothing_left()

    def test_who_waits_for_a_pipe_can_be_interrupted(self):
        self.send({})
        self.multiply(5000)
        process = self.start('responses')
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=60), 1)
        self.assertIn(b'interrupted', process.stderr.read())
        process.stdout.close()
        process.stderr.close()

    def test_a_full_disk_leaves_nothing(self):
        self.send({})
        self.multiply(3000)
        for name in ('t.csv', 't.xlsx', 't.sav', 't.jsonl', 't.html'):
            with self.subTest(name=name):
                # What a quota does: no file may grow beyond this.
                self.run_export('responses', '--output', self.path(name), status=1,
                                preexec_fn=limit_files)
                self.expect_nothing_left()
        with open('/dev/full', 'wb') as full:
            self.run_export('responses', status=1, stdout=full)

    def test_a_terminal_is_told_how_far_it_is(self):
        self.send({})
        self.multiply(5000)
        ours, theirs = pty.openpty()
        process = self.start('responses', stdout=subprocess.PIPE, stderr=theirs)
        os.close(theirs)
        process.stdout.read(1)
        time.sleep(1.2)  # it speaks when it has taken longer than a second
        while process.stdout.read(1 << 20):
            pass
        process.stdout.close()
        self.assertEqual(process.wait(timeout=60), 0)
        self.assertIn(b'export:', os.read(ours, 4096))
        os.close(ours)

    # -- what was sealed ----------------------------------------------------------------------

    def complain(self):
        record = str(uuid.uuid4())
        contact = json.dumps({'callName': '欧阳', 'phone': '13812345678'}, ensure_ascii=False)
        self.send({'id': record, 'kind': 'complaint', 'answers': {'what': ['food']},
                   'survey': {'id': 'complaint', 'version': '1', 'digest': self.complaint},
                   'seals': self.sealed(record, words='汤是冷的', contact=contact)})
        for name, role in (('owner', 'owner'), ('boss', 'manager'), ('helper', 'staff')):
            self.house.run('user', 'add', name, '--role', role, text='a long password of ' + name + '\n')

    def password(self, text):
        with open(self.path('password'), 'w', encoding='utf-8') as file:
            file.write(text + '\n')
        return self.path('password')

    def secret(self, name, *words, parts=('--with-words', '--with-contact'), password=None):
        return ('responses', *parts, '--as', name, '--password-file',
                self.password(password or 'a long password of ' + name), *words)

    def audited(self):
        return [(row['actor'], row['action'], json.loads(row['detail']).get('parts'))
                for row in self.house.run('audit', 'list')['audit'] if row['action'].startswith('export.')]

    def test_sealed_parts_are_opened_for_owners_and_managers(self):
        self.complain()
        row, = self.table(*self.secret('owner'))
        self.assertEqual((row['sealed_words'], row['phone'], row['callName']), ('汤是冷的', '13812345678', '欧阳'))
        row, = self.table(*self.secret('boss', '--venue', '人民广场', parts=('--with-words',)))
        self.assertEqual(row['sealed_words'], '汤是冷的')
        self.assertNotIn('phone', row)
        rows = self.table(*self.secret('owner', '--long'))
        self.assertIn(('phone', '13812345678'), [(row['question'], row['value']) for row in rows])
        self.assertEqual(self.audited(), [('user:owner', 'export.contact', 'words,contact'),
                                          ('user:boss', 'export.contact', 'words'),
                                          ('user:owner', 'export.contact', 'words,contact')])
        self.assertTrue(self.manifest()['with_contact'])

    def test_while_the_house_is_served_it_asks_that(self):
        self.complain()
        self.house.start(stderr=subprocess.DEVNULL)
        self.assertEqual(self.table(*self.secret('owner'))[0]['phone'], '13812345678')
        self.assertEqual(len(self.audited()), 1)

    def test_nobody_else_gets_them(self):
        self.complain()
        for words in (self.secret('helper', '--venue', '人民广场'), self.secret('boss'), self.secret('nobody'),
                      self.secret('owner', password='wrong password'), self.secret('helper')):
            output, said = self.run_export(*words, status=1)
            self.assertEqual(output, b'')
            self.assertNotIn('汤', said)
        self.house.run('user', 'disable', 'owner')
        self.run_export(*self.secret('owner'), status=1)
        self.assertEqual({action for _, action, _ in self.audited()}, {'export.refused'})
        self.assertEqual(len(self.audited()), 6)
        row, = self.table('responses')
        self.assertNotIn('汤是冷的', json.dumps(row, ensure_ascii=False))
        self.assertNotIn('phone', row)


def limit_files():
    import resource
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))


if __name__ == '__main__':
    unittest.main()
