#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Guests select in what they have written as on their phones: a word by a double tap or a long press, more
of it by the handles; and no menu, window or clipboard comes of it. Needs fingers: touch or cage. With
AFTERTASTE_SHOTS=DIR the screens are kept as pictures."""
import os
import subprocess
import sys
import time

from visit import Failure, Kiosk, Texts, run, ui, write_survey

CONFIG = """
[kiosk]
language=en

[look]
style=%s
pulse=false

[times]
after-tap=120
choosing=120
typing=120
"""
QUESTIONS = [
    {'type': 'comment', 'name': 'words', 'rows': 4, 'title': 'W?'},
    {'type': 'text', 'name': 'dish', 'title': 'D?'},
    {'type': 'text', 'name': 'phone', 'inputType': 'tel', 'title': 'P?'},
]
NAMES = [question['name'] for question in QUESTIONS]
SENSITIVE = 24                  # ATSPI_STATE_SENSITIVE
START, END, CURSOR = 'Start of the selection', 'End of the selection', 'Cursor'


SURVEY = write_survey(QUESTIONS)


class Field:
    """A guest at the question `name`, who has written `text`."""

    def __init__(self, name, text, style='day'):
        self.kiosk, self.t = Kiosk(config=CONFIG % style, survey=SURVEY), Texts('en', SURVEY)
        self.name, self.first = name, text

    def __enter__(self):
        kiosk = self.kiosk
        kiosk.__enter__()
        kiosk.tap(self.t.choice('overall', 4))
        for before in NAMES[:NAMES.index(self.name)]:
            kiosk.wait(self.title(before))
            kiosk.tap(self.t.word('Skip'))
        kiosk.wait(self.title(self.name), role='text box')
        kiosk.touch(*self.point(8))
        kiosk.write(self.first)
        self.wait('the text', lambda: kiosk.text(self.title(self.name), role='text box'), self.first)
        return self

    def __exit__(self, *args):
        self.kiosk.__exit__(*args)

    @staticmethod
    def title(name):
        return QUESTIONS[NAMES.index(name)]['title']

    def place(self):
        return self.kiosk.place(self.title(self.name), role='text box')

    def point(self, x, y=None):
        """A point of the field: `x` from where its text begins, in the first line."""
        left, top, _, height = self.place()
        padding = 0 if self.name == 'words' else 28
        return left + padding + x, top + (20 if self.name == 'words' else height // 2 if y is None else y)

    def text(self):
        return self.kiosk.text(self.title(self.name), role='text box')

    def selection(self):
        a11y = self.kiosk.a11y
        try:
            ref = self.kiosk.wait(self.title(self.name), role='text box')['ref']
            if a11y.call(ref, 'Text', 'GetNSelections')[0] == 0:
                return None
            return tuple(a11y.call(ref, 'Text', 'GetSelection', a11y.GLib.Variant('(i)', (0,))))
        except a11y.GLib.Error:
            return None

    @staticmethod
    def wait(what, get, want, seconds=15):
        end = time.monotonic() + seconds
        while True:
            got = get()
            if got == want:
                return
            if time.monotonic() > end:
                raise Failure('%s: want %r, got %r' % (what, want, got))
            time.sleep(.02)

    def wait_for_selection(self, want):
        self.wait('the selection', self.selection, want)

    def wait_for_text(self, want):
        self.wait('the text', self.text, want)

    def handles(self):
        return {name for name in self.kiosk.names() if name in (START, END, CURSOR)}

    def wait_for_handles(self, *want):
        self.wait('the handles', self.handles, set(want))

    def double_tap(self, x):
        """On a slow machine two taps may come too far apart: then it is two taps, and tried again."""
        x, y = self.point(x)
        for _ in range(8):
            self.kiosk.play([(0, 1, 'down', x, y), (30, 1, 'up', x, y), (110, 1, 'down', x, y), (140, 1, 'up', x, y)])
            end = time.monotonic() + 2
            while time.monotonic() < end:
                if self.selection():
                    return
                time.sleep(.02)
        raise Failure('a double tap selects nothing')

    def open_pinyin(self):
        self.kiosk.press('Chinese input')
        self.kiosk.press(*'nihao')
        self.kiosk.wait('~^1 你好$')

    def swipe(self, dy):
        """A finger over the middle of the field, up or down."""
        left, top, width, height = self.place()
        x, y = left + width // 2, top + height // 2 - dy // 2
        lines = [(0, 1, 'down', x, y)] + [(20 * i, 1, 'move', x, y + dy * i // 10) for i in range(1, 11)]
        self.kiosk.play(lines + [(220, 1, 'up', x, y + dy)])

    def drag(self, name, dx, dy=0):
        """Draws a handle with a finger."""
        x, y = self.kiosk.middle(name)
        lines = [(0, 1, 'down', x, y)]
        lines += [(40 * i, 1, 'move', x + dx * i // 10, y + dy * i // 10) for i in range(1, 11)]
        self.kiosk.play(lines + [(500, 1, 'up', x + dx, y + dy)])

    def shot(self, name):
        folder = os.environ.get('AFTERTASTE_SHOTS')
        if folder:
            self.kiosk.shot(os.path.join(folder, '%s-%s.png' % (os.environ['KIOSK_UI_SIZE'], name)))


def windows():
    def search(name):
        out = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', name], capture_output=True, text=True,
                             env=dict(os.environ, DISPLAY=os.environ['KIOSK_UI_DISPLAY'])).stdout
        return sorted(out.split())
    return search('.*')


def a_double_tap_selects_a_word_and_typing_replaces_it():
    with Field('words', 'Cold noodles again') as field:
        before = windows()
        field.double_tap(12)
        field.wait_for_selection((0, 4))
        field.wait_for_handles(START, END)
        field.shot('selected')
        if windows() != before:
            raise Failure('a window came up')
        field.kiosk.write('Hot')
        field.wait_for_text('Hot noodles again')
        field.wait_for_handles()


def a_long_press_selects_a_word_and_backspace_erases_it():
    with Field('words', 'Cold noodles again') as field:
        x, y = field.point(12)
        ui.point(['hold', str(x), str(y), '1500'])
        field.wait_for_selection((0, 4))
        roles = {role for role, _, _ in field.kiosk.nodes()}
        if roles & {'menu', 'menu item', 'popup menu'}:
            raise Failure('a menu came up: %s' % field.kiosk.names())
        field.kiosk.key('BackSpace')
        field.wait_for_text(' noodles again')


def handles_change_the_selection():
    with Field('words', 'Cold noodles again') as field:
        width = field.place()[2]
        field.double_tap(12)
        field.wait_for_selection((0, 4))
        field.drag(END, width)
        field.wait_for_selection((0, 18))
        field.shot('drawn')
        field.drag(START, 2 * width)
        field.wait_for_selection((17, 18))
        field.drag(START, -2 * width)
        field.wait_for_selection((0, 18))
        field.kiosk.key('BackSpace')
        field.wait_for_text('')
        field.wait_for_handles()


def a_tap_beside_the_selection_ends_it():
    with Field('words', 'Cold noodles again') as field:
        field.double_tap(12)
        field.wait_for_selection((0, 4))
        field.kiosk.touch(*field.point(field.place()[2] - 10))
        field.wait_for_selection(None)
        field.wait_for_handles(CURSOR)
        field.shot('cursor')
        field.kiosk.write('!')
        field.wait_for_text('Cold noodles again!')


def the_cursor_is_drawn_to_another_place():
    with Field('words', 'Cold noodles again') as field:
        field.kiosk.touch(*field.point(field.place()[2] - 10))
        field.wait_for_handles(CURSOR)
        field.drag(CURSOR, -field.place()[2])
        field.kiosk.write('So ')
        field.wait_for_text('So Cold noodles again')


def one_line_is_selected_in_as_well():
    with Field('dish', 'Fried rice') as field:
        field.double_tap(12)
        field.wait_for_selection((0, 5))
        field.wait_for_handles(START, END)
        field.shot('line')
        field.drag(END, field.place()[2])
        field.wait_for_selection((0, 10))
        field.kiosk.write('Tea')
        field.wait_for_text('Tea')


def handles_go_when_the_question_goes():
    with Field('words', 'Cold noodles again') as field:
        field.double_tap(12)
        field.wait_for_handles(START, END)
        field.kiosk.tap(field.t.word('Next'))
        field.kiosk.wait(field.title('dish'))
        field.wait_for_handles()


def nothing_is_selected_under_dots():
    with Field('phone', '13800138000') as field:
        kiosk, (x, y) = field.kiosk, field.point(20)
        field.wait('dots, and a button to show it', lambda: SENSITIVE in kiosk.wait(field.t.word('Show'))['states'], True)
        for _ in range(3):
            kiosk.play([(0, 1, 'down', x, y), (30, 1, 'up', x, y), (110, 1, 'down', x, y), (140, 1, 'up', x, y)])
        ui.point(['hold', str(x), str(y), '1500'])
        if field.selection() or field.handles():
            raise Failure('%s is selected under dots; handles: %s' % (field.selection(), field.handles()))
        field.shot('dots')


def a_swipe_over_the_field_is_no_tap():
    """Over a text that does not scroll under the finger, and over one that does."""
    for text in ('Cold ', 'Cold noodles again ' * 10):
        with Field('words', text) as field:
            kiosk = field.kiosk
            field.open_pinyin()
            field.swipe(120)
            field.swipe(-120)
            kiosk.pick('你好')
            field.wait_for_text(text + '你好')
            field.wait_for_handles()
            kiosk.press('Hide keyboard')
            kiosk.gone('Keyboard')
            field.swipe(120)
            kiosk.write_hardware('x')            # nowhere
            kiosk.touch(*field.point(field.place()[2] // 2))
            kiosk.press('，')
            field.wait('the text', lambda: field.text().replace('，', ''), text + '你好')


def a_finger_in_the_field_ends_what_is_open_where_it_is():
    with Field('words', 'Cold ') as field:
        kiosk = field.kiosk
        kiosk.touch(*field.point(field.place()[2] - 10))
        field.wait_for_handles(CURSOR)
        field.open_pinyin()
        field.wait_for_handles()                 # drawn, it would drop what is open
        kiosk.touch(*field.point(1))
        field.wait_for_text('Cold nihao')
        kiosk.press('h')
        x, y = field.point(60)
        ui.point(['hold', str(x), str(y), '1500'])
        field.wait_for_selection((0, 5))
        field.wait_for_text('hCold nihao')


def it_looks_alike_in_the_evening_and_in_high_contrast():
    for style in ('evening', 'contrast'):
        with Field('words', 'Cold noodles again', style) as field:
            field.double_tap(12)
            field.wait_for_handles(START, END)
            field.shot(style)


if __name__ == '__main__':
    sys.exit(run([a_double_tap_selects_a_word_and_typing_replaces_it, a_long_press_selects_a_word_and_backspace_erases_it,
                  handles_change_the_selection, a_tap_beside_the_selection_ends_it,
                  the_cursor_is_drawn_to_another_place, one_line_is_selected_in_as_well,
                  handles_go_when_the_question_goes, nothing_is_selected_under_dots,
                  a_swipe_over_the_field_is_no_tap, a_finger_in_the_field_ends_what_is_open_where_it_is,
                  it_looks_alike_in_the_evening_and_in_high_contrast]))
