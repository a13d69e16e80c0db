#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What guests type, and how, is written to no file: four of them write in all ways that there are, under
strace; from their first touch on the kiosk opens nothing for writing, makes, renames and removes nothing but
its database, in which the answers are. Needs fingers (touch), and for handwriting the model of
tegaki-zinnia-simplified-chinese."""
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

[keyboard]
fuzzy=%s

[times]
after-tap=300
choosing=300
typing=300
"""
CALLS = 'open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,' \
        'mkdirat,rmdir,mknod,mknodat,truncate,memfd_create'
QUESTIONS = [
    {'type': 'comment', 'name': 'words', 'rows': 6, 'title': 'W?'},
    {'type': 'text', 'name': 'phone', 'inputType': 'tel', 'title': 'P?'},
    {'type': 'text', 'name': 'mail', 'inputType': 'email', 'title': 'E?'},
]
DICTIONARY, HAND_MODEL = 'sc.dict', '/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model'
STEPS_A_STROKE = 8
# The database and what belongs to it.
OWN_FILES = re.compile(r'kiosk\.db(-journal|-wal|-shm)?')
# No file on a disk: what a display server and its client share, and the machine's devices.
NO_FILES = re.compile(r'/(dev|proc|sys)/.*|.*/wayland-shm-[^/]*|.*\(deleted\)')


class Traced:
    """A kiosk under strace, which stands aside (-D), so that the kiosk is the process that was started."""

    def __init__(self, language, fuzzy='none'):
        self.folder = tempfile.mkdtemp(prefix='aftertaste-strace.')
        self.trace = os.path.join(self.folder, 'trace')
        survey = write_survey(QUESTIONS)
        self.t = Texts(language, survey)
        self.kiosk = Kiosk(config=CONFIG % (language, fuzzy), survey=survey,
                           prefix=('strace', '-D', '-f', '-y', '-qq', '-o', self.trace, '-e', 'trace=' + CALLS))

    def __enter__(self):
        self.kiosk.__enter__()
        return self

    def __exit__(self, *args):
        try:
            self.kiosk.__exit__(*args)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def begin(self):
        """What it takes to start is none of the guest's."""
        self.kiosk.wait(self.t.choice('overall', 4), seconds=120)
        self.begun = os.path.getsize(self.trace)

    def come_to_words(self):
        self.kiosk.wait(self.t.choice('overall', 4), seconds=60)
        self.kiosk.tap(self.t.choice('overall', 4))
        self.kiosk.wait('W?', role='text box', seconds=60)

    def key(self, source):
        """A key that has a name of words."""
        names = self.kiosk.words(source)
        self.kiosk.press(*[name for name in self.kiosk.keys(seconds=60) if name in names][:1])

    def draw_a_line(self):
        """The character of one stroke, on the pad."""
        x, y, width, height = self.kiosk.place(self.t.word('Write here with your finger'), seconds=60)
        at = [(x + width // 8 + width * i // (2 * STEPS_A_STROKE), y + height // 2) for i in range(STEPS_A_STROKE + 1)]
        self.kiosk.play([(0, 1, 'down', *at[0])] + [(15 * i, 1, 'move', *point) for i, point in enumerate(at)]
                        + [(15 * len(at), 1, 'up', *at[-1])])

    def walk_away(self):
        self.kiosk.tap(self.t.word('Start again'))
        self.kiosk.wait(self.t.choice('overall', 4), seconds=60)
        self.kiosk.gone(self.t.word('Keyboard'), seconds=60)

    def finish(self):
        """The private questions, and the end of the visit."""
        self.kiosk.tap(self.t.word('Next'))
        self.kiosk.wait('P?', role='text box', seconds=60)
        keys = self.kiosk.keys('1', '3', '+', seconds=60)
        for digit in '13800138000':
            self.kiosk.touch(*keys[digit])
        self.kiosk.tap(self.t.word('Next'))
        self.kiosk.wait('E?', role='text box', seconds=60)
        self.kiosk.keys('@', seconds=60)
        self.kiosk.press(*'mei', '_', '8', '@', *'example', '.com')
        self.kiosk.tap(self.t.word('Done'))
        self.kiosk.hook('page thanks', seconds=60)
        self.kiosk.hook('ack ', seconds=60)

    def changed_files(self, reads):
        """Each path that was opened for writing, made, renamed or removed: path -> call. READS: what has to be
        among the files that were read, or the trace is not whole."""
        with open(self.trace, encoding='utf-8', errors='replace') as f:
            f.seek(self.begun)
            lines = f.read().splitlines()
        for name in reads:
            if not any(name in line for line in lines):
                raise Failure('the trace has no %s: it is not whole' % name)
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

    def judge(self, *reads):
        self.kiosk.kill(15)
        changed = self.changed_files(reads)
        print('# changed: %s' % sorted(changed))
        for path, call in changed.items():
            in_data = os.path.dirname(path) == self.kiosk.data and OWN_FILES.fullmatch(os.path.basename(path))
            if not in_data and not NO_FILES.fullmatch(path):
                raise Failure('%s: %s' % (call, path))


def a_guest_from_beijing_leaves_no_file():
    with Traced('zh-CN') as traced:
        kiosk, t = traced.kiosk, traced.t
        traced.begin()
        traced.come_to_words()
        kiosk.keys('q', seconds=60)
        kiosk.press(*'doufuhaochi')
        kiosk.pick('豆腐', seconds=60)
        kiosk.pick('好吃', seconds=60)
        kiosk.press(*'shi')
        kiosk.wait('~^1 ', seconds=60)
        first = kiosk.candidates()[0]
        kiosk.press(t.word('All choices'))
        kiosk.wait(t.word('Back to the keys'), seconds=60)
        kiosk.pick(first, seconds=60)
        kiosk.keys('q', seconds=60)
        kiosk.write_hardware('nihao ')
        traced.key('Nine keys')
        keys = kiosk.keys('4', '6', seconds=60)
        for digit in '436426244':
            kiosk.touch(*keys[digit])
        kiosk.wait('hen', seconds=60)
        kiosk.press('hen')                            # what the first keys spell
        kiosk.pick('很好吃', seconds=60)
        traced.finish()
        traced.judge(DICTIONARY)


def a_guest_from_taipei_leaves_no_file():
    with Traced('zh-TW', fuzzy='z-zh,in-ing') as traced:
        kiosk = traced.kiosk
        traced.begin()
        traced.come_to_words()
        kiosk.keys('q', seconds=60)
        kiosk.press(*'miantiao')
        kiosk.pick('麵條', seconds=60)
        traced.key('Simplified or traditional')
        kiosk.press(*'sangcai')
        kiosk.pick('上菜', seconds=60)
        kiosk.press(*'wanan')                         # and leaves with it open
        kiosk.wait('~^1 ', seconds=60)
        traced.walk_away()
        traced.come_to_words()
        kiosk.keys('q', seconds=60)
        kiosk.press(*'cha')
        kiosk.pick('茶', seconds=60)
        traced.finish()
        traced.judge(DICTIONARY)


def a_guest_who_draws_characters_leaves_no_file():
    if not os.path.exists(HAND_MODEL):
        print('# tegaki-zinnia-simplified-chinese is not installed: nobody draws')
        return
    with Traced('zh-TW') as traced:
        kiosk, t = traced.kiosk, traced.t
        traced.begin()
        traced.come_to_words()
        traced.key('Handwriting')
        kiosk.keys(t.word('Clear what was drawn'), seconds=60)
        traced.draw_a_line()
        kiosk.pick('一', seconds=60)
        traced.draw_a_line()
        kiosk.wait('~^1 ', seconds=60)
        kiosk.press(t.word('Take back the last stroke'))
        traced.finish()
        traced.judge(HAND_MODEL)


def a_guest_who_reads_english_leaves_no_file():
    with Traced('en') as traced:
        kiosk = traced.kiosk
        traced.begin()
        traced.come_to_words()
        keys = kiosk.keys('Q', seconds=60)
        x, y = keys['N']
        height = keys['Space'][1] - y
        kiosk.play([(0, 1, 'down', x, y), (2500, 1, 'move', x - 16, y - 16),
                    (2550, 1, 'move', x - 90, y - height), (2600, 1, 'up', x - 90, y - height)])
        if kiosk.text('W?', role='text box') in ('', 'N', 'n'):
            raise Failure('no accent: %r' % kiosk.text('W?', role='text box'))
        kiosk.press(*['Space' if letter == ' ' else letter for letter in 'good tea'])
        traced.key('Digits and symbols')
        kiosk.keys('4', '@', seconds=60)
        kiosk.press('4', '@')
        traced.key('Letters')
        traced.key('Chinese input')
        kiosk.keys('q', seconds=60)
        kiosk.press(*'nihao')
        kiosk.pick('你好', seconds=60)
        traced.finish()
        traced.judge(DICTIONARY)


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
                  a_guest_who_draws_characters_leaves_no_file, a_guest_who_reads_english_leaves_no_file]))
