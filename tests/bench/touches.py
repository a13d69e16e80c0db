# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal 15 and the growth of goal 13: real touches through visits of sixty questions.

Two pairs of eyes: screen-watch looks at the X screen from outside (touch sent → picture changed), and
the kiosk's own hooks give the moment the finger came in and the frame that followed. The hold of 300
ms begins when the finger leaves, 40 ms after it came down.

Growth is measured under cage, as the kiosk is installed: GTK 4.8 under X11 itself loses some 3 kB a
touch, and nothing under Wayland or with a mouse.
"""
import os
import subprocess
import sys
import tempfile
import time

from collector import TOKEN, Collector
from processes import own_mb
from visit import HERE, Failure, Kiosk, Texts

sys.path.insert(0, os.path.join(HERE, '..', 'tools'))
import spoilers  # noqa: E402
from relay import Relay  # noqa: E402

SURVEY = os.path.join(HERE, '..', 'data', 'surveys', 'sixty.json')
FINGER_MS, HOLD_MS = 40, 300


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))]


class Places:
    """Where fingers go in a visit of sixty questions: asked of the accessibility tree once. The measured
    kiosks run without that tree, as the packaged unit does."""

    def __init__(self, bench, data):
        texts = Texts('zh-CN', SURVEY)
        kiosk = start(bench, data, SURVEY, {})
        kiosk.wait(texts.title('overall'), seconds=30)
        self.face = kiosk.middle(texts.choice('overall', 5))
        for _ in range(40):                  # the database is still being made while the faces are there
            kiosk.touch(*self.face)
            time.sleep(1.5)
            if kiosk.has(texts.title('q2')):
                break
        self.yes = kiosk.middle(texts.choice('q2', 'yes'))
        self.title = min((e for _, name, e in kiosk.nodes() if name == texts.title('q2')),
                         key=lambda e: e[2] * e[3])
        while not kiosk.has(texts.word('Done')):
            kiosk.touch(*self.yes)
            time.sleep(.5)
        self.done = kiosk.middle(texts.word('Done'))
        kiosk.close()


def start(bench, data, survey, env):
    with open(bench.config, encoding='utf-8') as f:
        return Kiosk(config=f.read(), survey=survey, data=data, env=env, program=bench.kiosk)


UNSEEN = {'GTK_A11Y': 'none'}            # as in the packaged unit


class Touched:
    """Visits of sixty questions with real touches; gathers how long each picture took."""

    def __init__(self, bench, places, data, env=None):
        self.bench, self.places, self.pressed, self.turned, self.thanked = bench, places, [], [], []
        self.kiosk = start(bench, data, SURVEY, dict(UNSEEN, **(env or {})))
        self.kiosk.hook('painted rest', 30)
        time.sleep(3)                        # the database is open

    def thanks(self):
        return sum(1 for line in self.kiosk.lines if line == 'page thanks')

    def questions(self):
        """Answers until the thanks are shown; a touch that a busy machine swallowed is made again."""
        shown = self.thanks()
        for _ in range(90):
            x, y = self.places.yes
            press, turn = self.bench.eyes.ask('press', x, y, x - 60, y - 60, 120, 120, *self.places.title, 4000)
            is_last = self.thanks() > shown
            if press >= 0:
                self.pressed.append(press)
            if turn >= 0:
                (self.thanked if is_last else self.turned).append(turn - FINGER_MS - HOLD_MS)
            time.sleep(.4)                   # the new page has come to rest
            if is_last or self.thanks() > shown:
                return

    def visits(self, count):
        for _ in range(count):
            self.kiosk.touch(*self.places.face)
            time.sleep(1)
            self.questions()
            time.sleep(.3)
            self.kiosk.touch(*self.places.done)
            time.sleep(.5)

    def close(self):
        self.kiosk.close()


def touch_until(kiosk, place, line):
    """A busy machine may still be drawing when the finger comes; a guest would tap again, too."""
    for _ in range(5):
        kiosk.touch(*place)
        try:
            return kiosk.hook(line, 4)
        except Failure:
            continue
    raise Failure('five touches, and never %r' % line)


def one_tap_visits(bench, data, count):
    """Short visits for the growth over many guests: memory in MB once all is warm and at the end."""
    survey = os.path.join(HERE, '..', 'data', 'surveys', 'one.json')
    texts = Texts('zh-CN', survey)
    seen = start(bench, data, survey, {})
    seen.wait(texts.title('overall'), seconds=30)
    face = seen.middle(texts.choice('overall', 5))
    seen.touch(*face)
    seen.hook('ack ', 20)
    done = seen.middle(texts.word('Done'))
    seen.kill(15)
    kiosk, memory = start(bench, data, survey, UNSEEN), []
    kiosk.hook('painted rest', 30)
    time.sleep(3)
    for number in range(count):
        touch_until(kiosk, face, 'ack ')
        touch_until(kiosk, done, 'painted rest')
        if number in (max(30, count // 10), count - 1):
            memory.append(own_mb(kiosk.process.pid))
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
    places = Places(bench, tempfile.mkdtemp(prefix='aftertaste-bench.'))
    cases = (('empty outbox', None, False), ('fsync takes 500 ms', {
        'LD_PRELOAD': os.path.join(bench.o.build, 'tests/bench/slow-sync.so'), 'SLOW_SYNC_MS': '500'}, False),
        ('%d unsent rows' % bench.o.rows, None, True))
    for what, env, is_full in cases:
        data = tempfile.mkdtemp(prefix='aftertaste-bench.')
        if is_full:
            fill(bench, data)
        run = Touched(bench, places, data, env)
        run.visits(visits)
        report(bench, what, run)
        run.close()


NETWORKS = (('rows go out meanwhile', None), ('nobody answers the upload', spoilers.half_open(True)),
            ('replies drip', spoilers.drip))


def measure_networks(bench):
    """The same with a full outbox and a collector: what the network does is no affair of the glass."""
    places = Places(bench, tempfile.mkdtemp(prefix='aftertaste-bench.'))
    for what, mode in NETWORKS:
        data, relay = tempfile.mkdtemp(prefix='aftertaste-bench.'), Relay(Collector().server_port)
        fill(bench, data)
        with open(os.open(os.path.join(data, 'token'), os.O_WRONLY | os.O_CREAT, 0o600), 'w') as f:
            f.write(TOKEN)
        with open(bench.config, 'a', encoding='utf-8') as f:
            f.write('\n[collector]\naddress=http://127.0.0.1:%d\n' % relay.port)
        relay.spoil(mode)
        run = Touched(bench, places, data)
        run.visits(max(1, bench.o.visits // 60))
        report(bench, '%s (%d requests)' % (what, relay.exchanges), run)
        run.close()
        bench.write_config(False)


def measure_growth(bench):
    data = tempfile.mkdtemp(prefix='aftertaste-bench.')
    first, last = one_tap_visits(bench, data, bench.o.visits)
    bench.say('13 growth over %d visits' % bench.o.visits, last - first, 'MB', '%.1f → %.1f MB' % (first, last),
              '<= 1 MB over 5,000', '')


def fill(bench, data):
    kiosk = start(bench, data, SURVEY, UNSEEN)
    kiosk.hook('painted rest', 30)               # makes the identity and the database
    kiosk.kill(15)
    subprocess.run([os.path.join(bench.o.build, 'tests/bench/fill-outbox'), data, str(bench.o.rows)], check=True)
