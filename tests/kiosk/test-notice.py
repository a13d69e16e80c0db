#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the house handles a guest's data can be read where consent and contact are asked for, in the guest's
language, and nothing of what was answered is lost by it."""
import json
import os
import sys
import tempfile

import records
from visit import Failure, Kiosk, Texts, house_survey, run

CONFIG = """
[house]
name-zh-CN=回味小馆
name-en=Aftertaste House
telephone=021 5555 0100
house-public-key=3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29

[kiosk]
language=en

[look]
pulse=false

[times]
%s
"""
LONG = 'Word by word. ' * 20


def notice():
    """One of the house's own, longer than any screen."""
    sections = [{'title': {key: '%s %d' % (key, i) for key in ('default', 'zh-cn', 'zh-tw')},
                 'text': {key: '{house}, {contact}. ' + LONG for key in ('default', 'zh-cn', 'zh-tw')}}
                for i in range(7)]
    return {'version': 'house-3', 'sections': sections}


def sent(data):
    """Puts it where a kiosk keeps what its collector told it to be."""
    folder = os.path.join(data, 'received', 'current')
    os.makedirs(folder)
    for name, text in (('kiosk.conf', ''), ('etag', '"x"'), ('privacy.json', json.dumps(notice()))):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as f:
            f.write(text)
        os.chmod(os.path.join(folder, name), 0o600)


def to_consent(kiosk, t):
    kiosk.tap(t.word('Complaint or suggestion'))
    kiosk.tap(t.word('I have a complaint'))
    kiosk.wait(t.title('what'))
    kiosk.tap(t.choice('what', 'food'))
    kiosk.tap(t.word('Next'))
    kiosk.wait(t.title('words'))
    kiosk.tap(t.word('Skip'))
    kiosk.wait(t.title('tableNumber'))
    kiosk.tap(t.word('Skip'))
    kiosk.tap(t.word("Yes, that's right"))
    kiosk.wait(t.title('wish'))
    kiosk.tap(t.choice('wish', 'call'))
    kiosk.wait(t.title('callback'))


def read(kiosk, t):
    kiosk.tap(t.word('How we handle your data'), role='button')
    kiosk.hook('painted privacy')


def see(kiosk, name, act):
    """Does `act` until `name` is on the screen."""
    for _ in range(40):
        _, y, _, height = kiosk.place(name)
        if 0 <= y and y + height <= kiosk.fold(name):
            return
        act()
    raise Failure('%r does not come' % name)


def the_notice_is_read_and_nothing_is_lost():
    t, other = (Texts(language, house_survey('complaint')) for language in ('en', 'zh-CN'))
    with Kiosk(config=CONFIG % '') as kiosk:
        to_consent(kiosk, t)
        kiosk.tap(t.choice('callback', 'yes'))
        back = kiosk.place(t.word('Back'))
        read(kiosk, t)
        kiosk.wait('~Aftertaste House keeps')
        kiosk.wait('~021 5555 0100')
        if kiosk.place(t.word('Back'))[:2] != back[:2]:
            raise Failure('Back is elsewhere: %s, %s' % (back, kiosk.place(t.word('Back'))))
        kiosk.tap('简体中文')
        kiosk.wait('~回味小馆保管')
        kiosk.tap(other.word('Back'))
        kiosk.wait(other.title('callback'))
        kiosk.tap('English')
        kiosk.tap(t.word('Next'))
        kiosk.wait(t.title('phone'))
        kiosk.touch(*kiosk.middle(t.title('phone'), role='text box'))
        kiosk.write('1391234')
        read(kiosk, t)
        kiosk.tap(t.word('Back'))
        kiosk.wait(t.title('phone'))
        if kiosk.text(t.title('phone'), role='text box') != '1391234':
            raise Failure('the number is %r' % kiosk.text(t.title('phone'), role='text box'))
        kiosk.tap(t.word('Next'))
        kiosk.wait(t.title('callName'))
        kiosk.tap(t.word('Done'))
        kiosk.hook('painted thanks')
        kiosk.kill(15)
        (complaint,) = records.bodies(kiosk.data)
        if complaint['consent']['version'] != '2026-11+1' or not complaint['consent']['callback']:
            raise Failure('consent is %r' % complaint['consent'])


def a_long_one_is_scrolled_by_finger_and_keys_and_goes_with_its_guest():
    t = Texts('en', house_survey('complaint'))
    with tempfile.TemporaryDirectory() as data:
        sent(data)
        with Kiosk(config=CONFIG % 'choosing=60\ntyping=20\ncard=2', data=data) as kiosk:
            to_consent(kiosk, t)
            read(kiosk, t)
            see(kiosk, 'Version house-3', lambda: kiosk.scroll(-400))
            see(kiosk, 'default 0', lambda: kiosk.key('Home'))
            see(kiosk, 'default 4', lambda: kiosk.key('Tab'))
            see(kiosk, 'default 6', lambda: kiosk.key('Page_Down'))
            kiosk.wait(t.word('Are you still there?'))
            kiosk.wait(t.word('Complaint or suggestion'))


if __name__ == '__main__':
    sys.exit(run([the_notice_is_read_and_nothing_is_lost,
                  a_long_one_is_scrolled_by_finger_and_keys_and_goes_with_its_guest]))
