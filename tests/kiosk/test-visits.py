#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole visits in each language, from the rest screen to the thanks, and what is stored of them."""
import os
import sys

import records
from visit import Failure, Kiosk, Texts, house_survey, run

CONFIG = """
[house]
name-zh-CN=回味小馆
name-zh-TW=回味小館
name-en=Aftertaste House
telephone=021 5555 0100

%s
[kiosk]
language=%s

[look]
style=day
pulse=false
"""

# The public half of a key pair; the tests never open what is sealed.
SEALED = 'house-public-key=3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29'


def expect(what, want, got):
    if want != got:
        raise Failure('%s: want %r, got %r' % (what, want, got))


def face(kiosk, texts, value):
    kiosk.tap(texts.choice('overall', value))


def thanks(kiosk, texts):
    kiosk.hook('page thanks')
    kiosk.hook('ack ')
    kiosk.wait(texts.word('Done'))


def back_at_rest(kiosk, language):
    kiosk.wait(Texts(language, house_survey('exit')).title('overall'))


def delighted(language):
    texts = Texts(language, house_survey('exit'))
    kiosk = Kiosk(config=CONFIG % ('', language))
    with kiosk:
        face(kiosk, texts, 5)
        kiosk.wait(texts.title('loved'))
        kiosk.tap(texts.choice('loved', 'food'))
        kiosk.tap(texts.choice('loved', 'service'))
        kiosk.tap(texts.word('Next'))
        kiosk.wait(texts.title('recommend'))
        kiosk.tap('10')
        thanks(kiosk, texts)
        kiosk.tap(texts.word('Done'))
        back_at_rest(kiosk, language)
        kiosk.kill(15)
        body, = records.bodies(kiosk.data)
        expect('answers', {'overall': 5, 'loved': ['food', 'service'], 'recommend': 10}, body['answers'])
        expect('state, language', ('complete', language), (body['state'], body['locale']))
        expect('acknowledged', [body['id']], kiosk.acknowledged())


def unhappy(language, config='', sealed=False):
    texts = Texts(language, house_survey('exit'))
    own = Texts(language, house_survey('complaint'))
    kiosk = Kiosk(config=CONFIG % (config, language))
    with kiosk:
        face(kiosk, texts, 2)
        kiosk.wait(texts.title('why'))
        kiosk.tap(texts.choice('why', 'waiting'))
        kiosk.tap(texts.word('Next'))
        kiosk.wait(texts.title('waited'))
        kiosk.tap(texts.choice('waited', 'bill'))
        kiosk.wait(texts.title('recommend'))
        kiosk.tap('3')
        kiosk.wait(texts.title('return'))
        kiosk.tap(texts.choice('return', 'perhaps'))
        kiosk.wait(texts.title('words'))
        kiosk.tap(texts.word('Skip'))
        kiosk.wait(texts.title('more'))
        kiosk.tap(texts.choice('more', 'complaint'))
        complain(kiosk, own, sealed)
        thanks(kiosk, texts)
        number = [name for name in kiosk.names() if name.endswith('A-0002')]
        if not number:
            raise Failure('no case number A-0002 among %s' % kiosk.names())
        kiosk.tap(texts.word('Done'))
        back_at_rest(kiosk, language)
        kiosk.kill(15)
        check_complaint(kiosk, sealed)


def complain(kiosk, own, sealed):
    kiosk.wait(own.title('what'))
    kiosk.tap(own.choice('what', 'food'))
    kiosk.tap(own.word('Next'))
    kiosk.wait(own.title('words'))
    x, y = kiosk.middle(own.title('words'), role='text box')
    kiosk.touch(x, y)
    kiosk.write('The soup was cold twice')
    kiosk.tap(own.word('Next'))
    kiosk.wait(own.title('tableNumber'))
    kiosk.tap(own.word('Skip'))
    kiosk.wait('~The soup was cold twice')
    kiosk.tap(own.word("Yes, that's right"))
    kiosk.wait(own.title('wish'))
    if not sealed:
        if kiosk.has(own.choice('wish', 'call')):
            raise Failure('a call is offered although contact cannot be sealed')
        kiosk.tap(own.choice('wish', 'explain'))
        return
    kiosk.tap(own.choice('wish', 'call'))
    kiosk.wait(own.title('callback'))
    kiosk.tap(own.choice('callback', 'yes'))
    kiosk.tap(own.word('Next'))
    kiosk.wait(own.title('phone'))
    x, y = kiosk.middle(own.title('phone'), role='text box')
    kiosk.touch(x, y)
    kiosk.write('13912345678')
    kiosk.tap(own.word('Next'))
    kiosk.wait(own.title('callName'))
    kiosk.tap(own.word('Done'))


def check_complaint(kiosk, sealed):
    survey, complaint = records.bodies(kiosk.data)
    expect('kinds', ('exit', 'complaint'), (survey['kind'], complaint['kind']))
    expect('one sitting', survey['sitting_id'], complaint['sitting_id'])
    expect('rating', 2, survey['answers']['overall'])
    expect('what', ['food'], complaint['answers']['what'])
    if not sealed:
        expect('words', 'The soup was cold twice', complaint['answers']['words'])
        return
    expect('sealed', {'words', 'contact'}, {s['name'] for s in complaint['seals']})
    expect('consent', True, complaint['consent']['callback'])
    for at, _, files in os.walk(kiosk.data):
        for name in files:
            with open(os.path.join(at, name), 'rb') as f:
                content = f.read()
            if b'soup was cold' in content or b'13912345678' in content:
                raise Failure('%s holds in clear what was sealed' % name)


def a_delighted_guest_in_simplified_chinese():
    delighted('zh-CN')


def a_delighted_guest_in_traditional_chinese():
    delighted('zh-TW')


def a_delighted_guest_in_english():
    delighted('en')


def a_complaint_in_simplified_chinese_is_read_back_and_gets_a_number():
    unhappy('zh-CN')


def a_complaint_in_traditional_chinese_is_read_back_and_gets_a_number():
    unhappy('zh-TW')


def a_complaint_in_english_is_sealed_where_the_house_has_a_key():
    unhappy('en', SEALED, sealed=True)


def a_complaint_is_two_taps_from_rest():
    texts = Texts('zh-CN', house_survey('complaint'))
    with Kiosk(config=CONFIG % ('', 'zh-CN')) as kiosk:
        kiosk.tap(texts.word('Complaint or suggestion'))
        kiosk.tap(texts.word('I have a complaint'))
        kiosk.wait(texts.title('what'))


def a_suggestion_reaches_the_thanks():
    texts = Texts('en', house_survey('suggestion'))
    with Kiosk(config=CONFIG % ('', 'en')) as kiosk:
        kiosk.tap(texts.word('Complaint or suggestion'))
        kiosk.tap(texts.word('I have a suggestion'))
        kiosk.wait(texts.title('what'))
        kiosk.tap(texts.word('Skip'))
        kiosk.touch(*kiosk.middle(texts.title('words'), role='text box'))
        kiosk.write('More tea please')
        kiosk.tap(texts.word('Next'))
        kiosk.wait('~More tea please')
        kiosk.tap(texts.word("Yes, that's right"))
        thanks(kiosk, texts)


def the_language_can_change_in_mid_survey_and_answers_stay():
    first, second = Texts('zh-CN', house_survey('exit')), Texts('en', house_survey('exit'))
    with Kiosk(config=CONFIG % ('', 'zh-CN')) as kiosk:
        face(kiosk, first, 4)
        kiosk.wait(first.title('why'))
        kiosk.tap(first.choice('why', 'price'))
        choose_language(kiosk, first, 'English')
        kiosk.wait(second.title('why'))
        kiosk.tap(second.word('Next'))
        kiosk.wait(second.title('recommend'))
        kiosk.tap('8')
        kiosk.wait(second.title('return'))
        kiosk.tap(second.choice('return', 'yes'))
        kiosk.wait(second.title('words'))
        kiosk.tap(second.word('Done'))
        thanks(kiosk, second)
        kiosk.tap(second.word('Done'))
        back_at_rest(kiosk, 'zh-CN')          # the next guest finds the house's own language
        kiosk.kill(15)
        body, = records.bodies(kiosk.data)
        expect('answers', {'overall': 4, 'why': ['price'], 'recommend': 8, 'return': 'yes'}, body['answers'])
        expect('language', 'en', body['locale'])


def choose_language(kiosk, texts, own_name):
    if not kiosk.has(own_name):
        kiosk.tap(texts.word('Language'))
    kiosk.tap(own_name)


def calling_staff_is_stored_as_an_event():
    texts = Texts('zh-CN', house_survey('exit'))
    with Kiosk(config=CONFIG % ('', 'zh-CN')) as kiosk:
        kiosk.tap(texts.word('Call staff'))
        kiosk.wait(texts.word('Please wave to a member of staff'))
        kiosk.kill(15)
        body, = records.bodies(kiosk.data)
        expect('kind', 'call-staff', body['kind'])


def start_again_leaves_the_tap_and_nothing_else():
    texts = Texts('en', house_survey('exit'))
    with Kiosk(config=CONFIG % ('', 'en')) as kiosk:
        face(kiosk, texts, 3)
        kiosk.wait(texts.title('why'))
        kiosk.tap(texts.word('Start again'))
        back_at_rest(kiosk, 'en')
        kiosk.kill(15)
        body, = records.bodies(kiosk.data)
        expect('answers', {'overall': 3}, body['answers'])


if __name__ == '__main__':
    sys.exit(run([
        a_delighted_guest_in_simplified_chinese, a_delighted_guest_in_traditional_chinese,
        a_delighted_guest_in_english, a_complaint_in_simplified_chinese_is_read_back_and_gets_a_number,
        a_complaint_in_traditional_chinese_is_read_back_and_gets_a_number,
        a_complaint_in_english_is_sealed_where_the_house_has_a_key, a_complaint_is_two_taps_from_rest,
        a_suggestion_reaches_the_thanks, the_language_can_change_in_mid_survey_and_answers_stay,
        calling_staff_is_stored_as_an_event, start_again_leaves_the_tap_and_nothing_else]))
