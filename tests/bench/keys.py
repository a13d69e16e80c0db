# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing on the glass: a real finger on a key until the candidates are painted, and the memory that it
takes to write Chinese, beyond the same visit at a page without a field.

Letters of the two lower rows only, and the upper part of the candidates: the enlarged letter of a key
stands over what is above it while the finger is down, and would be taken for them. The finger is lifted
40 ms after it came down; a letter counts then."""
import tempfile
import time

from processes import pss_mb
from touches import FINGER_MS, UNSEEN, percentile, start, touch_until
from visit import Texts, write_survey

LINES = ('malahancan', 'zanzanbangbang', 'fanghandangan', 'canzhangzhang', 'hanhanzalanfan', 'gansuanlandan')
CLEAR_OF_LETTERS = .7                     # of the candidates' height
WORDS = {'type': 'comment', 'name': 'words', 'title': 'W?'}
BUTTONS = {'type': 'boolean', 'name': 'words', 'title': 'W?'}
LOADED_SECONDS = 3                         # the engine, which the first field asks for


class Places:
    """Asked of the accessibility tree once; what is measured runs without it."""

    def __init__(self, bench, survey):
        texts = Texts('zh-CN', survey)
        kiosk = start(bench, tempfile.mkdtemp(prefix='aftertaste-bench.'), survey, {})
        kiosk.wait(texts.title('overall'), seconds=30)
        self.face = kiosk.middle(texts.choice('overall', 5))
        time.sleep(3)                      # the database is open
        kiosk.touch(*self.face)
        kiosk.keys(texts.word('Space'), 'm', seconds=60)
        time.sleep(LOADED_SECONDS)
        kiosk.press('m')
        kiosk.wait('~1 .', seconds=60)
        self.row = next(e for _, name, e in kiosk.nodes() if name.startswith('1 '))
        self.keys = kiosk.keys()
        self.space = texts.word('Space')
        kiosk.close()

    def press(self, bench, name):
        x, y = self.keys[name]
        row = int(CLEAR_OF_LETTERS * self.row[3])
        return bench.eyes.ask('press', x, y, x - 30, y - 30, 60, 60, 0, self.row[1], bench.w, row, 1000)


def visit(bench, places, question):
    """A kiosk at a page with QUESTION, and its memory when all is at rest there (PSS, MB)."""
    survey = write_survey([question])
    kiosk = start(bench, tempfile.mkdtemp(prefix='aftertaste-bench.'), survey, UNSEEN)
    kiosk.hook('painted rest', 30)
    time.sleep(3)
    touch_until(kiosk, places.face, 'page exit')
    time.sleep(LOADED_SECONDS)
    return kiosk, pss_mb(kiosk.process.pid)


def measure(bench):
    places, painted, pressed = Places(bench, write_survey([WORDS])), [], []
    kiosk, without = visit(bench, places, BUTTONS)
    kiosk.close()
    kiosk, opened = visit(bench, places, WORDS)
    most = opened
    for line in LINES * max(1, bench.o.visits // 20):
        for letter in line:
            press, paint = places.press(bench, letter)
            if press >= 0:
                pressed.append(press)
            if paint >= 0:                 # now and then the candidates stay what they are
                painted.append(paint - FINGER_MS)
            time.sleep(.1)
        most = max(most, pss_mb(kiosk.process.pid))
        kiosk.touch(*places.keys[places.space])
        time.sleep(.3)
    after = pss_mb(kiosk.process.pid)
    kiosk.close()
    for what, values in (('touch → key looks pressed', pressed), ('key → candidates painted', painted)):
        late = 100.0 * sum(1 for v in values if v > 33) / max(1, len(values))
        bench.say(what, percentile(values, .99), 'ms p99',
                  'median %.1f, max %.1f, n %d' % (percentile(values, .5), max(values), len(values)),
                  '99 %% within 33 ms (%.1f %% later)' % late, '%.2f' % (percentile(values, .99) / 33))
    for what, memory in (('keyboard shown (PSS)', opened), ('pinyin open, at most (PSS)', most),
                         ('Chinese written (PSS)', after)):
        bench.say('memory, ' + what, memory - without, 'MB', 'a page with buttons %.1f, then %.1f MB'
                  % (without, memory), '<= 35 MB', '%.2f' % ((memory - without) / 35))
