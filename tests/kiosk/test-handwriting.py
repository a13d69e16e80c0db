#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Guests write characters on the glass with a finger. Needs fingers (touch or cage) and the model of
tegaki-zinnia-simplified-chinese. With AFTERTASTE_SHOTS=DIR the screens are kept as pictures."""
import os
import sys
import time

from visit import Failure, Kiosk, Texts, run, write_survey

MODEL = '/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model'
CONFIG = """
[kiosk]
language=zh-CN

[look]
style=%s
pulse=false

[times]
after-tap=120
choosing=120
typing=120
"""
KEYS_BESIDE = 96                # Pixels of the pad that are keys, at its right
# On a square of 100 by 100.
TEN = [[(10, 45), (50, 44), (90, 43)], [(50, 8), (50, 50), (50, 92)]]
MOUTH = [[(20, 20), (21, 50), (23, 84)], [(20, 22), (80, 20), (78, 50), (76, 82)], [(23, 78), (77, 76)]]


SURVEY = write_survey([{'type': 'comment', 'name': 'words', 'rows': 4, 'title': 'W?'}])


class Pad:
    """A guest before the pad."""

    def __init__(self, style='day'):
        self.kiosk, self.t = Kiosk(config=CONFIG % style, survey=SURVEY), Texts('zh-CN', SURVEY)

    def __enter__(self):
        kiosk = self.kiosk
        kiosk.__enter__()
        kiosk.tap(self.t.choice('overall', 4))
        kiosk.wait('W?', role='text box')
        kiosk.press(self.t.word('Handwriting'))
        self.keys = kiosk.keys(self.key('Take back the last stroke'), self.key('Clear what was drawn'))
        return self

    def __exit__(self, *args):
        self.kiosk.__exit__(*args)

    def key(self, source):
        return self.t.catalogue.gettext(source)

    def square(self):
        """Left, top and scale of a square on the paper."""
        x, y, w, h = self.kiosk.place(self.key('Write here with your finger'))
        side = min(w - KEYS_BESIDE, h) - 40
        return x + (w - KEYS_BESIDE - side) // 2, y + 20, side / 100

    def lines(self, stroke, start=0, finger=1):
        left, top, scale = self.square()
        points = [stroke[0]]
        for a, b in zip(stroke, stroke[1:]):
            points += [(a[0] + (b[0] - a[0]) * i / 8, a[1] + (b[1] - a[1]) * i / 8) for i in range(1, 9)]
        at = [(round(left + x * scale), round(top + y * scale)) for x, y in points]
        return ([(start, finger, 'down', *at[0])]
                + [(start + 12 * i, finger, 'move', *p) for i, p in enumerate(at[1:], 1)]
                + [(start + 12 * len(at), finger, 'up', *at[-1])])

    def draw(self, strokes):
        for stroke in strokes:
            self.kiosk.play(self.lines(stroke))

    def press(self, source):
        self.kiosk.touch(*self.keys[self.key(source)])

    def wait(self, what, get, want, seconds=20):
        end = time.monotonic() + seconds
        while not want(get()):
            if time.monotonic() > end:
                raise Failure('%s: there is %r' % (what, get()))
            time.sleep(.05)

    def wait_for_candidate(self, text, seconds=20):
        self.wait('candidates with ' + text, self.kiosk.candidates, lambda found: text in found, seconds)

    def wait_for_text(self, text):
        self.wait('the text ' + text, lambda: self.kiosk.text('W?', role='text box'), lambda found: found == text)

    def write(self, strokes, text):
        """Draws until it is read as `text`: on a slow machine the pad may still come to its place meanwhile."""
        for attempt in range(4):
            self.draw(strokes)
            try:
                self.wait_for_candidate(text, 20 if attempt == 3 else 5)
                return
            except Failure:
                if attempt == 3:
                    raise
            self.press('Clear what was drawn')
            self.wait_until_empty()

    def wait_until_empty(self):
        self.wait('no candidates', self.kiosk.candidates, lambda found: not found)

    def shot(self, name):
        folder = os.environ.get('AFTERTASTE_SHOTS')
        if folder:
            self.kiosk.shot(os.path.join(folder, '%s-hand-%s.png' % (os.environ['KIOSK_UI_SIZE'], name)))


def characters_are_written_one_after_the_other():
    with Pad() as pad:
        pad.shot('empty')
        pad.write(TEN, '十')
        pad.shot('drawn')
        pad.kiosk.pick('十')
        pad.wait_for_text('十')
        pad.wait_until_empty()
        pad.write(MOUTH, '口')
        pad.kiosk.pick('口')
        pad.wait_for_text('十口')
        pad.wait_until_empty()


def strokes_are_taken_back():
    with Pad() as pad:
        pad.write(TEN, '十')
        pad.press('Take back the last stroke')
        pad.wait_for_candidate('一')
        pad.press('Take back the last stroke')
        pad.wait_until_empty()
        pad.write(TEN, '十')
        pad.press('Clear what was drawn')
        pad.wait_until_empty()
        pad.wait_for_text('')


def backspace_takes_strokes_back_and_then_what_is_written():
    with Pad() as pad:
        back = pad.t.word('Backspace')
        pad.write(MOUTH, '口')
        pad.kiosk.pick('口')
        pad.wait_for_text('口')
        pad.wait_until_empty()
        pad.write(TEN, '十')
        pad.kiosk.press(back)
        pad.wait_for_candidate('一')
        pad.draw(TEN[1:])
        pad.wait_for_candidate('十')
        pad.kiosk.press(back, back)
        pad.wait_until_empty()
        pad.wait_for_text('口')
        pad.kiosk.press(back)
        pad.wait_for_text('')


def a_second_finger_does_not_draw():
    with Pad() as pad:
        pad.write(TEN[:1], '一')
        pad.press('Clear what was drawn')
        pad.wait_until_empty()
        lines = pad.lines(TEN[0]) + pad.lines([(70, 80), (75, 85)], 30, 2)
        pad.kiosk.play(sorted(lines, key=lambda line: line[0]))
        pad.wait_for_candidate('一')
        pad.kiosk.play(pad.lines(TEN[1]))
        pad.wait_for_candidate('十')


def the_pad_is_emptied_when_it_goes():
    with Pad() as pad:
        pad.write(TEN, '十')
        pad.kiosk.press(pad.t.word('Full keyboard'))
        pad.kiosk.keys('q')
        pad.wait('no candidates', pad.kiosk.candidates, lambda found: not found)
        pad.kiosk.press(pad.t.word('Handwriting'))
        pad.kiosk.keys(pad.key('Clear what was drawn'))
        pad.wait_until_empty()


def it_looks_alike_in_the_evening_and_in_high_contrast():
    for style in ('evening', 'contrast'):
        with Pad(style) as pad:
            pad.write(MOUTH, '口')
            pad.shot(style)


if __name__ == '__main__':
    if not os.path.exists(MODEL):
        print('1..0 # SKIP tegaki-zinnia-simplified-chinese is not installed')
        sys.exit(0)
    sys.exit(run([characters_are_written_one_after_the_other, strokes_are_taken_back,
                  backspace_takes_strokes_back_and_then_what_is_written, a_second_finger_does_not_draw,
                  the_pad_is_emptied_when_it_goes, it_looks_alike_in_the_evening_and_in_high_contrast]))
