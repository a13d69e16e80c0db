#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page behind a slip's link, of a running collector: asked by strangers and by robots that look at
links first, and in Chromium at 360 px in three languages, day and dark, judged by axe, with every page's
bytes. Without --full each language is looked at once. AFTERTASTE_SHOTS=DIR: pictures of what is seen."""

import base64
import os
import sys
import traceback
import urllib.parse
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(HERE, '..', 'tools')]
import browser  # noqa: E402
from slips import NAME, NUMBER, Place, expect, make_token  # noqa: E402

LANGUAGES = ('zh-CN', 'zh-TW', 'en')
IS_FULL = '--full' in sys.argv[1:]
SHOTS = os.environ.get('AFTERTASTE_SHOTS')
MOST_BYTES = 20000      # of a page and its style
LEAST_TARGET = 44       # px
ROBOTS = ('facebookexternalhit/1.1', 'Slackbot-LinkExpanding 1.0', 'TelegramBot (like TwitterBot)',
          'Mozilla/5.0 MicroMessenger/8.0.50 NetType/WIFI', 'WhatsApp/2.23 A', 'Googlebot/2.1')


# -- strangers ---------------------------------------------------------------------------------

def every_bit_of_a_link_gives_the_same_bytes_and_headers(place, _):
    token = place.complain()
    raw = bytearray(base64.urlsafe_b64decode(token + '='))
    nothing = place.ask('GET', '/f/' + 'A' * 55)
    expect(nothing[0] == 404 and b'<h1>' in nothing[2], 'there is something: %s' % (nothing,))
    for bit in range(len(raw) * 8):
        raw[bit // 8] ^= 1 << bit % 8
        tampered = base64.urlsafe_b64encode(raw).rstrip(b'=').decode()
        raw[bit // 8] ^= 1 << bit % 8
        expect(place.ask('GET', '/f/' + tampered) == nothing, 'bit %d: another reply' % bit)
    for number in range(len(token)):    # and of the text itself, where that is still an address
        for bit in range(7):
            letter = chr(ord(token[number]) ^ 1 << bit)
            path = '/f/' + token[:number] + urllib.parse.quote(letter, safe='') + token[number + 1:]
            if letter in '/\\' or not letter.isprintable():
                continue        # no path at all: refused before anybody looks
            expect(place.ask('GET', path) == nothing, 'letter %d, bit %d: another reply' % (number, bit))
    expect(place.ask('GET', '/f/' + token)[0] == 200, 'the true one')


def another_kiosks_key_and_another_answer_open_nothing(place, _):
    token, nothing = place.complain(), place.ask('GET', '/f/' + 'A' * 55)
    other = make_token(place.device, str(uuid.uuid4()), bytes(32))
    stranger = make_token(str(uuid.uuid4()), str(uuid.uuid4()))
    for one in (other, stranger, token + 'A', token[:-1], token + '=', token.lower()):
        expect(place.ask('GET', '/f/' + one) == nothing, one)
    # Signed, and not here yet: a page of its own.
    reply = place.ask('GET', '/f/' + make_token(place.device, str(uuid.uuid4())))
    expect(reply[0] == 200 and b'/erase' in reply[2] and b'/say' not in reply[2], reply)


def a_sender_who_tries_links_has_to_wait(place, _):
    token = place.complain()
    replies = [place.ask('GET', '/f/' + '%055d' % number, sender='192.0.2.7') for number in range(40)]
    expect(replies[0][0] == 404 and replies[-1][0] == 429, [reply[0] for reply in replies])
    expect(dict(replies[-1][1]).get('Retry-After', '').isdigit(), replies[-1])
    expect(place.ask('GET', '/f/' + token, sender='192.0.2.7')[0] == 429, 'a true one tells')
    expect(place.ask('GET', '/f/' + token, sender='192.0.2.8')[0] == 200, 'others wait too')


def robots_that_look_at_links_change_nothing(place, _):
    token = place.complain()
    early = make_token(place.device, str(uuid.uuid4()))
    before = place.count()
    for below in ('', '/say', '/photo', '/data', '/erase', '?said=added', '/nothing'):
        for robot in ROBOTS:
            for method in ('GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'):
                for one in (token, early):
                    place.ask(method, '/f/' + one + below, headers={'User-Agent': robot})
    after = place.count()
    expect(before == after, {name: (before[name], after[name]) for name in after if after[name] != before.get(name)})
    expect(place.ask('HEAD', '/f/' + token)[2] == b'', 'HEAD has a body')


def no_reply_can_be_kept_framed_or_followed_back(place, _):
    token = place.complain()
    for below in ('', '/say', '/photo', '/data', '/erase', '/nothing'):
        headers = dict(place.ask('GET', '/f/' + token + below)[1])
        # The way back leads to what was filled in, on this phone alone.
        expect(headers['Cache-Control'] == ('private, no-cache' if below == '/say' else 'no-store'), below)
        expect(headers['Referrer-Policy'] == 'no-referrer', below)
        expect(headers['X-Frame-Options'] == 'DENY', below)
        policy = headers['Content-Security-Policy']
        expect("default-src 'none'" in policy and 'script-src' not in policy and 'unsafe' not in policy, policy)
        expect(not {'Server', 'Set-Cookie', 'Access-Control-Allow-Origin'} & set(headers), headers)


def the_two_listeners_share_nothing(place, _):
    token = place.complain()
    for path in ('/console', '/api/v1/openapi.json', '/readyz', '/metrics', '/'):
        expect(place.ask('GET', path)[0] == 404, path)
    for path in ('/f/' + token, '/f/pages.css', '/s/AAAAAAAAAA'):
        expect(place.house.ask('GET', path)[0] == 404, path)
    expect(place.ask('GET', '/healthz')[0] == 200, 'no health')


def nobodys_name_or_number_stands_on_a_page(place, _):
    token = place.complain()
    for below in ('', '/data', '/erase', '/say', '/photo'):
        page = place.ask('GET', '/f/' + token + below)[2].decode()
        for secret in (NUMBER, NUMBER[:7], NAME, NAME[:2], token if below == '/nothing' else '\0'):
            expect(secret not in page, '%s says %s' % (below, secret))
        expect('<script' not in page and '<img src=x' not in page, below)
    expect('汤是冷的' in place.ask('GET', '/f/' + token)[2].decode(), 'the words are not shown')
    expect('•78' in place.ask('GET', '/f/' + token + '/data')[2].decode(), 'the end of the number')


# -- a guest -----------------------------------------------------------------------------------

def look_at(person, chromium, name, language, dark):
    """What is wrong with the page that is seen."""
    wrong = ['sticks out: %s' % one for one in person.do('overflow')]
    wrong += ['complains: %s' % one for one in chromium.complaints()
              if name != 'nothing' or 'status of 404' not in one]
    wrong += ['axe: %s' % one for one in person.axe()]
    wrong += ['too small: %s' % one
              for one in person.do('small', selector='main a.button, button, nav a', least=LEAST_TARGET)]
    weight = person.do('weight')
    if weight >= MOST_BYTES:
        wrong.append('%d bytes' % weight)
    if person.do('attribute', selector='html', name='lang') != language:
        wrong.append('another language')
    if SHOTS:
        os.makedirs(SHOTS, exist_ok=True)
        look = '%s-%s-%s' % (name, language, 'dark' if dark else 'day')
        person.do('shot', path=os.path.join(SHOTS, 'follow-' + look + '.png'))
    print('# %-12s %s %s %6d bytes' % (name, language, 'dark' if dark else 'day ', weight), flush=True)
    return ['%s %s %s: %s' % (name, language, 'dark' if dark else 'day', one) for one in wrong]


def every_page_is_whole_in_three_languages(place, chromium):
    wrong = []
    for language in LANGUAGES:
        for dark in (False, True) if IS_FULL else [language == 'zh-TW']:
            person = chromium.person('guest', width=360, height=740, language=language, dark=dark, script=True)
            token = place.complain()
            early = make_token(place.device, str(uuid.uuid4()))
            for name, path, status in (
                    ('begun', token, 200), ('data', token + '/data', 200), ('say', token + '/say', 200),
                    ('photo', token + '/photo', 200), ('erase', token + '/erase', 200),
                    ('not-yet', early, 200), ('nothing', 'x' * 55, 404), ('said', token + '?said=added', 200)):
                expect(person.go(f'{place.address}/f/{path}') == status, '%s: another status' % name)
                wrong += look_at(person, chromium, name, language, dark)
            person.go(f'{place.address}/f/{token}/erase')
            person.do('click', selector='button.grave')
            expect(token + '/erase' in person.do('address'), person.do('address'))
            wrong += look_at(person, chromium, 'erased', language, dark)
            expect(person.go(f'{place.address}/f/{token}') == 404, 'the link still opens')
            chromium.complaints()
            person.do('close')
    expect(not wrong, '\n'.join(wrong[:40]))


def the_language_is_the_phones_until_another_is_chosen(place, chromium):
    token = place.complain()
    for phone, language in (('zh-TW', 'zh-TW'), ('en-GB', 'en'), ('fr-FR', 'zh-CN')):
        person = chromium.person('guest', width=360, language=phone)
        person.go(f'{place.address}/f/{token}')
        expect(person.do('attribute', selector='html', name='lang') == language, phone)
        person.do('click', selector='nav a[lang=en]')
        expect(person.do('attribute', selector='html', name='lang') == 'en', 'the switch')
        person.do('click', selector='a[href*="/data"]')
        expect(person.do('attribute', selector='html', name='lang') == 'en', 'it is not kept')
        person.do('back')
        person.do('close')


def without_a_script_all_is_the_same(place, chromium):
    token = place.complain()
    seen = []
    for script in (True, False):
        person = chromium.person('plain', width=360, language='en', script=script)
        person.go(f'{place.address}/f/{token}')
        seen.append(person.text())
        expect(not person.do('title').startswith('owned') if script else True, 'owned')
        person.do('close')
    expect(seen[0] == seen[1], 'a script has changed the page')


STRANGERS = [every_bit_of_a_link_gives_the_same_bytes_and_headers,
             another_kiosks_key_and_another_answer_open_nothing, a_sender_who_tries_links_has_to_wait,
             robots_that_look_at_links_change_nothing, no_reply_can_be_kept_framed_or_followed_back,
             the_two_listeners_share_nothing, nobodys_name_or_number_stands_on_a_page]
GUESTS = [every_page_is_whole_in_three_languages,
          the_language_is_the_phones_until_another_is_chosen, without_a_script_all_is_the_same]


def run(chromium, chosen):
    """As TAP; how many failed."""
    bad = 0
    print('1..%d' % len(chosen), flush=True)
    with Place() as place:
        for number, test in enumerate(chosen, 1):
            name = test.__name__.replace('_', ' ')
            if test in GUESTS and chromium.missing:
                print('ok %d - %s # SKIP %s' % (number, name, chromium.missing), flush=True)
                continue
            try:
                test(place, chromium)
                print('ok %d - %s' % (number, name), flush=True)
            except Exception:   # a test that cannot go on is one that failed
                bad += 1
                print(''.join('# %s\n' % line for line in traceback.format_exc().splitlines())
                      + 'not ok %d - %s' % (number, name), flush=True)
    return bad


def main():
    words = [word for word in sys.argv[1:] if word != '--full']
    chosen = [test for test in STRANGERS + GUESTS
              if not words or any(word in test.__name__ for word in words)]
    with browser.Browser() as chromium:
        return 1 if run(chromium, chosen) else 0


if __name__ == '__main__':
    sys.exit(main())
