#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How every screen stands on the glass, in three languages and at the smallest and largest text: targets
of at least 96 px that neither overlap nor leave the screen, nothing a guest needs in the top fifth of
a portrait screen, no word cut off, no raw key. With AFTERTASTE_SHOTS=DIR each screen is also kept as
a picture, in the styles of AFTERTASTE_STYLES (day; also evening, contrast) and the sizes of text of
AFTERTASTE_SIZES (1,3)."""
import os
import sys

from visit import Failure, Kiosk, Texts, house_survey, run

CONFIG = """
[house]
name-zh-CN=回味小馆
name-zh-TW=回味小館
name-en=Aftertaste House
telephone=021 5555 0100
public-address=https://feedback.aftertaste.example
house-public-key=3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29

[kiosk]
language=%s

[look]
style=%s
pulse=false

[times]
after-tap=120
choosing=120
typing=120
thanks=60
"""
WIDTH, HEIGHT = (int(v) for v in os.environ['KIOSK_UI_SIZE'].split('x'))
# What accessibility tells is the content of a control; the style's border and padding come on top, 4 px
# a side at the least.
TARGET = 96 - 8
# GTK from 4.16 on tells the border's box instead, and loses the padding of whatever the control lies in:
# 24 px above a survey's answers. Only there the rule of the top fifth is that much milder.
LOST_PADDING = 24
ACTED_ON = ('button', 'toggle button', 'radio', 'check box', 'text box')


class Look:
    """One visit past many screens; `see` judges each."""

    def __init__(self, kiosk, language, style, size):
        self.kiosk, self.tag = kiosk, '%s-%s-%dx%d-text%d' % (language, style, WIDTH, HEIGHT, size)
        self.faults = []
        self.top = HEIGHT / 5 - (LOST_PADDING if kiosk.toolkit() >= (4, 16) else 0)
        self.card_answer = Texts(language).word('Yes, I am here')

    def see(self, name, behind=False):
        """`behind`: a card lies over the page, and the page's controls are none for now."""
        nodes = [n for n in self.kiosk.nodes() if not behind or n[1] == self.card_answer]
        folder = os.environ.get('AFTERTASTE_SHOTS')
        if folder:
            self.kiosk.shot(os.path.join(folder, '%s-%s.png' % (self.tag, name)))
        fold = HEIGHT if behind else self.kiosk.fold(None) or HEIGHT
        fixed = self.kiosk.fixed_names()
        controls = [(r, n, e) for r, n, e in nodes if r in ACTED_ON and (e[1] + e[3] <= fold or n in fixed)]
        rows = [e for r, n, e in nodes if r in ACTED_ON and e[1] < fold < e[1] + e[3]]
        if rows and not any(r == 'scroll bar' for r, n, e in nodes):
            self.fault(name, 'stands in the way of the buttons below: %s' % rows)
        if not controls:
            self.fault(name, 'nothing to act on')
        for role, label, (x, y, w, h) in controls:
            what = '%s %r at %d,%d %dx%d' % (role, label, x, y, w, h)
            if (w < TARGET or h < TARGET) and role != 'text box':
                self.fault(name, 'smaller than 96 px: ' + what)
            if x < 0 or x + w > WIDTH:
                self.fault(name, 'leaves the screen: ' + what)
            if HEIGHT > WIDTH and y + h / 2 < self.top and role != 'text box':
                self.fault(name, 'in the top fifth: ' + what)
        for i, one in enumerate(controls):
            for other in controls[i + 1:]:
                if overlap(one[2], other[2]) and 'text box' not in (one[0], other[0]):
                    self.fault(name, '%r and %r overlap' % (one[1], other[1]))
        for _, label, _ in nodes:
            if '{' in label or label.startswith('aft-'):
                self.fault(name, 'a raw key on the screen: %r' % label)

    def fault(self, screen, what):
        line = '%s: %s' % (self.tag, what)
        if not any(line in other for other in self.faults):
            self.faults.append('%s (on %s)' % (line, screen))


def overlap(a, b):
    return (a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
            and not inside(a, b) and not inside(b, a))


def inside(a, b):
    return a[0] >= b[0] and a[1] >= b[1] and a[0] + a[2] <= b[0] + b[2] and a[1] + a[3] <= b[1] + b[3]


def larger(kiosk, t, size):
    for _ in range(size - 1):
        kiosk.tap(t.word('Larger text'))


def exit_survey(look, t, size):
    kiosk = look.kiosk
    kiosk.wait(t.title('overall'))
    larger(kiosk, t, size)
    look.see('1-rest')
    kiosk.tap(t.word('Complaint or suggestion'))
    kiosk.wait(t.word('I have a complaint'))
    look.see('1-tell')
    kiosk.tap(t.word('Back'))
    kiosk.wait(t.title('overall'))
    kiosk.tap(t.choice('overall', 2))
    kiosk.wait(t.title('why'))
    kiosk.tap(t.choice('why', 'waiting'))
    look.see('2-why')
    kiosk.tap(t.word('Next'))
    kiosk.wait(t.title('waited'))
    look.see('3-waited')
    kiosk.tap(t.choice('waited', 'bill'))
    kiosk.wait(t.title('recommend'))
    look.see('4-recommend')
    kiosk.tap('3')
    kiosk.wait(t.title('return'))
    look.see('5-return')
    kiosk.tap(t.choice('return', 'perhaps'))
    kiosk.wait(t.title('words'))
    look.see('6-words')
    kiosk.tap(t.word('Skip'))
    kiosk.wait(t.title('more'))
    look.see('7-more')
    kiosk.tap(t.choice('more', 'complaint'))


def complaint(look, t):
    kiosk = look.kiosk
    kiosk.wait(t.title('what'))
    look.see('8-what')
    for value in ('food', 'waiting', 'foreign-object'):
        kiosk.tap(t.choice('what', value))
    kiosk.tap(t.word('Next'))
    kiosk.touch(*kiosk.middle(t.title('words'), role='text box'))
    kiosk.write('The soup came cold, twice, and there was a hair in it.')
    look.see('9-words')
    kiosk.tap(t.word('Next'))
    kiosk.wait(t.title('tableNumber'))
    look.see('a-table')
    kiosk.tap(t.word('Skip'))
    kiosk.wait(t.word("Yes, that's right"))
    look.see('b-read-back')
    kiosk.tap(t.word("Yes, that's right"))
    kiosk.wait(t.title('wish'))
    look.see('c-wish')
    kiosk.tap(t.choice('wish', 'call'))
    kiosk.wait(t.title('callback'))
    kiosk.tap(t.choice('callback', 'yes'))
    look.see('d-consent')
    kiosk.tap(t.word('How we handle your data'), role='button')
    kiosk.hook('painted privacy')
    look.see('d-notice')
    kiosk.tap(t.word('Back'))
    kiosk.wait(t.title('callback'))
    kiosk.tap(t.word('Next'))
    kiosk.wait(t.title('phone'))
    kiosk.tap(t.word('Next'))
    look.see('e-phone-error')
    kiosk.touch(*kiosk.middle(t.title('phone'), role='text box'))
    kiosk.write('13912345678')
    kiosk.tap(t.word('Next'))
    kiosk.wait(t.title('callName'))
    look.see('e-name')
    kiosk.tap(t.word('Done'))
    kiosk.hook('painted thanks')
    look.see('f-thanks')


def idle_card(look, t, size):
    kiosk = look.kiosk
    kiosk.wait(t.title('overall'))
    larger(kiosk, t, size)
    kiosk.tap(t.choice('overall', 1))
    kiosk.wait(t.word('Are you still there?'))
    look.see('g-card', behind=True)


def judge(language):
    exit_texts, own = Texts(language, house_survey('exit')), Texts(language, house_survey('complaint'))
    faults = []
    for style in os.environ.get('AFTERTASTE_STYLES', 'day').split(','):
        for size in (int(v) for v in os.environ.get('AFTERTASTE_SIZES', '1,3').split(',')):
            with Kiosk(config=CONFIG % (language, style)) as kiosk:
                look = Look(kiosk, language, style, size)
                exit_survey(look, exit_texts, size)
                complaint(look, own)
                faults += look.faults
            with Kiosk(config=(CONFIG % (language, style)).replace('after-tap=120', 'after-tap=2\ncard=30')) as kiosk:
                look = Look(kiosk, language, style, size)
                idle_card(look, exit_texts, size)
                faults += look.faults
    if faults:
        raise Failure('%d faults:\n%s' % (len(faults), '\n'.join(faults[:40])))


def every_screen_stands_well_in_simplified_chinese():
    judge('zh-CN')


def every_screen_stands_well_in_traditional_chinese():
    judge('zh-TW')


def every_screen_stands_well_in_english():
    judge('en')


if __name__ == '__main__':
    sys.exit(run([every_screen_stands_well_in_simplified_chinese, every_screen_stands_well_in_traditional_chinese,
                  every_screen_stands_well_in_english]))
