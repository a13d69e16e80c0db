#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A full visit by keyboard alone, and no way out of the kiosk by keys or gestures."""
import os
import subprocess
import sys

import records
from visit import Failure, Kiosk, Texts, house_survey, run, ui

CONFIG = """
[kiosk]
language=en

[look]
style=day
pulse=false

[times]
after-tap=120
choosing=120
typing=120
"""
FOCUSED = 12                    # ATSPI_STATE_FOCUSED
GROUPED = ('radio', 'radio button')


def focused(kiosk):
    try:
        for node in kiosk.a11y.walk():
            if FOCUSED in node['states'] and kiosk.a11y.usable(node) and node['name']:
                return node['name'], node['role']
    except kiosk.a11y.GLib.Error:
        pass
    return None, None


def press_on(kiosk, name, role=None, key='space'):
    """Moves the focus with Tab (and the arrows inside a group) until it is on `name`, then presses."""
    wanted, seen = kiosk.wait(name, role)['role'], []
    for _ in range(60):
        at, of = focused(kiosk)
        if at == name and role in (None, of):
            if key:
                kiosk.key(key)
            return
        seen.append(at)
        kiosk.key('Right' if of == wanted and of in GROUPED else 'Tab')
    raise Failure('the focus never came to %r; it was on %s' % (name, seen))


def a_full_visit_by_keyboard_alone():
    t, own = Texts('en', house_survey('exit')), Texts('en', house_survey('complaint'))
    with Kiosk(config=CONFIG) as kiosk:
        kiosk.wait(t.title('overall'))
        press_on(kiosk, t.choice('overall', 2))
        kiosk.wait(t.title('why'))
        press_on(kiosk, t.choice('why', 'food'))
        press_on(kiosk, t.word('Next'))
        kiosk.wait(t.title('recommend'))
        press_on(kiosk, '4')
        kiosk.wait(t.title('return'))
        press_on(kiosk, t.choice('return', 'no'))
        kiosk.wait(t.title('words'))
        press_on(kiosk, t.title('words'), role='text box', key=None)
        kiosk.write('Cold noodles')
        press_on(kiosk, t.word('Next'))
        kiosk.wait(t.title('more'))
        press_on(kiosk, t.choice('more', 'no'))
        kiosk.hook('page thanks')
        kiosk.hook('ack ')
        press_on(kiosk, t.word('Done'))
        kiosk.wait(t.title('overall'))
        kiosk.kill(15)
        body, = records.bodies(kiosk.data)
        want = {'overall': 2, 'why': ['food'], 'recommend': 4, 'return': 'no', 'words': 'Cold noodles', 'more': 'no'}
        if body['answers'] != want:
            raise Failure('%s' % body['answers'])


def no_key_leads_out():
    t = Texts('en', house_survey('exit'))
    with Kiosk(config=CONFIG) as kiosk:
        kiosk.wait(t.title('overall'))
        before = windows()
        for keys in ('alt+F4', 'ctrl+q', 'ctrl+w', 'Escape', 'F10', 'shift+F10', 'Menu', 'F11', 'F1', 'ctrl+shift+d',
                     'ctrl+shift+i', 'ctrl+p', 'ctrl+o', 'ctrl+n', 'alt+space', 'ctrl+period', 'ctrl+semicolon',
                     'ctrl+shift+u', 'super', 'Print', 'ctrl+question', 'alt+Left'):
            kiosk.key(keys)
        if kiosk.process.poll() is not None:
            raise Failure('a key ended the kiosk')
        kiosk.wait(t.title('overall'))
        if windows() != before:
            raise Failure('a key opened a window: %s, before: %s' % (windows(), before))


def no_key_leads_out_of_a_text_field():
    t = Texts('en', house_survey('complaint'))
    with Kiosk(config=CONFIG) as kiosk:
        kiosk.tap(t.word('Complaint or suggestion'))
        kiosk.tap(t.word('I have a complaint'))
        kiosk.tap(t.choice('what', 'price'))
        kiosk.tap(t.word('Next'))
        field = t.title('words')
        x, y = kiosk.middle(field, role='text box')
        kiosk.touch(x, y)
        kiosk.write('dear')
        before = windows()
        for keys in ('ctrl+period', 'ctrl+semicolon', 'shift+F10', 'Menu', 'ctrl+shift+d', 'ctrl+shift+u', 'Escape',
                     'alt+F4', 'ctrl+Tab'):
            kiosk.key(keys)
        ui.point(['hold', str(x), str(y), '1500'])        # a long press opens no menu
        if windows() != before:
            raise Failure('a window came up: %s, before: %s' % (windows(), before))
        roles = {role for role, _, _ in kiosk.nodes()}
        if roles & {'menu', 'menu item', 'popup menu'}:
            raise Failure('a menu came up: %s' % kiosk.names())
        if kiosk.text(field, role='text box') != 'dear':
            raise Failure('the words changed to %r' % kiosk.text(field, role='text box'))


def swipes_and_pinches_lead_nowhere():
    t = Texts('en', house_survey('exit'))
    with Kiosk(config=CONFIG) as kiosk:
        kiosk.wait(t.title('overall'))
        width, height = (int(v) for v in os.environ['KIOSK_UI_SIZE'].split('x'))
        for words in (('swipe', 2, height // 2, width - 2, height // 2), ('swipe', width // 2, 1, width // 2, height - 2),
                      ('swipe', width // 2, height - 2, width // 2, 2), ('pinch', width // 2, height // 3, 300, 20)):
            ui.point([str(w) for w in words])
        kiosk.wait(t.title('overall'))
        if kiosk.process.poll() is not None:
            raise Failure('a gesture ended the kiosk')


def windows():
    """The kiosk's windows that can be seen: X gives each program a range of numbers of its own."""
    def search(name):
        out = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', name], capture_output=True, text=True,
                             env=dict(os.environ, DISPLAY=os.environ['KIOSK_UI_DISPLAY'])).stdout
        return {int(window) for window in out.split()}
    programs = {window >> 21 for window in search('Aftertaste')}
    return sorted(window for window in search('.*') if window >> 21 in programs)


if __name__ == '__main__':
    sys.exit(run([a_full_visit_by_keyboard_alone, no_key_leads_out, no_key_leads_out_of_a_text_field]
                 + ([swipes_and_pinches_lead_nowhere] if 'KIOSK_UI_TOUCH' in os.environ else [])))
