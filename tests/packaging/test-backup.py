#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The backup of every night: it has a name once it was restored and verified, the newest are kept, and
one that cannot be verified takes nothing away."""

import os
import re
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'collector'))
sys.dont_write_bytecode = True
from house import House, Kiosk, PROGRAM  # noqa: E402

BACKUP = os.environ['AFTERTASTE_BACKUP']
# A collector that does as it should, but spoils what it backs up.
SPOILING = '''#!/bin/sh
"$REAL" "$@" || exit 1
[ "$1" = backup ] || exit 0
python3 - "$2" << 'END'
import sqlite3, sys
base = sqlite3.connect(sys.argv[1])
base.execute('UPDATE rollup SET count = count + 1')
base.commit()
END
'''


class Backup(unittest.TestCase):
    def setUp(self):
        self.house = House().set_up().start()
        self.addCleanup(self.house.__exit__)
        self.kiosk = Kiosk(self.house)
        self.folder = os.path.join(self.house.data, 'backups')

    def back_up(self, *words, program=PROGRAM, status=0):
        done = subprocess.run([BACKUP, '--data', self.house.data, *words], capture_output=True, text=True,
                              env={**os.environ, 'AFTERTASTE_COLLECTOR': program, 'REAL': PROGRAM},
                              timeout=120, check=False)
        self.assertEqual(done.returncode, status, done)
        return done.stdout + done.stderr

    def age(self, days):
        """Backups of DAYS nights before, by name."""
        for day in range(1, days + 1):
            with open(os.path.join(self.folder, f'collector-201501{day:02}T043000Z.db'), 'wb'):
                pass

    def test_it_is_whole_and_its_owners_alone(self):
        self.kiosk.send(self.kiosk.item(), self.kiosk.item())
        self.assertRegex(self.back_up(), r'^collector-\d{8}T\d{6}Z\.db is restored and verified; 1 are kept')
        names = os.listdir(self.folder)
        self.assertEqual(len(names), 1)
        path = os.path.join(self.folder, names[0])
        self.assertEqual((os.stat(path).st_mode & 0o777, os.stat(self.folder).st_mode & 0o777),
                         (0o600, 0o700))
        self.assertEqual(self.kiosk.heartbeat()[2]['backup_sequence'], 2)
        self.house.stop()
        self.house.run('restore', path)
        self.assertEqual(self.house.run('verify')['items'], 2)

    def test_the_newest_are_kept(self):
        os.mkdir(self.folder)
        self.age(9)
        self.assertIn('; 4 are kept', self.back_up('--keep', '4'))
        names = sorted(os.listdir(self.folder))
        self.assertEqual([re.match(r'collector-(\d{8})', n).group(1)[:4] for n in names],
                         ['2015'] * 3 + [names[-1][10:14]])
        self.assertEqual(names[0][10:18], '20150107')

    def test_what_cannot_be_verified_takes_no_other_away(self):
        self.kiosk.send(self.kiosk.item())
        os.mkdir(self.folder)
        self.age(3)
        spoiling = os.path.join(self.house.folder.name, 'spoiling')
        with open(spoiling, 'w', encoding='utf-8') as file:
            file.write(SPOILING)
        os.chmod(spoiling, 0o755)
        self.assertIn('cannot be verified', self.back_up('--keep', '1', program=spoiling, status=1))
        names = sorted(os.listdir(self.folder))
        self.assertEqual((len(names), names[-1]), (4, 'unproven.db'))
        with sqlite3.connect(os.path.join(self.folder, 'unproven.db')) as base:
            self.assertGreater(base.execute('SELECT max(count) FROM rollup').fetchone()[0], 1)
        base.close()
        self.back_up('--keep', '1')
        self.assertEqual(len(os.listdir(self.folder)), 1)

    def test_a_night_that_was_cut_short_leaves_nothing_behind(self):
        os.makedirs(os.path.join(self.folder, '.proof.dead'))
        self.back_up()
        self.assertEqual(len(os.listdir(self.folder)), 1)

    def test_it_works_without_a_running_collector(self):
        self.house.stop()
        self.back_up()
        self.assertEqual(len(os.listdir(self.folder)), 1)

    def test_wrong_words_are_refused(self):
        for words in (('--keep', '0'), ('--keep', 'x'), ('--keep',), ('--loud', '1')):
            self.back_up(*words, status=2)
        self.assertFalse(os.path.exists(self.folder))


if __name__ == '__main__':
    unittest.main()
