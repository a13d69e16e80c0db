#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys alone under real fingers (key-pad-viewer, which is started as the kiosk is): two thumbs at
12 keys a second, touches at the very edges, accents, repeats, the space bar, and no fingers at all."""
import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from visit import Failure, Kiosk, run  # noqa: E402

TEXT = ("the noodles were cold when they came to our table and nobody said sorry until we asked twice. "
        "still, the young man in the kitchen came out, made it good, and gave us tea. we will be back soon, "
        "thank you.")
LATIN = 2                   # AFT_LAYOUT_LATIN
GAP_MS = 1000 / 12
NAMES = {' ': 'Space'}


class Pad(Kiosk):
    def __init__(self, layout=LATIN, *args):
        super().__init__('--layout', str(layout), '--size', os.environ['KIOSK_UI_SIZE'], *args)
        self.wait('Written')
        self.learn()

    def learn(self):
        """Where the keys are, once they stand still."""
        last = None
        while last is None or last != self.boxes:
            last = getattr(self, 'boxes', None)
            self.boxes = {name: box for role, name, box in self.nodes() if role == 'button'}

    def middle_of(self, key):
        x, y, width, height = self.boxes[NAMES.get(key, key)]
        return x + width // 2, y + height // 2

    def written(self):
        return self.text('Written', 'text box')

    def expect(self, text):
        """The screen follows the fingers; what it shows in the end is what counts."""
        end = time.monotonic() + 25
        while time.monotonic() < end:
            if self.written() == text:
                return
        raise Failure('written: %r, not %r' % (self.written(), text))


def thumbs(pad, text, seed):
    """Two thumbs: each key is pressed GAP_MS after the last and held until well after the next."""
    luck, events, free = random.Random(seed), [], {1: 0, 2: 0, 3: 0}
    for number, letter in enumerate(text):
        at = 100 + number * GAP_MS
        finger = min((f for f in free if free[f] <= at), key=lambda f: free[f])
        x, y, width, height = pad.boxes[NAMES.get(letter, letter)]
        point = x + luck.randrange(2, width - 2), y + luck.randrange(2, height - 2)
        up = at + luck.uniform(25, 150)
        events += [(at, finger, 'down', *point), ((at + up) / 2, finger, 'move', point[0] + 2, point[1] - 2),
                   (up, finger, 'up', point[0] + 2, point[1] - 2)]
        free[finger] = up + 1
    return sorted(events)


def two_hundred_touches_at_twelve_a_second_give_exactly_their_text():
    with Pad() as pad:
        text = TEXT[:200]
        pad.play(thumbs(pad, text, 4))
        pad.expect(text)


def each_corner_of_a_key_counts_for_it():
    with Pad() as pad:
        wanted = ''
        for letter in 'qazplmgv':
            x, y, width, height = pad.boxes[letter]
            for corner in ((x, y), (x + width - 1, y), (x, y + height - 1), (x + width - 1, y + height - 1)):
                pad.touch(*corner)
                wanted += letter
        pad.expect(wanted)


def between_two_keys_is_always_one_of_them():
    with Pad() as pad:
        x, y, width, height = pad.boxes['f']
        following = pad.boxes['g']
        for at in range(x + width, following[0] + 1):
            pad.touch(at, y + height // 2)
        count = following[0] + 1 - (x + width)
        end = time.monotonic() + 25
        while len(pad.written()) != count and time.monotonic() < end:
            pass
        written = pad.written()
        if len(written) != count or written != 'f' * written.count('f') + 'g' * written.count('g'):
            raise Failure('written: %r for %d touches' % (written, count))


def a_held_key_offers_accents_to_slide_to():
    with Pad() as pad:
        x, y = pad.middle_of('n')
        height = pad.boxes['n'][3]
        pad.play([(0, 1, 'down', x, y), (2500, 1, 'move', x - 16, y - 16),
                  (2550, 1, 'move', x - 90, y - height), (2600, 1, 'up', x - 90, y - height)])
        pad.expect('ñ')
        pad.play([(0, 1, 'down', x, y), (2500, 1, 'up', x, y)])
        pad.expect('ñn')


def erase_repeats_while_it_is_held():
    with Pad() as pad:
        for letter in 'abcdefgh':
            pad.touch(*pad.middle_of(letter))
        pad.expect('abcdefgh')
        x, y = pad.middle_of('Backspace')
        pad.touch(x, y)
        pad.expect('abcdefg')
        pad.play([(0, 1, 'down', x, y), (6000, 1, 'up', x, y)])
        pad.expect('')


def the_space_bar_dragged_moves_the_cursor_and_writes_nothing():
    with Pad() as pad:
        for letter in 'tea':
            pad.touch(*pad.middle_of(letter))
        pad.expect('tea')
        x, y = pad.middle_of(' ')
        pad.play([(0, 1, 'down', x, y), (60, 1, 'move', x - 28, y), (120, 1, 'move', x - 32, y),
                  (180, 1, 'move', x - 55, y), (240, 1, 'up', x - 55, y)])
        pad.touch(*pad.middle_of('s'))
        pad.expect('tsea')


def shift_is_for_one_letter_or_locked():
    with Pad() as pad:
        pad.touch(*pad.middle_of('Shift'))
        pad.wait('Q', 'button')
        pad.touch(*pad.middle_of('t'))
        pad.wait('q', 'button')
        pad.touch(*pad.middle_of('e'))
        pad.touch(*pad.middle_of('Shift'))
        pad.touch(*pad.middle_of('Shift'))
        pad.touch(*pad.middle_of('a'))
        pad.touch(*pad.middle_of('b'))
        pad.expect('TeAB')


def a_finger_on_the_next_key_means_it_in_the_layout_that_comes():
    with Pad() as pad:
        first, second = pad.middle_of('Digits and symbols'), pad.middle_of('q')
        pad.play([(0, 1, 'down', *first), (60, 2, 'down', *second), (120, 1, 'up', *first), (700, 2, 'up', *second)])
        pad.touch(*pad.middle_of('w'))
        pad.expect('12')


def keyboards_and_switches_reach_every_key():
    with Pad() as pad:
        pad.key('Tab')
        for name in ('Down', 'Right', 'Return', 'Down', 'space', 'Left', 'Right', 'Up', 'Return'):
            pad.key(name)
        pad.expect('szs')
        node = pad.wait('k', 'button')
        pad.a11y.call(node['ref'], 'Action', 'DoAction', pad.a11y.GLib.Variant('(i)', (0,)))
        pad.expect('szsk')


def keys_are_named_and_their_signs_are_not_read():
    for layout in range(9):
        with Pad(layout) as pad:
            names = [name for role, name, _ in pad.nodes() if role == 'button']
            if len(names) < 10 or '' in names or len(set(names)) != len(names):
                raise Failure('layout %d: %s' % (layout, names))
            labels = [name for role, name, _ in pad.nodes() if role == 'label' and name]
            if labels:
                raise Failure('layout %d reads %s besides' % (layout, labels))


TOUCH = [two_hundred_touches_at_twelve_a_second_give_exactly_their_text, a_held_key_offers_accents_to_slide_to,
         erase_repeats_while_it_is_held, the_space_bar_dragged_moves_the_cursor_and_writes_nothing,
         a_finger_on_the_next_key_means_it_in_the_layout_that_comes]
ANY = [each_corner_of_a_key_counts_for_it, between_two_keys_is_always_one_of_them, shift_is_for_one_letter_or_locked,
       keyboards_and_switches_reach_every_key, keys_are_named_and_their_signs_are_not_read]

if __name__ == '__main__':
    sys.exit(run((TOUCH if 'KIOSK_UI_TOUCH' in os.environ else []) + ANY))
