#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a guest wrote on the glass, in every way that there is, is nowhere in the kiosk's memory once the guest
has walked away and the time has run out: neither the words, nor the keys that became them. Needs fingers
(touch), and for handwriting the model of tegaki-zinnia-simplified-chinese."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from visit import Failure, Kiosk, Texts, memory_holds, run, write_survey  # noqa: E402

# Long enough for a slow machine between two touches.
CONFIG = """
[kiosk]
language=%s

[look]
style=day
pulse=false

[times]
after-tap=30
choosing=30
typing=30
card=2
"""
HAND_MODEL = '/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model'
SURVEY = write_survey([
    {'type': 'comment', 'name': 'words', 'rows': 6, 'title': 'W?'},
    {'type': 'text', 'name': 'phone', 'inputType': 'tel', 'title': 'P?'},
    {'type': 'text', 'name': 'mail', 'inputType': 'email', 'title': 'E?'},
])
PHONE, MAIL = '90817263554', 'qzxvkw_8@jhpf.com'
# Words that no program has one behind the other, and how they are typed.
WORDS = {
    'zh-CN': (('豆腐', 'doufu'), ('桌子', 'zhuozi'), ('下雨', 'xiayu')),
    'zh-TW': (('麵條', 'miantiao'), ('雨傘', 'yusan'), ('電燈', 'diandeng')),
}


class Guest:
    def __init__(self, language):
        self.t = Texts(language, SURVEY)
        self.kiosk = Kiosk(config=CONFIG % language, survey=SURVEY)
        self.words = WORDS[language]
        self.written = {''.join(word for word, _ in self.words), ''.join(keys for _, keys in self.words),
                        PHONE, MAIL}

    def __enter__(self):
        self.kiosk.__enter__()
        self.kiosk.tap(self.t.choice('overall', 4), seconds=60)
        self.kiosk.wait('W?', role='text box')
        return self

    def __exit__(self, *args):
        self.kiosk.__exit__(*args)

    def must_be_held(self, text):
        """While it stands there it is found, or the search is none."""
        end = time.monotonic() + 25
        while not memory_holds(self.kiosk.process.pid, text):
            if time.monotonic() > end:
                raise Failure('the search of the memory finds no %s while it is open' % text)
            time.sleep(.05)

    def write_pinyin(self):
        self.kiosk.keys('q')
        self.kiosk.press(*''.join(keys for _, keys in self.words))
        self.kiosk.wait('~^1 ')
        self.must_be_held(''.join(keys for _, keys in self.words))
        for word, _ in self.words:
            self.kiosk.pick(word)
        self.must_be_held(''.join(word for word, _ in self.words))

    def draw_a_line(self):
        """The character of one stroke, behind the words."""
        self.kiosk.press(self.t.word('Handwriting'))
        self.kiosk.keys(self.t.word('Clear what was drawn'))
        x, y, width, height = self.kiosk.place(self.t.word('Write here with your finger'))
        at = [(x + width // 8 + width * i // 16, y + height // 2) for i in range(9)]
        self.kiosk.play([(0, 1, 'down', *at[0])] + [(15 * i, 1, 'move', *point) for i, point in enumerate(at)]
                        + [(15 * len(at), 1, 'up', *at[-1])])
        self.kiosk.pick('一')
        self.written.add(self.words[-1][0] + '一')

    def write_private_fields(self):
        self.kiosk.tap(self.t.word('Next'))
        self.kiosk.wait('P?', role='text box')
        keys = self.kiosk.keys('1', '3', '+')
        for digit in PHONE:
            self.kiosk.touch(*keys[digit])
        self.must_be_held(PHONE)
        self.kiosk.tap(self.t.word('Next'))
        self.kiosk.wait('E?', role='text box')
        self.kiosk.keys('@')
        self.kiosk.press(*MAIL[:-4], '.com')
        self.must_be_held(MAIL)

    def must_be_gone(self):
        end = time.monotonic() + 10                   # the window drops the old page in its idle time
        while True:
            held = {text: memory_holds(self.kiosk.process.pid, text) for text in self.written}
            if not any(held.values()):
                return
            if time.monotonic() > end:
                raise Failure('the process still holds what was typed: %s' % held)
            time.sleep(.2)


def walk_away(language):
    with Guest(language) as guest:
        guest.write_pinyin()
        if os.path.exists(HAND_MODEL):
            guest.draw_a_line()
        else:
            print('# tegaki-zinnia-simplified-chinese is not installed: nobody draws')
        guest.write_private_fields()
        guest.kiosk.gone('E?', seconds=120)           # nobody is there, and nobody answers the card
        guest.kiosk.wait(guest.t.choice('overall', 4))
        guest.must_be_gone()


def a_guest_from_beijing_who_walked_away_is_forgotten():
    walk_away('zh-CN')


def a_guest_from_taipei_who_walked_away_is_forgotten():
    walk_away('zh-TW')


if __name__ == '__main__':
    sys.exit(run([a_guest_from_beijing_who_walked_away_is_forgotten,
                  a_guest_from_taipei_who_walked_away_is_forgotten]))
