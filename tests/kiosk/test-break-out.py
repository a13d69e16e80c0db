#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody at the glass, or with a keyboard or a mouse that is plugged in, may try to get out of the
guests' pages: none of it reaches the PIN page, the desk or another program, opens a window or a menu, or
ends the kiosk. The word "briefly": every rule, at fewer places."""
import os
import re
import signal
import string
import subprocess
import sys
import time

from desk import Desk, expect
from visit import Failure, run, ui, write_survey

BRIEFLY = 'briefly' in sys.argv
sys.argv = [word for word in sys.argv if word != 'briefly']
WIDTH, HEIGHT = (int(v) for v in os.environ['KIOSK_UI_SIZE'].split('x'))
NEUTRAL = (WIDTH - 20, 20)        # nothing is there on any page
KEYS = (
    ['F%d' % n for n in range(1, 13)] + ['ctrl+alt+F%d' % n for n in range(1, 13)]
    + ['XF86Switch_VT_%d' % n for n in (1, 2, 7)]
    + ['alt+F%d' % n for n in (1, 2, 4, 10)] + ['Escape', 'alt+Escape', 'ctrl+Escape', 'super+Escape']
    + ['Super_L', 'Super_R', 'super+l', 'super+r', 'super+d', 'super+shift+s', 'super+Tab', 'super+period']
    + ['alt+Tab', 'ctrl+Tab', 'alt+space', 'alt+Left', 'alt+Home', 'Menu', 'shift+F10', 'ctrl+F4', 'shift+F1']
    + ['Print', 'alt+Print', 'shift+Print', 'ctrl+Print', 'Pause', 'Break', 'Scroll_Lock']
    + ['ctrl+' + letter for letter in string.ascii_lowercase]
    + ['ctrl+shift+' + letter for letter in 'cdeinotuvw'] + ['ctrl+plus', 'ctrl+minus', 'ctrl+0']
    + ['ctrl+period', 'ctrl+semicolon', 'ctrl+question', 'ctrl+space', 'ctrl+Insert', 'shift+Insert', 'shift+Delete']
    + ['ctrl+alt+Delete', 'ctrl+alt+BackSpace', 'ctrl+alt+t', 'ctrl+shift+Escape']
    + ['XF86PowerOff', 'XF86Sleep', 'XF86HomePage', 'XF86Calculator', 'XF86Terminal', 'XF86WWW', 'XF86Eject'])
QUESTIONS = [
    {'type': 'comment', 'name': 'words', 'title': 'W?'},
    {'type': 'text', 'name': 'phone', 'inputType': 'tel', 'title': 'P?'},
    {'type': 'text', 'name': 'dish', 'title': 'D?'},
    {'type': 'text', 'name': 'guests', 'inputType': 'number', 'title': 'N?'},
    {'type': 'text', 'name': 'mail', 'inputType': 'email', 'title': 'E?'},
]
LINK = {'type': 'html', 'name': 'link', 'html': '<a href="https://aftertaste.example/">Out of here</a>'}
OWN_WINDOW = ['Aftertaste']
OPENED = ('window', 'frame', 'dialog', 'alert', 'menu', 'menu item', 'popup menu', 'tool tip', 'file chooser')


def children(pid):
    found = []
    for task in os.listdir('/proc/%d/task' % pid):
        with open('/proc/%d/task/%s/children' % (pid, task), encoding='ascii') as f:
            found += f.read().split()
    return found


class Guest(Desk):
    """A kiosk whose staff have PINs, and who should not get there."""

    def __init__(self, **more):
        super().__init__(**more)
        end = time.monotonic() + 60
        while not self.has_noticed(.5):           # the compositor shows the first picture a little later
            expect(time.monotonic() < end, 'no touch reaches the kiosk')

    def has_noticed(self, seconds=25):
        """A touch where nothing is: once it is heard of, so is everything before."""
        self.forget_hooks()
        self.touch(*NEUTRAL)
        try:
            self.hook('touch ', seconds)
        except Failure:
            return False
        return True

    def hold_all(self, *places):
        """Fingers on the glass, in this order, for longer than the corner is to be held."""
        self.play([(n, n + 1, 'down', *place) for n, place in enumerate(places)])
        time.sleep(self.HELD_MS / 1000)
        self.play([(n, n + 1, 'up', *place) for n, place in enumerate(places)])

    def keys_of_a_keyboard(self, *names):
        """All of them in one go: half of the time would be xdotool's starts."""
        ui.keyboard('key', ['--delay', '4', *names])

    def judge(self, what):
        """Is the kiosk still nothing but the guest's pages?"""
        expect(self.process.poll() is None, '%s ended the kiosk' % what)
        expect(self.has_noticed(), '%s made the kiosk deaf' % what)
        expect('page pin' not in self.lines, '%s opened the PIN page' % what)
        expect(not [line for line in self.lines if line.startswith('page desk')], '%s opened the desk' % what)
        expect(not children(self.process.pid), '%s started a program' % what)
        opened = [name for role, name, _ in self.nodes() if role in OPENED]
        expect(opened == OWN_WINDOW, '%s opened something: %s' % (what, opened))

    def button(self, number, x, y, clicks=1):
        """Of a mouse."""
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '--repeat', str(clicks), str(number)],
                       check=True, env=dict(os.environ, DISPLAY=os.environ['KIOSK_UI_DISPLAY']))

    def field(self):
        self.wait('~.', 'text box')
        x, y, w, h = [extents for role, _, extents in self.nodes() if role == 'text box'][0]
        return x + 60, y + h // 2

    def pages(self):
        """Each kind of page in turn."""
        yield 'the rest page'
        self.tap(self.word('Complaint or suggestion'), 'button')
        self.hook('painted choose')
        yield 'the choice'
        self.tap(self.word('I have a suggestion'), 'button')
        self.hook('painted suggestion')
        yield 'a survey'
        self.tap(self.word('Call staff'), 'button')
        self.wait(self.word('All right'))
        yield 'a card'


def some(places, count):
    return places[:count] if BRIEFLY else places


def no_key_leads_out():
    with Guest() as guest:
        for page in guest.pages():
            if not BRIEFLY or page in ('the rest page', 'a card'):
                guest.keys_of_a_keyboard(*KEYS)
                guest.judge('a key on ' + page)


def fields(guest):
    """Each kind of field in turn, with the place of its words."""
    guest.touch(*guest.middle('Delighted', 'button'))
    for question in QUESTIONS:
        guest.wait(question['title'])
        yield question['title'], guest.field()
        guest.tap(guest.word('Next' if guest.has(guest.word('Next'), 'button') else 'Skip'), 'button')


def no_key_leads_out_of_a_field():
    with Guest(survey=write_survey(QUESTIONS)) as guest:
        for title, place in fields(guest):
            guest.touch(*place)
            guest.keys()
            guest.keys_of_a_keyboard(*KEYS)
            guest.judge('a key in the field ' + title)
            if title == QUESTIONS[0 if BRIEFLY else -1]['title']:
                break


def no_button_of_a_mouse_opens_a_menu():
    with Guest() as guest:
        x, y = guest.middle(guest.word('Complaint or suggestion'), 'button')
        for number in (2, 3, 8, 9):
            guest.button(number, x, y)
            guest.button(number, *Desk.CORNER, clicks=2)
        guest.judge('a button of a mouse')
        expect('page choose' not in guest.lines, 'another button than the first did what the first does')


def presses_and_clicks_in_a_field_open_nothing():
    with Guest(survey=write_survey(QUESTIONS)) as guest:
        for title, place in fields(guest):
            guest.touch(*place)
            guest.keys()
            guest.write('1234')
            before = [node[:2] for node in guest.nodes()]
            guest.button(3, *place)
            guest.button(2, *place)
            guest.judge('a click in the field ' + title)
            expect([node[:2] for node in guest.nodes()] == before, 'a click in the field %s changed something' % title)
            ui.point(['hold', *(str(v) for v in place), '1200'])
            guest.judge('a long press in the field ' + title)
            if title == QUESTIONS[1 if BRIEFLY else -1]['title']:
                break


def words_cannot_be_dragged_out():
    with Guest(survey=write_survey(QUESTIONS[:1])) as guest:
        _, place = next(fields(guest))
        guest.touch(*place)
        guest.keys()
        guest.write('drag me')
        guest.touch(*place)
        guest.touch(*place)
        guest.play([(0, 1, 'down', *place), (700, 1, 'move', *place), (800, 1, 'move', place[0] + 60, place[1] - 60),
                    (900, 1, 'move', *Desk.CORNER)])
        time.sleep(0 if BRIEFLY else Desk.HELD_MS / 1000)
        guest.play([(0, 1, 'up', *Desk.CORNER)])
        guest.judge('words dragged into the corner')


def a_link_leads_nowhere():
    with Guest(survey=write_survey([LINK, QUESTIONS[0]])) as guest:
        guest.touch(*guest.middle('Delighted', 'button'))
        guest.wait('~Out of here')
        x, y, w, h = guest.place('~Out of here')
        for place in ((x + 20, y + h // 2), (x + w // 2, y + h // 2), (x + 60, y + h // 2)):
            guest.touch(*place)
            guest.button(3, *place)
        guest.key('Tab', 'Menu', 'shift+F10')
        guest.judge('a link')


def the_corner_opens_on_no_page_of_a_guest():
    with Guest() as guest:
        for page in guest.pages():
            if page != 'the rest page' and (not BRIEFLY or page == 'a survey'):
                guest.hold_all(Desk.CORNER)
                guest.judge('the corner on ' + page)


def two_fingers_do_not_open_the_corner():
    x, y = Desk.CORNER
    with Guest() as guest:
        for other in some(((WIDTH // 2, 40), (x + 60, y + 40), (WIDTH - 20, HEIGHT - 20)), 1):
            guest.hold_all(other, Desk.CORNER)
            guest.judge('a first finger at %d,%d' % other)
            if not BRIEFLY:
                guest.hold_all(Desk.CORNER, other)
                guest.judge('a second finger at %d,%d' % other)
        if not BRIEFLY:
            guest.hold_all(*[(20 + 20 * n, 20 + 15 * n) for n in range(5)])
            guest.judge('a hand on the corner')


def compositor():
    """Who shows the kiosk: it started the shell that started this program."""
    with open('/proc/%d/status' % os.getppid(), encoding='ascii') as f:
        return int(re.search(r'^PPid:\s+(\d+)', f.read(), re.M).group(1))


def a_second_finger_that_is_noticed_late_does_not_open_the_corner():
    """As on a machine that is busy: the events wait, but they have their order and their times."""
    x, y = Desk.CORNER
    other = (x + 60, y + 40)
    with Guest() as guest:
        for name, pid in some((('the compositor', compositor()), ('the kiosk', guest.process.pid)), 1):
            guest.forget_hooks()
            guest.play([(0, 1, 'down', x, y)])
            try:
                guest.hook('touch ')
                os.kill(pid, signal.SIGSTOP)
                guest.play([(0, 2, 'down', *other)])
                time.sleep(Desk.HELD_MS / 1000)
            finally:
                os.kill(pid, signal.SIGCONT)
                guest.play([(300, 2, 'up', *other), (300, 1, 'up', x, y)])
            guest.judge('a second finger while %s stood still' % name)


def dragging_does_not_open_the_corner():
    x, y = Desk.CORNER
    with Guest() as guest:
        for name, down, to in some((('inside of', (x, y), (x + 80, y + 80)), ('into', (500, 500), (x, y))), 1):
            guest.play([(0, 1, 'down', *down), (300, 1, 'move', *to)])
            time.sleep(Desk.HELD_MS / 1000)
            guest.play([(0, 1, 'up', *to)])
            guest.judge('a drag %s the corner' % name)
        for n in range(12):
            guest.touch(x, y)
        guest.judge('tapping the corner')
        if not BRIEFLY:
            steps = [(100 * n, 1, 'move', x + (40 if n % 2 else 0), y) for n in range(1, 40)]
            guest.play([(0, 1, 'down', x, y)] + steps + [(4000, 1, 'up', x, y)])
            guest.judge('rubbing the corner')


def no_other_place_opens_it():
    places = ((150, 30), (30, 150), (WIDTH - 20, 20), (20, HEIGHT - 20), (WIDTH - 20, HEIGHT - 20), (WIDTH // 2, 20),
              (20, HEIGHT // 2), (WIDTH // 2, HEIGHT // 3))
    with Guest() as guest:
        for place in some(places, 1):
            guest.hold_all(place)
            guest.judge('a long press at %d,%d' % place)


def swipe(guest, begin, to, fingers):
    def at(n, step):
        return [min(begin[0] + (to[0] - begin[0]) * step // 5 + 30 * n, WIDTH - 1), begin[1] + (to[1] - begin[1]) * step // 5]
    lines = [(n, n + 1, 'down', *at(n, 0)) for n in range(fingers)]
    for step in range(1, 6):
        lines += [(40 * step + n, n + 1, 'move', *at(n, step)) for n in range(fingers)]
    guest.play(lines + [(230 + n, n + 1, 'up', *at(n, 5)) for n in range(fingers)])


def no_swipe_and_no_pinch_leads_out():
    middle = (WIDTH // 2, HEIGHT // 2)
    edges = ((0, HEIGHT // 2), (WIDTH - 1, HEIGHT // 2), (WIDTH // 2, 0), (WIDTH // 2, HEIGHT - 1), (0, 0))
    with Guest() as guest:
        for page in guest.pages():
            if BRIEFLY and page != 'the rest page':
                continue
            for edge in edges:
                for fingers in (1, 3):
                    swipe(guest, edge, middle, fingers)
            for radii in (('300', '20'), ('20', '300')):
                ui.point(['pinch', str(WIDTH // 2), str(HEIGHT // 3), *radii])
            guest.judge('a gesture on ' + page)


run([no_key_leads_out, no_key_leads_out_of_a_field, no_button_of_a_mouse_opens_a_menu,
     presses_and_clicks_in_a_field_open_nothing, words_cannot_be_dragged_out, a_link_leads_nowhere,
     the_corner_opens_on_no_page_of_a_guest, two_fingers_do_not_open_the_corner,
     a_second_finger_that_is_noticed_late_does_not_open_the_corner, dragging_does_not_open_the_corner,
     no_other_place_opens_it, no_swipe_and_no_pinch_leads_out])
