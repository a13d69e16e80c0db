#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody at the glass, or with a keyboard that is plugged in, may try to get out of the guests'
pages: none of it reaches the PIN page, the desk or another program, opens a window or ends the kiosk."""
import os
import re
import signal
import time

from desk import Desk, expect
from visit import run

WIDTH, HEIGHT = (int(v) for v in os.environ['KIOSK_UI_SIZE'].split('x'))
LONG_MS = 4500                    # longer than the corner is to be held
KEYS = (
    ['F%d' % n for n in range(1, 13)] + ['ctrl+alt+F%d' % n for n in range(1, 13)]
    + ['alt+F%d' % n for n in (1, 2, 4, 10)] + ['Escape', 'alt+Escape', 'ctrl+Escape', 'super+Escape']
    + ['Super_L', 'super+l', 'super+r', 'super+Tab', 'alt+Tab', 'ctrl+Tab', 'alt+space', 'Menu']
    + ['Print', 'alt+Print', 'shift+Print', 'Pause', 'Break', 'Scroll_Lock']
    + ['ctrl+shift+d', 'ctrl+shift+i', 'ctrl+shift+u', 'ctrl+period', 'ctrl+semicolon']
    + ['ctrl+alt+Delete', 'ctrl+alt+BackSpace', 'ctrl+alt+t', 'ctrl+shift+Escape']
    + ['ctrl+' + letter for letter in 'qwcvxzaopnfrst'] + ['alt+Left', 'alt+Home', 'ctrl+F4', 'shift+F10']
    + ['XF86PowerOff', 'XF86Sleep', 'XF86HomePage', 'XF86Calculator', 'XF86Terminal', 'XF86Switch_VT_1'])


def children(pid):
    found = []
    for task in os.listdir('/proc/%d/task' % pid):
        with open('/proc/%d/task/%s/children' % (pid, task)) as f:
            found += f.read().split()
    return found


def judge(desk, what):
    """Is the kiosk still nothing but the guest's pages?"""
    expect(desk.process.poll() is None, '%s ended the kiosk' % what)
    expect('page pin' not in desk.lines, '%s opened the PIN page' % what)
    expect(not [line for line in desk.lines if line.startswith('page desk')], '%s opened the desk' % what)
    expect(not children(desk.process.pid), '%s started a program' % what)
    windows = [name for role, name, _ in desk.nodes() if role in ('window', 'frame', 'dialog', 'alert')]
    expect(windows == ['Aftertaste'], '%s opened a window: %s' % (what, windows))


def to_words(desk):
    """To the page where a guest writes what happened."""
    desk.tap(desk.word('Complaint or suggestion'), 'button')
    desk.tap(desk.word('I have a suggestion'), 'button')
    desk.hook('painted suggestion')
    for step in ('Skip', 'Next'):
        if desk.has(desk.word(step), 'button'):
            desk.tap(desk.word(step), 'button')
            break
    desk.wait('~.', 'text box')


def field(desk):
    return [e for role, _, e in desk.nodes() if role == 'text box'][0]


def pages(desk):
    """Each kind of page in turn."""
    yield 'the rest page'
    desk.tap(desk.word('Complaint or suggestion'), 'button')
    desk.hook('painted choose')
    yield 'the choice'
    desk.tap(desk.word('I have a suggestion'), 'button')
    desk.hook('painted suggestion')
    yield 'a survey'
    desk.tap(desk.word('Call staff'), 'button')
    desk.wait(desk.word('All right'))
    yield 'a card'


def no_key_leads_out():
    with Desk() as desk:
        for page in pages(desk):
            for key in KEYS:
                desk.key(key)
            judge(desk, 'a key on ' + page)


def no_key_leads_out_of_a_field():
    with Desk() as desk:
        to_words(desk)
        x, y, w, h = field(desk)
        desk.touch(x + w // 2, y + h // 2)
        desk.keys()
        for key in KEYS:
            desk.key(key)
        judge(desk, 'a key in a field')


def the_corner_opens_on_no_page_of_a_guest():
    with Desk() as desk:
        for page in pages(desk):
            if page != 'the rest page':
                desk.hold(ms=LONG_MS)
                judge(desk, 'the corner on ' + page)


def two_fingers_do_not_open_the_corner():
    x, y = Desk.CORNER
    with Desk() as desk:
        for ox, oy in ((x + 60, y + 40), (WIDTH // 2, 40), (WIDTH - 20, HEIGHT - 20)):
            desk.hold(ms=LONG_MS, others=[(200, 2, 'down', ox, oy), (LONG_MS, 2, 'up', ox, oy)])
            judge(desk, 'a second finger at %d,%d' % (ox, oy))
            desk.play([(0, 2, 'down', ox, oy), (200, 1, 'down', x, y), (LONG_MS, 1, 'up', x, y),
                       (LONG_MS + 50, 2, 'up', ox, oy)])
            judge(desk, 'a first finger at %d,%d' % (ox, oy))
        hand = [(n, n + 1, 'down', 20 + 20 * n, 20 + 15 * n) for n in range(5)]
        desk.play(hand + [(LONG_MS + n, n + 1, 'up', 20 + 20 * n, 20 + 15 * n) for n in range(5)])
        judge(desk, 'a hand on the corner')


def compositor():
    """Who shows the kiosk: it started the shell that started this program."""
    with open('/proc/%d/status' % os.getppid(), encoding='ascii') as f:
        return int(re.search(r'^PPid:\s+(\d+)', f.read(), re.M).group(1))


def a_second_finger_that_is_noticed_late_does_not_open_the_corner():
    """As on a machine that is busy: the events wait, but they have their order and their times."""
    x, y = Desk.CORNER
    with Desk() as desk:
        for name, pid in (('the kiosk', desk.process.pid), ('the compositor', compositor())):
            desk.forget_hooks()
            desk.play([(0, 1, 'down', x, y)])
            desk.hook('touch ')
            os.kill(pid, signal.SIGSTOP)
            try:
                desk.play([(0, 2, 'down', x + 60, y + 40)])
                time.sleep(LONG_MS / 1000)
            finally:
                os.kill(pid, signal.SIGCONT)
            desk.play([(300, 2, 'up', x + 60, y + 40), (300, 1, 'up', x, y)])
            judge(desk, 'a second finger while %s stood still' % name)


def dragging_does_not_open_the_corner():
    x, y = Desk.CORNER
    with Desk() as desk:
        desk.play([(0, 1, 'down', x, y), (300, 1, 'move', x + 80, y + 80), (LONG_MS, 1, 'up', x + 80, y + 80)])
        judge(desk, 'a drag inside of the corner')
        desk.play([(0, 1, 'down', 500, 500), (300, 1, 'move', x, y), (LONG_MS, 1, 'up', x, y)])
        judge(desk, 'a drag into the corner')
        steps = [(100 * n, 1, 'move', x + (40 if n % 2 else 0), y) for n in range(1, 45)]
        desk.play([(0, 1, 'down', x, y)] + steps + [(LONG_MS, 1, 'up', x, y)])
        judge(desk, 'rubbing the corner')
        for n in range(12):
            desk.touch(x, y)
        judge(desk, 'tapping the corner')


def no_other_place_opens_it():
    places = [(WIDTH - 20, 20), (20, HEIGHT - 20), (WIDTH - 20, HEIGHT - 20), (WIDTH // 2, 20), (20, HEIGHT // 2),
              (WIDTH // 2, HEIGHT // 3)]
    with Desk() as desk:
        for place in places:
            desk.hold(place, ms=LONG_MS)
            judge(desk, 'a long press at %d,%d' % place)


def no_swipe_leads_out():
    edges = [((0, HEIGHT // 2), (WIDTH // 2, HEIGHT // 2)), ((WIDTH - 1, HEIGHT // 2), (WIDTH // 2, HEIGHT // 2)),
             ((WIDTH // 2, 0), (WIDTH // 2, HEIGHT // 2)), ((WIDTH // 2, HEIGHT - 1), (WIDTH // 2, HEIGHT // 2)),
             ((0, 0), (WIDTH // 2, HEIGHT // 2))]
    with Desk() as desk:
        for page in pages(desk):
            for (x0, y0), (x1, y1) in edges:
                for fingers in (1, 3):
                    lines = [(n, n + 1, 'down', min(x0 + 30 * n, WIDTH - 1), y0) for n in range(fingers)]
                    for step in range(1, 6):
                        lines += [(60 * step + n, n + 1, 'move', min(x0 + (x1 - x0) * step // 5 + 30 * n, WIDTH - 1),
                                   y0 + (y1 - y0) * step // 5) for n in range(fingers)]
                    lines += [(400 + n, n + 1, 'up', min(x1 + 30 * n, WIDTH - 1), y1) for n in range(fingers)]
                    desk.play(lines)
            judge(desk, 'a swipe on ' + page)


def long_presses_and_drags_in_a_field_open_nothing():
    with Desk() as desk:
        to_words(desk)
        x, y, w, h = field(desk)
        desk.touch(x + w // 2, y + h // 2)
        desk.keys()
        desk.write('drag me out of here')
        place = (x + 60, y + h // 2)
        desk.hold(place, ms=LONG_MS)
        judge(desk, 'a long press on words')
        desk.touch(*place)
        desk.touch(*place)
        desk.play([(0, 1, 'down', *place), (900, 1, 'move', *place), (1000, 1, 'move', place[0] + 60, place[1] - 60),
                   (1200, 1, 'move', *Desk.CORNER), (1200 + LONG_MS, 1, 'up', *Desk.CORNER)])
        judge(desk, 'words dragged into the corner')


run([a_second_finger_that_is_noticed_late_does_not_open_the_corner, no_key_leads_out, no_key_leads_out_of_a_field, the_corner_opens_on_no_page_of_a_guest,
     two_fingers_do_not_open_the_corner, dragging_does_not_open_the_corner, no_other_place_opens_it,
     no_swipe_leads_out, long_presses_and_drags_in_a_field_open_nothing])
