#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guest walks away, on every screen: the card asks, then everything is wiped and the rest screen is
back; whoever answers the card goes on where they were."""
import sys

import records
from visit import Failure, Kiosk, Texts, house_survey, run

CONFIG = """
[kiosk]
language=zh-TW

[look]
style=day
pulse=false

[times]
after-tap=3
choosing=5
typing=6
card=4
thanks=3
thanks-complaint=4
"""


def texts(name='exit'):
    return Texts('zh-TW', house_survey(name))


def card(kiosk, t):
    kiosk.wait(t.word('Are you still there?'), seconds=30)


def rest(kiosk):
    kiosk.wait(texts().title('overall'), seconds=30)


def state_after(kiosk):
    kiosk.kill(15)
    return [(b['kind'], b['state'], b['answers']) for b in records.bodies(kiosk.data)]


def expect(want, got):
    if want != got:
        raise Failure('want %r, got %r' % (want, got))


def after_the_one_tap_the_card_comes_and_the_tap_counts():
    t = texts()
    with Kiosk(config=CONFIG) as kiosk:
        kiosk.tap(t.choice('overall', 1))
        kiosk.wait(t.title('why'))
        card(kiosk, t)
        rest(kiosk)
        expect([('exit', 'tap', {'overall': 1})], state_after(kiosk))


def on_choices_what_was_tapped_is_kept_as_partial():
    t = texts()
    with Kiosk(config=CONFIG) as kiosk:
        kiosk.tap(t.choice('overall', 2))
        kiosk.tap(t.choice('why', 'food'))
        card(kiosk, t)
        rest(kiosk)
        expect([('exit', 'partial', {'overall': 2, 'why': ['food']})], state_after(kiosk))


def the_card_answered_goes_on_where_it_was():
    t = texts()
    with Kiosk(config=CONFIG) as kiosk:
        kiosk.tap(t.choice('overall', 2))
        kiosk.tap(t.choice('why', 'food'))
        card(kiosk, t)
        kiosk.tap(t.word('Yes, I am here'))
        kiosk.wait(t.title('why'))
        kiosk.tap(t.word('Next'))
        kiosk.wait(t.title('recommend'))


def while_typing_nothing_that_was_typed_is_kept():
    t = texts('complaint')
    with Kiosk(config=CONFIG) as kiosk:
        kiosk.tap(t.word('Complaint or suggestion'))
        kiosk.tap(t.word('I have a complaint'))
        kiosk.tap(t.choice('what', 'price'))
        kiosk.tap(t.word('Next'))
        kiosk.touch(*kiosk.middle(t.title('words'), role='text box'))
        kiosk.write('too dear')
        card(kiosk, t)
        rest(kiosk)
        left = state_after(kiosk)
        if any('words' in answers for _, _, answers in left):
            raise Failure('unconfirmed words were stored: %s' % left)


def on_the_choice_between_complaint_and_suggestion():
    t = texts()
    with Kiosk(config=CONFIG) as kiosk:
        kiosk.tap(t.word('Complaint or suggestion'))
        kiosk.wait(t.word('I have a complaint'))
        rest(kiosk)
        expect([], state_after(kiosk))


def on_the_read_back():
    t = texts('complaint')
    with Kiosk(config=CONFIG) as kiosk:
        kiosk.tap(t.word('Complaint or suggestion'))
        kiosk.tap(t.word('I have a complaint'))
        kiosk.tap(t.choice('what', 'price'))
        kiosk.tap(t.word('Next'))
        kiosk.wait(t.title('words'))
        kiosk.tap(t.word('Skip'))
        kiosk.wait(t.title('tableNumber'))
        kiosk.tap(t.word('Skip'))
        kiosk.wait(t.word("Yes, that's right"))
        rest(kiosk)


def the_thanks_end_by_themselves():
    t = texts()
    with Kiosk(config=CONFIG) as kiosk:
        kiosk.tap(t.choice('overall', 5))
        kiosk.wait(t.title('loved'))
        kiosk.tap(t.word('Skip'))
        kiosk.wait(t.title('recommend'))
        kiosk.tap('9')
        kiosk.hook('page thanks')
        rest(kiosk)
        expect([('exit', 'complete', {'overall': 5, 'recommend': 9})], state_after(kiosk))


def under_a_notice_that_nobody_answers():
    t = texts()
    with Kiosk(config=CONFIG) as kiosk:
        kiosk.tap(t.choice('overall', 2))
        kiosk.wait(t.title('why'))
        kiosk.tap(t.word('Call staff'))
        kiosk.wait(t.word('Please wave to a member of staff'))
        kiosk.gone(t.word('Please wave to a member of staff'))
        card(kiosk, t)
        rest(kiosk)


if __name__ == '__main__':
    sys.exit(run([after_the_one_tap_the_card_comes_and_the_tap_counts, on_choices_what_was_tapped_is_kept_as_partial,
                  the_card_answered_goes_on_where_it_was, while_typing_nothing_that_was_typed_is_kept,
                  on_the_choice_between_complaint_and_suggestion, on_the_read_back, the_thanks_end_by_themselves,
                  under_a_notice_that_nobody_answers]))
