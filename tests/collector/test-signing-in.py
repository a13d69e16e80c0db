#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way in to a running collector's console: the one-time address makes the owner, guesses and
floods of them end nothing and take little memory, other pages' forms are refused, a second factor is
switched on, asked for and switched off, and nothing that was typed stands in the journal."""

import base64
import os
import re
import sys
import tempfile
import threading
import urllib.parse

from house import App, House

PASSWORD = 'dumplings in hot broth'
GUESS = 'GUESS-OF-A-STRANGER'
STRANGER = 'NAME-OF-A-STRANGER'
FLOOD = 80
# Two at work with 64 MiB each, and the program, also with a sanitizer; all at once would be 5 GiB.
MOST_KB = 1024 * 1024


def post(house, path, cookie=None, origin=None, **fields):
    headers = {'Content-Type': 'application/x-www-form-urlencoded',
               'Origin': origin or f'http://127.0.0.1:{house.port}'}
    if cookie:
        headers['Cookie'] = cookie
    body = urllib.parse.urlencode({k.replace('_', '-'): v for k, v in fields.items()}).encode()
    return house.ask('POST', path, body, headers=headers)


def sign_in(house, name, password, **more):
    return post(house, '/console/sign-in', name=name, password=password, **more)


def cookie_of(headers):
    given = headers['set-cookie']
    assert given.endswith('; Path=/; Secure; HttpOnly; SameSite=Strict'), given
    return given.split(';')[0]


def get(house, path, cookie=None):
    return house.ask('GET', path, headers={'Cookie': cookie} if cookie else {})


def make_owner(house):
    """The cookie that the one-time address gave, and its path."""
    address = house.run('user', 'setup')['address']
    path = urllib.parse.urlsplit(address).path
    assert get(house, path)[0] == 200
    status, headers, _ = post(house, path, name='zhang', public_name='张总', new_password=PASSWORD,
                              again=PASSWORD)
    assert status == 303, status
    cookie = cookie_of(headers)
    status, _, page = get(house, '/console', cookie)
    assert status == 200 and '张总' in page.decode(), page
    return cookie, path


def try_once_more(house, path):
    assert get(house, path)[0] != 200
    status, headers, _ = post(house, path, name=STRANGER, public_name='', new_password=PASSWORD,
                              again=PASSWORD)
    assert status != 303 and 'set-cookie' not in headers, status


def guess(house):
    for name in (STRANGER, 'zhang', '', 'zhang\tx'):
        status, headers, _ = sign_in(house, name, GUESS)
        assert 400 <= status < 500 and 'set-cookie' not in headers, (name, status)
    for origin in ('null', 'https://evil.example', 'http://127.0.0.1:1'):
        status, headers, _ = sign_in(house, 'zhang', PASSWORD, origin=origin)
        assert status == 403 and 'set-cookie' not in headers, (origin, status)


def flood(house):
    """FLOOD guesses at once: the statuses."""
    seen = []

    def send(number):
        seen.append(sign_in(house, f'{STRANGER}{number}', GUESS)[0])

    threads = [threading.Thread(target=send, args=(number,)) for number in range(FLOOD)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def peak_kb(house):
    with open(f'/proc/{house.server.pid}/status', encoding='ascii') as status:
        return int(re.search(r'VmHWM:\s+(\d+) kB', status.read()).group(1))


def sign_out(house, cookie):
    page = get(house, '/console', cookie)[2].decode()
    token = re.search(r'name="form-token" value="([0-9a-f]+)"', page).group(1)
    assert post(house, '/console/sign-out', cookie)[0] == 403
    status, headers, _ = post(house, '/console/sign-out', cookie, form_token=token)
    assert status == 303 and '"cookies"' in headers['clear-site-data'], headers
    assert get(house, '/console', cookie)[0] == 303
    return token


def token_of(house, cookie):
    page = get(house, '/console/second-factor', cookie)[2].decode()
    return re.search(r'name="form-token" value="([0-9a-f]+)"', page).group(1), page


def switch_on(house, cookie):
    """An app that has the secret, which is now asked for."""
    token, _ = token_of(house, cookie)
    assert post(house, '/console/second-factor/begin', cookie, form_token=token)[0] == 303
    token, page = token_of(house, cookie)
    secret = re.search(r'<code class="secret"[^>]*>([A-Z2-7 ]+)<', page).group(1)
    status, headers, picture = get(house, '/console/second-factor/picture', cookie)
    assert status == 200 and headers['content-type'].startswith('image/svg+xml'), headers
    assert headers['cache-control'] == 'no-store' and b'<svg' in picture, headers
    assert get(house, '/console/second-factor/picture')[0] == 303
    app = App(secret)
    wrong = post(house, '/console/second-factor/on', cookie, form_token=token, password=GUESS,
                 code='123456')
    assert wrong[0] == 403, wrong
    right = post(house, '/console/second-factor/on', cookie, form_token=token, password=PASSWORD,
                 code=app.code())
    assert right[0] == 303 and right[1]['location'].endswith('said=code-on'), right
    return app, secret


def come_with_code(house, app):
    """The cookie of a sign-in in two steps."""
    status, headers, _ = sign_in(house, 'zhang', PASSWORD, next='/console/cases')
    half = cookie_of(headers)
    assert status == 303 and headers['location'] == '/console/sign-in/code?next=%2Fconsole%2Fcases', headers
    for path in ('/console', '/console/cases', '/console/second-factor'):
        assert get(house, path, half)[0] == 303, path
    assert get(house, headers['location'], half)[0] == 200
    assert get(house, headers['location'])[0] == 303
    code = app.code()
    for other in ('http://127.0.0.1:1', 'https://evil.example'):
        assert post(house, '/console/sign-in/code', half, origin=other, code=code)[0] == 403
    status, headers, _ = post(house, '/console/sign-in/code', half, code=code, next='/console/cases')
    assert status == 303 and headers['location'] == '/console/cases', headers
    cookie = cookie_of(headers)
    assert cookie != half and get(house, '/console/cases', cookie)[0] == 200
    assert get(house, '/console', half)[0] == 303
    # The same code opens nothing again.
    half = cookie_of(sign_in(house, 'zhang', PASSWORD)[1])
    status, headers, _ = post(house, '/console/sign-in/code', half, code=code)
    assert status == 403 and 'set-cookie' not in headers, status
    return cookie, code


def sealed_on_disk(house, secret):
    """Nowhere in the data folder does the secret stand as it is."""
    plain = secret.replace(' ', '').encode()
    for folder, _, names in os.walk(house.data):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                with open(path, 'rb') as file:
                    text = file.read()
                assert plain not in text and base64.b32decode(plain) not in text, path


def with_a_code(house, cookie):
    """Switched on at the console, off at the shell. What must not be in the journal."""
    app, secret = switch_on(house, cookie)
    sealed_on_disk(house, secret)
    later, code = come_with_code(house, app)
    assert house.run('user', 'list')['users'][0]['has_second_factor']
    assert not house.run('user', 'second-factor', 'off', 'zhang')['has_second_factor']
    actions = [row['action'] for row in house.run('audit', 'list')['audit']]
    assert actions.count('second-factor.on') == actions.count('second-factor.off') == 1, actions
    status, headers, _ = sign_in(house, 'zhang', PASSWORD)
    assert status == 303 and headers['location'] == '/console', headers
    return [secret, secret.replace(' ', ''), later.split('=')[1], 'code=' + code]


def main():
    with tempfile.TemporaryFile('w+') as log:
        with House() as house:
            house.set_up().start(stderr=log)
            cookie, path = make_owner(house)
            try_once_more(house, path)
            hidden = with_a_code(house, cookie)
            guess(house)
            seen = flood(house)
            assert len(seen) == FLOOD and 429 in seen and not any(s in (303, 500) for s in seen), seen
            assert house.ask('GET', '/healthz')[0] == 200
            peak = peak_kb(house)
            assert peak < MOST_KB, peak
            token = sign_out(house, cookie)
            assert house.stop() == 0
        log.seek(0)
        text = log.read()
    secrets = [PASSWORD, GUESS, STRANGER, cookie.split('=')[1], path.rsplit('/', 1)[1], token, '张总',
               *hidden]
    for secret in secrets:
        assert secret not in text, secret
    for event in ('setup', 'sign-in-failed', 'sign-in-throttled', 'sign-out', 'second-factor-on',
                  'code-asked'):
        assert f'event={event}' in text, event
    print(f'{seen.count(429)} of {FLOOD} told to come back, {peak // 1024} MiB at most')


sys.exit(main())
