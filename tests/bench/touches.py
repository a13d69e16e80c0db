# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal 15 and the growth of goal 13: real touches through visits of sixty questions.

Two pairs of eyes: screen-watch looks at the X screen from outside (touch sent → picture changed), and
the kiosk's own hooks give the moment the finger came in and the frame that followed. The hold of 300
ms begins when the finger leaves, 40 ms after it came down.
"""
import os
import subprocess
import tempfile
import time

from processes import pss_mb
from visit import HERE, Kiosk, Texts

SURVEY = os.path.join(HERE, '..', 'data', 'surveys', 'sixty.json')
FINGER_MS, HOLD_MS = 40, 300


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))]


class Touched:
    """Visits of sixty questions with real touches; gathers how long each picture took."""

    def __init__(self, bench, data, env=None):
        self.bench, self.pressed, self.turned, self.thanked = bench, [], [], []
        self.texts = Texts('zh-CN', SURVEY)
        with open(bench.config, encoding='utf-8') as f:
            config = f.read()
        self.kiosk = Kiosk(config=config, survey=SURVEY, data=data, env=env, program=bench.kiosk)
        self.kiosk.wait(self.texts.title('overall'), seconds=30)
        self.face = self.kiosk.middle(self.texts.choice('overall', 5))
        for _ in range(40):                  # the database is still being made while the faces are there
            self.kiosk.touch(*self.face)
            time.sleep(1.5)
            if self.kiosk.has(self.texts.title('q2')):
                break
        self.yes = self.kiosk.middle(self.texts.choice('q2', 'yes'))
        self.title = min((e for _, name, e in self.kiosk.nodes() if name == self.texts.title('q2')),
                         key=lambda e: e[2] * e[3])
        self.done = None

    def thanks(self):
        return sum(1 for line in self.kiosk.lines if line == 'page thanks')

    def questions(self):
        """Answers until the thanks are shown; a touch that a busy machine swallowed is made again."""
        shown = self.thanks()
        for _ in range(90):
            x, y = self.yes
            press, turn = self.bench.eyes.ask('press', x, y, x - 60, y - 60, 120, 120, *self.title, 4000)
            is_last = self.thanks() > shown
            if press >= 0:
                self.pressed.append(press)
            if turn >= 0:
                (self.thanked if is_last else self.turned).append(turn - FINGER_MS - HOLD_MS)
            time.sleep(.4)                   # the new page has come to rest
            if is_last or self.thanks() > shown:
                return

    def visits(self, count):
        begun = True
        for _ in range(count):
            if not begun:
                self.kiosk.touch(*self.face)
                time.sleep(1)
            self.questions()
            if self.done is None:
                self.done = self.kiosk.middle(self.texts.word('Done'))
            time.sleep(.3)
            self.kiosk.touch(*self.done)
            time.sleep(.5)
            begun = False

    def close(self):
        self.kiosk.close()


def one_tap_visits(bench, data, count):
    """Short visits for the growth over many guests: memory in MB at the first and the last tenth."""
    survey = os.path.join(HERE, '..', 'data', 'surveys', 'one.json')
    texts = Texts('zh-CN', survey)
    with open(bench.config, encoding='utf-8') as f:
        kiosk = Kiosk(config=f.read(), survey=survey, data=data, program=bench.kiosk)
    kiosk.wait(texts.title('overall'), seconds=30)
    face, done, memory = kiosk.middle(texts.choice('overall', 5)), None, []
    for number in range(count):
        kiosk.touch(*face)
        kiosk.hook('ack ', 20)
        if done is None:
            done = kiosk.middle(texts.word('Done'))
        kiosk.touch(*done)
        kiosk.hook('page rest', 20)
        time.sleep(.1)
        if number in (count // 10, count - 1):
            memory.append(pss_mb(kiosk.process.pid))
    kiosk.close()
    return memory


def report(bench, what, run):
    for name, values in (('touch → pressed look', run.pressed), ('hold → next page', run.turned)):
        late = 100.0 * sum(1 for v in values if v > 33) / max(1, len(values))
        bench.say('15 %s, %s' % (name, what), percentile(values, .99), 'ms p99',
                  'median %.1f, max %.1f, n %d' % (percentile(values, .5), max(values), len(values)),
                  '99 %% within 33 ms (%.1f %% later)' % late, '%.2f' % (percentile(values, .99) / 33))
    if run.thanked:
        bench.say('15 hold → thanks (waits for commit), %s' % what, percentile(run.thanked, .5), 'ms',
                  'n %d' % len(run.thanked), 'the commit alone', '')


def measure(bench):
    visits = max(1, bench.o.visits // 60)
    cases = (('empty outbox', None, False), ('fsync takes 500 ms', {
        'LD_PRELOAD': os.path.join(bench.o.build, 'tests/bench/slow-sync.so'), 'SLOW_SYNC_MS': '500'}, False),
        ('%d unsent rows' % bench.o.rows, None, True))
    for what, env, is_full in cases:
        data = tempfile.mkdtemp(prefix='aftertaste-bench.')
        if is_full:
            fill(bench, data)
        run = Touched(bench, data, env)
        run.visits(visits)
        report(bench, what, run)
        run.close()
    data = tempfile.mkdtemp(prefix='aftertaste-bench.')
    first, last = one_tap_visits(bench, data, bench.o.visits)
    bench.say('13 growth over %d visits' % bench.o.visits, last - first, 'MB', '%.1f → %.1f MB' % (first, last),
              '<= 1 MB over 5,000', '')


def fill(bench, data):
    with open(bench.config, encoding='utf-8') as f:
        kiosk = Kiosk(config=f.read(), survey=SURVEY, data=data, program=bench.kiosk)
    kiosk.hook('painted rest', 30)               # makes the identity and the database
    kiosk.kill(15)
    subprocess.run([os.path.join(bench.o.build, 'tests/bench/fill-outbox'), data, str(bench.o.rows)], check=True)
