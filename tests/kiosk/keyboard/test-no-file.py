#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What guests type, and how, is written to no file: three of them write in all ways that there are, under
strace; from their first touch on the kiosk opens nothing for writing, makes, renames and removes nothing but
its database, in which the answers are."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from visit import Failure, Kiosk, Texts, run, write_survey  # noqa: E402

CONFIG = """
[kiosk]
language=%s

[look]
style=day
pulse=false

[times]
after-tap=300
choosing=300
typing=300
"""
CALLS = 'open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,' \
        'mkdirat,truncate,memfd_create'
QUESTIONS = [
    {'type': 'comment', 'name': 'words', 'rows': 6, 'title': 'W?'},
    {'type': 'text', 'name': 'phone', 'inputType': 'tel', 'title': 'P?'},
]
# The database and what belongs to it.
OWN_FILES = re.compile(r'kiosk\.db(-journal|-wal|-shm)?')
# No file on a disk: what a display server and its client share, and the machine's devices.
NO_FILES = re.compile(r'/(dev|proc|sys)/.*|.*/wayland-shm-[^/]*|.*\(deleted\)')


class Traced:
    """A kiosk under strace, which stands aside (-D), so that the kiosk is the process that was started."""

    def __init__(self, language):
        self.folder = tempfile.mkdtemp(prefix='aftertaste-strace.')
        self.trace = os.path.join(self.folder, 'trace')
        survey = write_survey(QUESTIONS)
        self.t = Texts(language, survey)
        self.kiosk = Kiosk(config=CONFIG % language, survey=survey,
                           prefix=('strace', '-D', '-f', '-y', '-qq', '-o', self.trace, '-e', 'trace=' + CALLS))

    def __enter__(self):
        self.kiosk.__enter__()
        return self

    def __exit__(self, *args):
        try:
            self.kiosk.__exit__(*args)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def come_to_words(self):
        self.kiosk.wait(self.t.choice('overall', 4), seconds=120)
        self.begun = os.path.getsize(self.trace)        # what it takes to start is none of the guest's
        self.kiosk.tap(self.t.choice('overall', 4))
        self.kiosk.wait('W?', role='text box', seconds=60)

    def key(self, source):
        """A key that has a name of words."""
        names = self.kiosk.words(source)
        self.kiosk.press(*[name for name in self.kiosk.keys(seconds=60) if name in names][:1])

    def finish(self):
        """The second question, and the end of the visit."""
        self.kiosk.tap(self.t.word('Next'))
        self.kiosk.wait('P?', role='text box', seconds=60)
        keys = self.kiosk.keys('1', '3', seconds=60)
        for digit in '13800138000':
            self.kiosk.touch(*keys[digit])
        self.kiosk.tap(self.t.word('Done'))
        self.kiosk.hook('page thanks', seconds=60)
        self.kiosk.hook('ack ', seconds=60)

    def changed_files(self):
        """Each path that was opened for writing, made, renamed or removed: path -> call."""
        with open(self.trace, encoding='utf-8', errors='replace') as f:
            f.seek(self.begun)
            lines = f.read().splitlines()
        if not any('sc.dict' in line for line in lines):
            raise Failure('the trace has no dictionary: it is not whole')
        found = {}
        for line in lines:
            said = re.match(r'\d+ +(?:<\.\.\. )?(\w+)', line)
            if said is None or re.search(r'= -1 E', line):
                continue
            call = said.group(1)
            if call.startswith('open') and not re.search(r'O_WRONLY|O_RDWR|O_CREAT|O_TRUNC', line):
                continue
            if call == 'memfd_create':
                continue                        # memory without a file, for windows
            opened = re.search(r'= \d+<(.*)>$', line)
            for path in [opened.group(1)] if opened else re.findall(r'"([^"]+)"', line):
                found[path] = call
        return found

    def judge(self):
        self.kiosk.kill(15)
        changed = self.changed_files()
        print('# changed: %s' % sorted(changed))
        for path, call in changed.items():
            in_data = os.path.dirname(path) == self.kiosk.data and OWN_FILES.fullmatch(os.path.basename(path))
            if not in_data and not NO_FILES.fullmatch(path):
                raise Failure('%s: %s' % (call, path))


def a_guest_from_beijing_leaves_no_file():
    with Traced('zh-CN') as traced:
        kiosk = traced.kiosk
        traced.come_to_words()
        kiosk.keys('q', seconds=60)
        kiosk.press(*'doufuhaochi')
        kiosk.pick('豆腐', seconds=60)
        kiosk.pick('好吃', seconds=60)
        kiosk.write_hardware('nihao ')
        traced.key('Nine keys')
        keys = kiosk.keys('4', '6', seconds=60)
        for digit in '436426244':
            kiosk.touch(*keys[digit])
        kiosk.pick('很好吃', seconds=60)
        traced.finish()
        traced.judge()


def a_guest_from_taipei_leaves_no_file():
    with Traced('zh-TW') as traced:
        kiosk = traced.kiosk
        traced.come_to_words()
        kiosk.keys('q', seconds=60)
        kiosk.press(*'miantiao')
        kiosk.pick('麵條', seconds=60)
        traced.key('Simplified or traditional')
        kiosk.press(*'miantiao')
        kiosk.pick('面条', seconds=60)
        traced.finish()
        traced.judge()


def a_guest_who_reads_english_leaves_no_file():
    with Traced('en') as traced:
        kiosk = traced.kiosk
        traced.come_to_words()
        kiosk.keys('Q', seconds=60)
        kiosk.press(*['Space' if letter == ' ' else letter for letter in 'good tea'])
        traced.key('Chinese input')
        kiosk.keys('q', seconds=60)
        kiosk.press(*'nihao')
        kiosk.pick('你好', seconds=60)
        traced.finish()
        traced.judge()


def why_not_traced():
    """Machines whose kernel lets nobody trace say so; None: this one does."""
    tried = subprocess.run(['strace', '-qq', '-e', 'trace=none', 'true'], capture_output=True, text=True)
    return tried.stderr.strip().splitlines()[0] if tried.returncode != 0 else None


if __name__ == '__main__':
    reason = why_not_traced()
    if reason:
        print('1..0 # SKIP ' + reason)
        sys.exit(0)
    sys.exit(run([a_guest_from_beijing_leaves_no_file, a_guest_from_taipei_leaves_no_file,
                  a_guest_who_reads_english_leaves_no_file]))
