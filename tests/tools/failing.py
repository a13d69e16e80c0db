# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders for fail-io.c: which call of a program's to its disk fails, and how."""
import errno
import mmap
import os
import struct

WRITE, SYNC, CUT, READ = 1, 2, 4, 8
KINDS = {'write': WRITE, 'sync': SYNC, 'cut': CUT, 'read': READ, 'any': WRITE | SYNC | CUT | READ}
FORM = struct.Struct('@5q')  # kinds, countdown, errno, is_lasting, failed


class FailingCalls:
    """The file at PATH, mapped; `environment` is what the program is started with."""

    def __init__(self, path, library):
        with open(path, 'wb') as file:
            file.write(bytes(FORM.size))
        self.file = os.open(path, os.O_RDWR)
        self.map = mmap.mmap(self.file, FORM.size)
        self.environment = {'FAIL_IO': path, 'LD_PRELOAD': library}

    def fail(self, kind, after, error=errno.EIO, is_lasting=False):
        """The call that comes AFTER so many of its KIND fails; IS_LASTING: and all behind it."""
        self.heal()
        self.map[8:] = struct.pack('@4q', after, error, is_lasting, 0)
        self.map[:8] = struct.pack('@q', KINDS[kind])  # last: it makes the others hold

    def heal(self):
        self.map[:8] = bytes(8)

    def count(self):
        """Calls that failed since fail()."""
        return FORM.unpack(self.map[:])[4]

    def close(self):
        self.map.close()
        os.close(self.file)
