#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A kiosk on a machine without the models: each kind of keys that needs one is not offered, the others work,
and the log says once what is missing. The folders are emptied for the kiosk alone, which needs root."""
import os
import subprocess
import sys
import time

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
HAND, PINYIN = '/usr/share/tegaki', '/usr/share/libime'
SURVEY = write_survey([{'type': 'comment', 'name': 'words', 'rows': 6, 'title': 'W?'}])


def without(*folders):
    """What runs a program for which FOLDERS are empty."""
    mounts = ' && '.join('mount -t tmpfs none ' + folder for folder in folders)
    return ('unshare', '--mount', '--propagation', 'private', 'sh', '-c', mounts + ' && exec "$@"', '-')


class Guest:
    """A guest who is asked for words by a kiosk that has not got FOLDERS."""

    def __init__(self, language, *folders):
        self.t = Texts(language, SURVEY)
        self.kiosk = Kiosk(config=CONFIG % language, survey=SURVEY, prefix=without(*folders))

    def __enter__(self):
        self.kiosk.__enter__()
        self.come_to_words()
        return self

    def __exit__(self, *args):
        self.kiosk.__exit__(*args)

    def come_to_words(self):
        self.kiosk.tap(self.t.choice('overall', 4), seconds=60)
        self.kiosk.wait('W?', role='text box')

    def wait_for_text(self, text):
        end = time.monotonic() + 25
        while self.kiosk.text('W?', role='text box') != text:
            if time.monotonic() > end:
                raise Failure('want %r, there is %r' % (text, self.kiosk.text('W?', role='text box')))
            time.sleep(.05)

    def must_not_offer(self, *keys):
        offered = set(self.kiosk.keys()) & self.kiosk.words(*keys)
        if offered:
            raise Failure('offered: %s' % offered)

    def must_have_said(self, name):
        lines = [line for line in self.kiosk.errors().splitlines() if name in line]
        if len(lines) != 1:
            raise Failure('%s is named %d times: %s' % (name, len(lines), self.kiosk.errors()))


def without_the_model_of_handwriting_all_else_works():
    with Guest('zh-CN', HAND) as guest:
        guest.kiosk.keys('q')
        guest.must_not_offer('Handwriting')
        guest.kiosk.press(*'cha')
        guest.kiosk.pick('茶')
        guest.wait_for_text('茶')
        guest.kiosk.press(guest.t.word('Nine keys'))
        guest.kiosk.keys('2', '4')
        guest.must_not_offer('Handwriting')


def without_pinyin_chinese_is_drawn():
    with Guest('zh-CN', PINYIN) as guest:
        kiosk, t = guest.kiosk, guest.t
        kiosk.keys(t.word('Clear what was drawn'))
        guest.must_not_offer('Nine keys')
        kiosk.press(t.word('English input'))
        kiosk.keys(t.word('Chinese input'))
        kiosk.press(t.word('Chinese input'))
        kiosk.keys(t.word('Clear what was drawn'))
        guest.must_have_said('/usr/share/libime/')


def without_any_model_letters_are_written_and_the_log_says_why_once():
    with Guest('zh-CN', PINYIN, HAND) as guest:
        kiosk, t = guest.kiosk, guest.t
        kiosk.keys('Q')
        guest.must_not_offer('Chinese input', 'Nine keys', 'Handwriting')
        kiosk.press(*'Cha')
        guest.wait_for_text('Cha')
        kiosk.tap(t.word('Start again'))
        guest.come_to_words()
        kiosk.keys('Q')
        kiosk.press('a')
        guest.wait_for_text('A')
        guest.must_have_said('/usr/share/libime/')


def why_not_emptied():
    """Machines that let nobody mount say so; None: this one does."""
    existing = [folder for folder in (HAND, PINYIN) if os.path.isdir(folder)]
    if len(existing) != 2:
        return 'libime-data and tegaki-zinnia-simplified-chinese are not installed'
    tried = subprocess.run(without(*existing) + ('true',), capture_output=True, text=True)
    return (tried.stderr.strip().splitlines() or ['unshare'])[0] if tried.returncode != 0 else None


if __name__ == '__main__':
    reason = why_not_emptied()
    if reason:
        print('1..0 # SKIP ' + reason)
        sys.exit(0)
    sys.exit(run([without_the_model_of_handwriting_all_else_works, without_pinyin_chinese_is_drawn,
                  without_any_model_letters_are_written_and_the_log_says_why_once]))
