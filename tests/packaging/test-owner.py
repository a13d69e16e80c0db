#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Root may use every subcommand on the service's folder, and leaves nothing in it that the service
could not open."""

import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'collector'))
sys.dont_write_bytecode = True
from house import House  # noqa: E402

OWNER = 65534


class Owner(unittest.TestCase):
    def setUp(self):
        if os.getuid() != 0:
            self.skipTest('needs root')
        self.house = House()
        self.addCleanup(self.house.__exit__)
        os.chmod(self.house.folder.name, 0o755)
        os.mkdir(self.house.data, 0o700)
        os.chown(self.house.data, OWNER, OWNER)

    def assert_all_is_the_owners(self):
        found = [self.house.data]
        for folder, below, names in os.walk(self.house.data):
            found += [os.path.join(folder, name) for name in below + names]
        self.assertGreater(len(found), 3)
        for path in found:
            status = os.lstat(path)
            self.assertEqual((status.st_uid, status.st_gid), (OWNER, OWNER), path)
            self.assertEqual(status.st_mode & 0o077, 0, path)

    def test_roots_commands_leave_the_owners_files(self):
        self.house.set_up()
        self.assert_all_is_the_owners()
        backup = os.path.join(self.house.data, 'backup.db')
        self.house.run('backup', backup)
        self.house.run('restore', backup)
        self.house.run('key', 'rotate')
        self.assertTrue(self.house.run('verify')['sound'])
        self.assert_all_is_the_owners()

    def test_root_is_heard_by_what_serves(self):
        self.house.set_up().start()
        with open(f'/proc/{self.house.server.pid}/status', encoding='ascii') as file:
            status = file.read()
        self.assertIn(f'Uid:\t{OWNER}\t{OWNER}\t{OWNER}\t{OWNER}\n', status)
        self.assertIn(f'Groups:\t{OWNER} \n', status)
        self.assertEqual(self.house.run('device', 'list')['devices'], [])
        self.assert_all_is_the_owners()

    def test_root_cannot_write_a_backup_where_the_owner_cannot(self):
        self.house.set_up()
        self.house.run('backup', os.path.join(self.house.folder.name, 'backup.db'), status=1)


if __name__ == '__main__':
    unittest.main()
