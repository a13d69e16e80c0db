#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every type of question by touch and keyboard, its errors on the screen, a survey with one question
and one with sixty; several fingers and double taps."""
import datetime
import json
import os
import sys
import tempfile
import time
import zoneinfo

import records
from visit import HERE, Failure, Kiosk, Texts, run

SURVEYS = os.path.join(HERE, '..', 'data', 'surveys')
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


def survey(name):
    return os.path.join(SURVEYS, name + '.json')


def open_kiosk(name, *args):
    return Kiosk(*args, config=CONFIG, survey=survey(name)), Texts('en', survey(name))


def expect(what, want, got):
    if want != got:
        raise Failure('%s: want %r, got %r' % (what, want, got))


def fill(kiosk, name, text):
    kiosk.touch(*kiosk.middle(name, role='text box'))
    kiosk.write(text)


def refused(kiosk, texts, name, text, message):
    """Types what the question refuses, sees the author's words, and takes it back."""
    if text:
        fill(kiosk, texts.title(name), text)
    kiosk.tap(texts.word('Next'))
    kiosk.wait('~' + message)
    kiosk.touch(*kiosk.middle(texts.title(name), role='text box'))
    kiosk.key('End', *['BackSpace'] * len(text))


def every_type_of_question_takes_its_answer():
    kiosk, t = open_kiosk('every-type')
    with kiosk:
        kiosk.tap(t.choice('overall', 4))
        kiosk.wait(t.title('recommend'))
        kiosk.tap('9')
        kiosk.wait(t.title('stars'))
        kiosk.tap('3 of 5 stars')
        kiosk.wait(t.title('best'))
        other_dish(kiosk, t)
        dishes(kiosk, t)
        kiosk.wait(t.title('floor'))
        if not kiosk.has('2'):
            kiosk.tap(t.title('floor'), role='button')
        kiosk.tap('2')
        kiosk.wait(t.title('parking'))
        kiosk.tap('No')
        fields(kiosk, t)
        kiosk.wait(t.title('first'))
        kiosk.tap('First time')
        kiosk.wait('~Welcome, Mei')
        kiosk.tap(t.word('Done'))
        kiosk.hook('page thanks')
        kiosk.hook('ack ')
        kiosk.kill(15)
        body, = records.bodies(kiosk.data)
        expect('answers', {
            'overall': 4, 'recommend': 9, 'stars': 3, 'best': 'other', 'best-Comment': 'Duck', 'ate': ['tofu', 'fish'],
            'floor': 2, 'parking': False, 'nickname': 'Mei', 'guests': 4, 'phone': '13800138000',
            'mail': 'mei@example.org', 'day': '2026-03-14', 'words': 'Lovely tea', 'first': True}, body['answers'])


def other_dish(kiosk, t):
    kiosk.tap('Another dish')
    kiosk.tap(t.word('Next'))
    kiosk.wait('~Which dish')
    field, = [n for r, n, _ in kiosk.nodes() if r == 'text box']
    fill(kiosk, field, 'Duck')
    kiosk.tap(t.word('Next'))


def dishes(kiosk, t):
    kiosk.wait(t.title('ate'))
    kiosk.tap(t.choice('ate', 'tofu'))
    kiosk.tap('None of these')
    kiosk.tap(t.choice('ate', 'tofu'))            # takes "none" back
    kiosk.tap(t.choice('ate', 'fish'))
    kiosk.tap(t.choice('ate', 'noodles'))         # a third one is not taken
    kiosk.tap(t.word('Next'))


def fields(kiosk, t):
    kiosk.wait(t.title('nickname'))
    if kiosk.has(t.word('Skip')):
        raise Failure('a required question offers Skip')
    kiosk.tap(t.word('Next'))
    kiosk.wait('~Please write a name')
    fill(kiosk, t.title('nickname'), 'Mei')
    kiosk.tap(t.word('Next'))
    for name, wrong, message, right in (
            ('guests', '41', 'At most 40', '4'), ('phone', '12', 'Digits only', '13800138000'),
            ('mail', 'mei@', 'no address', 'mei@example.org')):
        kiosk.wait(t.title(name))
        refused(kiosk, t, name, wrong, message)
        kiosk.write(right)
        kiosk.tap(t.word('Next'))
    kiosk.wait(t.title('day'))
    fill(kiosk, t.title('day'), '2026-03-14')
    kiosk.tap(t.word('Next'))
    kiosk.wait(t.title('words'))
    refused(kiosk, t, 'words', 'Tea', 'A little more')
    kiosk.write('Lovely tea')
    kiosk.tap(t.word('Next'))


def a_day_is_stepped_to_from_the_venues_today():
    """The venue and the machine are 25 hours apart, so that it is never the same day at both."""
    zone = zoneinfo.ZoneInfo('Pacific/Pago_Pago')
    with open(survey('one'), encoding='utf-8') as f:
        definition = json.load(f)
    definition['pages'].append({'name': 'p', 'elements': [
        {'type': 'text', 'inputType': 'date', 'name': 'day', 'title': 'When were you here?'}]})
    with tempfile.NamedTemporaryFile('w', suffix='.json') as f:
        json.dump(definition, f)
        f.flush()
        t = Texts('en', f.name)
        with Kiosk(config=CONFIG + '\n[house]\ntime-zone=%s\n' % zone.key, survey=f.name,
                   env={'TZ': 'Pacific/Kiritimati'}) as kiosk:
            kiosk.tap(t.choice('overall', 4))
            before = datetime.datetime.now(zone).date()
            kiosk.tap(t.word('One day later'))
            kiosk.wait(t.word('Done'))
            days = {str(before), str(datetime.datetime.now(zone).date())}
            kiosk.tap(t.word('Done'))
            kiosk.hook('page thanks')
            kiosk.hook('ack ')
            kiosk.kill(15)
            body, = records.bodies(kiosk.data)
            if body['answers'].get('day') not in days:
                raise Failure('want one of %s, got %s' % (sorted(days), body['answers']))


def a_survey_of_one_question_ends_with_its_tap():
    kiosk, t = open_kiosk('one')
    with kiosk:
        kiosk.tap(t.choice('overall', 5))
        kiosk.hook('page thanks')
        kiosk.hook('ack ')
        kiosk.kill(15)
        body, = records.bodies(kiosk.data)
        expect('answers', {'overall': 5}, body['answers'])


def a_survey_of_sixty_questions_reaches_its_end():
    kiosk, t = open_kiosk('sixty')
    with kiosk:
        kiosk.tap(t.choice('overall', 4))
        kiosk.wait(t.title('q2'))
        x, y = kiosk.middle('Yes')
        for number in range(2, 61):
            kiosk.wait(t.title('q%d' % number))
            kiosk.touch(x, y)
        kiosk.hook('page thanks')
        kiosk.hook('ack ')
        kiosk.kill(15)
        body, = records.bodies(kiosk.data)
        expect('answers', 60, len(body['answers']))


def a_second_touch_within_the_hold_is_one_tap():
    kiosk, t = open_kiosk('every-type')
    with kiosk:
        kiosk.tap(t.choice('overall', 4))
        kiosk.wait(t.title('recommend'))
        x, y = kiosk.middle('9')
        kiosk.play([(0, 1, 'down', x, y), (30, 1, 'up', x, y), (110, 1, 'down', x, y), (140, 1, 'up', x, y)])
        kiosk.wait(t.title('stars'))
        kiosk.tap(t.word('Back'))
        kiosk.wait(t.title('recommend'))
        kiosk.tap('8')                             # the answer stood: the tap changes it and goes on
        kiosk.wait(t.title('stars'))


def of_several_fingers_the_first_one_counts():
    kiosk, t = open_kiosk('every-type')
    with kiosk:
        kiosk.tap(t.choice('overall', 4))
        kiosk.wait(t.title('recommend'))
        (x1, y1), (x2, y2), (x3, y3) = (kiosk.middle(name) for name in ('2', '7', '10'))
        kiosk.play([(0, 1, 'down', x1, y1), (10, 2, 'down', x2, y2), (20, 3, 'down', x3, y3), (70, 2, 'up', x2, y2),
                    (80, 3, 'up', x3, y3), (90, 1, 'up', x1, y1)])
        kiosk.wait(t.title('stars'))
        kiosk.kill(15)
        body, = records.bodies(kiosk.data)
        expect('answer', 2, body['answers'].get('recommend'))


def ten_fingers_drumming_break_nothing():
    kiosk, t = open_kiosk('sixty')
    with kiosk:
        kiosk.tap(t.choice('overall', 4))
        kiosk.wait(t.title('q2'))
        width, height = (int(v) for v in os.environ['KIOSK_UI_SIZE'].split('x'))
        lines, at = [], 0
        for beat in range(40):
            for finger in range(1, 11):
                x, y = (finger * 97 + beat * 131) % width, (finger * 211 + beat * 173) % (height * 3 // 4)
                lines.append((at, finger, 'down', x, y))
                lines.append((at + 25, finger, 'up', x, y))
            at += 50
        kiosk.play(sorted(lines, key=lambda line: line[0]))
        kiosk.wait('~.')
        if kiosk.process.poll() is not None:
            raise Failure('the kiosk ended')


def accessible_names_are_there_for_every_control():
    kiosk, t = open_kiosk('every-type')
    with kiosk:
        kiosk.tap(t.choice('overall', 4))
        kiosk.wait(t.title('recommend'))
        end = time.monotonic() + 60
        seen = set()
        while not kiosk.has(t.title('nickname')) and time.monotonic() < end:
            for role, name, _ in kiosk.nodes():
                if role in ('button', 'toggle button', 'check box', 'radio', 'text box') and not name:
                    raise Failure('a %s without a name on the screen with %s' % (role, kiosk.names()))
            for title in ('recommend', 'stars', 'best', 'ate', 'floor', 'parking'):
                if kiosk.has(t.title(title)):
                    seen.add(title)
            if kiosk.has(t.title('ate')):
                kiosk.tap(t.choice('ate', 'tofu'))
                kiosk.tap(t.word('Next'))
                kiosk.gone(t.title('ate'))
                continue
            now = [title for title in ('recommend', 'stars', 'best', 'floor', 'parking') if kiosk.has(t.title(title))]
            kiosk.tap(t.word('Skip'))
            for title in now:
                kiosk.gone(t.title(title))
        expect('screens seen', {'recommend', 'stars', 'best', 'ate', 'floor', 'parking'}, seen)


if __name__ == '__main__':
    sys.exit(run([
        every_type_of_question_takes_its_answer, a_day_is_stepped_to_from_the_venues_today, a_survey_of_one_question_ends_with_its_tap,
        a_survey_of_sixty_questions_reaches_its_end, a_second_touch_within_the_hold_is_one_tap,
        of_several_fingers_the_first_one_counts, ten_fingers_drumming_break_nothing,
        accessible_names_are_there_for_every_control]))
