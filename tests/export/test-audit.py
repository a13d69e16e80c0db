#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""aftertaste-export audit: every row that the collector has, in its order, in every format."""

import unittest

from exports import Exports, READSTAT, SOFFICE


class Audit(Exports):
    def expected(self):
        rows, after = [], '0'
        while True:
            page = self.house.run('audit', 'list', '--after', after)['audit']
            rows += page
            if len(page) < 1000:
                return rows
            after = str(page[-1]['row'])

    def fill(self, count):
        """Rows as if that much had been done: what is proved of them is for another test."""
        self.execute('WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < %d)'
                     ' INSERT INTO audit SELECT (SELECT max (sequence) FROM audit) + i, 1700000000000 + i,'
                     " 'user:=1+1', 'test', i, '{\"a\":\"\"}', zeroblob (32) FROM n" % count)

    def test_each_row_is_there_in_its_order(self):
        self.fill(1234)
        rows, expected = self.table('audit', '--raw'), self.expected()
        self.assertEqual(len(rows), len(expected))
        for row, same in zip(rows, expected):
            self.assertEqual((int(row['sequence']), row['actor'], row['action'], row['subject']),
                             (same['row'], same['actor'], same['action'], same['subject']))
        found = self.manifest()
        self.assertEqual((found['rows'], found['records_in_database']), (len(expected), len(expected)))

    def test_what_a_spreadsheet_would_run_is_disarmed(self):
        self.execute("UPDATE audit SET actor = '=1+1'")
        self.assertEqual({row['actor'] for row in self.table('audit')}, {"'=1+1"})
        self.assertIn('neutralised', self.manifest()['suppressed'][0]['why'])

    def test_every_format_has_the_same(self):
        plain = [row['action'] for row in self.table('audit')]
        self.assertIn('house.set-up', plain)
        for name in ('t.jsonl', 't.html') + (('t.xlsx',) if SOFFICE else ()):
            rows = self.table('audit', '--codes', name=name)
            self.assertEqual([row['action'] for row in rows], plain, name)
        if READSTAT:
            rows = self.table('audit', name='t.sav')
            self.assertEqual((len(rows), rows[0]['action']), (len(plain), plain[0]))

    def test_what_it_does_not_have_is_refused(self):
        for words in (('--from', '2026-01-01'), ('--venue', 'x'), ('--long',), ('--with-words', '--as', 'x')):
            self.run_export('audit', *words, status=2)


if __name__ == '__main__':
    unittest.main()
