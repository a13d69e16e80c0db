# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the checkers share: a folder with samples in it, and what a checker says of it."""

import os
import subprocess
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))


class SampleTest(unittest.TestCase):
    """A test of the checker that CHECKER names, on a tree of its own, given to it as TREE."""

    CHECKER = ''
    TREE = '--root'

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix='aft-lint-')
        self.addCleanup(holder.cleanup)
        self.root = holder.name

    def write(self, name, text):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as stream:
            stream.write(text)
        return path

    def ask(self, *arguments):
        command = [os.path.join(HERE, self.CHECKER), self.TREE, self.root, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def assert_passes(self, *arguments):
        done = self.ask(*arguments)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def assert_finds(self, *said):
        """The checker fails, and tells of everything in SAID."""
        done = self.ask()
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        for words in said:
            self.assertIn(words, done.stdout)
        return done.stdout
