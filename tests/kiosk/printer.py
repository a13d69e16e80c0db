# SPDX-License-Identifier: GPL-3.0-or-later
"""A receipt printer for tests of the kiosk: what it was sent, as it came out."""
import json
import os
import shutil
import subprocess
import tempfile
import time

from visit import Failure

TOOL = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tools', 'escpos-printer')


class Printer:
    """escpos-printer on loopback; it can be taken away and come back as another."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix='aftertaste-printer.')
        self.port, self.process, self.turn = 0, None, 0

    def start(self, *arguments):
        self.stop()
        self.turn += 1
        self.out = os.path.join(self.folder, str(self.turn))
        file = os.path.join(self.folder, 'port-%d' % self.turn)
        self.process = subprocess.Popen(
            [TOOL, '--out', self.out, '--listen', '127.0.0.1:%d' % self.port, '--port-file', file, *arguments],
            stdout=subprocess.DEVNULL)
        end = time.monotonic() + 25
        while not os.path.exists(file):
            if time.monotonic() > end:
                raise Failure('the printer is not there')
            time.sleep(.05)
        with open(file, encoding='ascii') as f:
            self.port = int(f.read())
        return self

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait()
        self.process = None

    def slips(self, least=0):
        """What came with pictures: (report, its PNG file), at least LEAST of them."""
        end = time.monotonic() + 25
        while True:
            found = []
            for name in sorted(os.listdir(self.out)):
                if name.endswith('.json'):
                    with open(os.path.join(self.out, name), encoding='utf-8') as f:
                        report = json.load(f)
                    if report['rasters']:
                        found.append((report, os.path.join(self.out, name[:-4] + 'png')))
            if len(found) >= least:
                return found
            if time.monotonic() > end:
                raise Failure('%d slips of %d' % (len(found), least))
            time.sleep(.1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def scan(picture):
    """What the code on the slip says."""
    return subprocess.run(['zbarimg', '-q', '--raw', picture], capture_output=True, text=True,
                          check=True).stdout.strip()
