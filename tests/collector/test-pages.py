#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The console's pages in Chromium: the demo house, filled as packaging/run fills it; every page in three
languages and at four widths, judged by axe; and texts that would like to be more than texts.
--full: every page in every language at every width, else each page once. AFTERTASTE_SHOTS=DIR: pictures
of what is seen."""

import html.parser
import os
import re
import sys
import time
import traceback
import urllib.error
import urllib.parse
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(HERE, '..', 'tools'), os.path.join(HERE, '..', '..', 'assets', 'demo')]
import browser  # noqa: E402
import fill  # noqa: E402
import house  # noqa: E402

LANGUAGES = ('zh-CN', 'zh-TW', 'en')
SIZES = ((360, 1), (768, 1), (1280, 1), (1280, 2))      # width, zoom
LOOKS = [(size, language) for size in SIZES for language in LANGUAGES]
FEW_LOOKS = [(SIZES[0], 'zh-CN'), (SIZES[2], 'en')]
IS_FULL = '--full' in sys.argv
SHOTS = os.environ.get('AFTERTASTE_SHOTS')
PROGRAMS = '/console/settings/programs'
TRENDS = '/console/trends?period=' + time.strftime('%Y')
ID = '[0-9a-f]{8}-[0-9a-f-]{27}'
CODE = '(?<=/revoke/)[2-9A-Z]{10}'
NASTY = (
    '<script>document.title="owned"</script>', '</title><script>owned()</script>',
    '"><img src=x onerror=owned()>', '\'><svg onload=owned()>', '<svg><script>owned()</script></svg>',
    '" autofocus onfocus="owned()', '\' onmouseover=\'owned()', 'javascript:owned()',
    'JaVaScRiPt&colon;owned()', 'data:text/html,<script>owned()</script>', '</textarea><h1>owned</h1>',
    '</option></select><b>owned</b>', '<!-- --!><b>owned</b>', '<iframe srcdoc="<b>owned</b>">',
    '{{constructor.constructor("owned()")()}}', '${owned()}', '&lt;b&gt;&#60;b&#62;', '\\x3cb\\x3e\\u003cb\\u003e',
    '＜script＞owned()＜/script＞', '\u202e<b\u200b>owned\ufeff%s%n%1$s')
HARMLESS = tuple('harmless text %d' % number for number in range(len(NASTY)))


class Failure(Exception):
    """What was seen."""


def expect(is_so, what):
    if not is_so:
        raise Failure(what)


class Demo:
    """A house with staff; IS_FILLED: with guests and cases too, as packaging/run fills it."""

    def __init__(self, is_filled=True):
        self.house, self.is_filled = house.House(), is_filled

    def __enter__(self):
        try:
            self.house.set_up()
            for kind in ('complaint', 'suggestion'):
                self.house.run('survey', 'publish', os.path.join(house.SURVEYS, kind + '.json'))
            self.house.start()
            self.address = 'http://127.0.0.1:%d' % self.house.port
            self.filled = fill.House(house.PROGRAM, self.house.data, self.address)
            if not self.is_filled:
                self.filled.let_in()
            else:
                expect(fill.fill_house(self.filled), 'the empty house was not filled')
                expect(not fill.fill_house(self.filled), 'the house was filled twice')
        except BaseException:
            self.house.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.house.__exit__()

    def enter(self, name='zhou'):
        """Somebody at the console without a browser."""
        return self.filled.enter(name)

    def paths(self):
        """Every page that the owner finds by following links; two of a kind, but of cases all."""
        person, found, waiting = self.enter(), {}, ['/console']
        while waiting:
            path = waiting.pop()
            for link in person.page(path).links:
                link = urllib.parse.urljoin(path, link.split('#')[0])
                if not link.startswith('/console') or link.endswith('/definition') or '/download?' in link:
                    continue
                if link.startswith('/console/trends'):      # as many as there are periods
                    link = TRENDS
                kind = re.sub(CODE, 'CODE', re.sub(ID, 'ID', link))
                held = found.setdefault(kind, [])
                if link not in held and len(held) < (40 if kind == '/console/cases/ID' else 2):
                    held.append(link)
                    waiting.append(link)
        return sorted(link for links in found.values() for link in links)


def sign_in(chromium, demo, who, name='zhou', **how):
    person = chromium.person(who, language='en', **how)
    expect(person.go(demo.address + '/console') == 200, 'no sign-in')
    person.do('fill', selector='#name', text=name)
    person.do('fill', selector='#password', text=demo.filled.passwords[name])
    person.do('click', selector='form button')
    expect(person.do('count', selector='nav.sections'), 'not signed in: ' + person.text())
    return person


def speak(person, language):
    """The language by its button, as anybody would."""
    person.do('click', selector='.me button[value="%s"]' % language)
    expect(person.do('attribute', selector='html', name='lang') == language, 'the language stays')


# -- pages -------------------------------------------------------------------------------------

def look_at(person, chromium, address):
    """What is wrong with one page."""
    status = person.go(address)
    wrong = [] if status == 200 else ['status %d' % status]
    wrong += ['sticks out: %s' % one for one in person.do('overflow')]
    wrong += ['complains: %s' % one for one in chromium.complaints()]
    wrong += ['axe: %s' % one for one in person.axe()]
    return ['%s: %s' % (person.do('address'), one) for one in wrong]


def shoot(person, path, name):
    if SHOTS:
        os.makedirs(SHOTS, exist_ok=True)
        page = re.sub(r'[^a-z0-9]+', '-', re.sub(ID, lambda found: found[0][-4:], path[1:])).strip('-')
        person.do('shot', path=os.path.join(SHOTS, '%s-%s.png' % (page[:80], name)))


def every_page_is_whole_in_three_languages_and_at_four_widths(chromium, demo):
    paths = demo.paths()
    cases = [path for path in paths if re.match('/console/cases/.', path)]
    one_case = [path for path in paths if path not in cases[1:]]
    expect(len(cases) >= 10 and len(one_case) > 15, 'pages are missing: %s' % paths)
    wrong, seen = [], 0
    for (width, zoom), language in LOOKS if IS_FULL else FEW_LOOKS:
        person = sign_in(chromium, demo, 'reader', width=width, zoom=zoom)
        person.go(demo.address + '/console')
        speak(person, language)
        if not IS_FULL:     # each page once
            seen_now = one_case[FEW_LOOKS.index(((width, zoom), language))::len(FEW_LOOKS)]
        else:
            seen_now = paths if (width, zoom, language) == (1280, 1, 'zh-CN') else one_case
        for path in seen_now:
            wrong += look_at(person, chromium, demo.address + path)
            shoot(person, path, '%s-%d-%d' % (language, width, zoom))
            seen += 1
        person.do('close')
    print('# %d looks at %d pages' % (seen, len(paths)))
    expect(not wrong, '\n'.join(wrong[:40]))


def without_a_script_the_pages_are_the_same_and_work(chromium, demo):
    plain = sign_in(chromium, demo, 'plain', 'wang', script=False)
    path = fill.find_newest_case(demo.enter('wang'))
    plain.go(demo.address + path)
    plain.do('click', selector='form[data-act=acknowledge] button')
    expect('said=taken' in plain.do('address'), 'it was not taken: ' + plain.text())
    plain.do('click', selector='#act-note summary')
    plain.do('fill', selector='#note-words', text='written without a script')
    plain.do('click', selector='#act-note button')
    expect('written without a script' in plain.text('main'), 'the note is not there')
    plain.do('close')


def the_doors_are_whole_too(chromium, _):
    with house.House() as own:
        own.set_up().start()
        address = 'http://127.0.0.1:%d' % own.port
        code = urllib.parse.urlsplit(own.run('user', 'setup')['address']).path
        wrong = []
        for (width, zoom), language in LOOKS if IS_FULL else FEW_LOOKS:
            person = chromium.person('door', width=width, zoom=zoom)
            for path in (code, '/console/sign-in'):
                wrong += look_at(person, chromium, '%s%s?language=%s' % (address, path, language))
                shoot(person, path.replace(code, '/set-up'), '%s-%d-%d' % (language, width, zoom))
            person.do('close')
        expect(not wrong, '\n'.join(wrong[:40]))


def switch_code_on(person, address, password, see):
    """The app that has the secret; SEE is called at each page on the way."""
    person.go(address + '/console/second-factor')
    see('begin')
    person.do('click', selector='form[action$="/begin"] button')
    see('offer')
    expect(person.do('count', selector='img.qr'), 'there is no picture')
    app = house.App(person.text('code.secret'))
    person.do('fill', selector='#code', text=app.code())
    person.do('fill', selector='#password', text=password)
    person.do('click', selector='form[action$="/on"] button')
    expect('said=code-on' in person.do('address'), 'it is not on: ' + person.text('main'))
    see('on')
    return app


def look_at_a_code(chromium, demo, look):
    """On at the page, asked for at the door, off at the shell; LOOK is how."""
    (width, zoom), language = look
    wrong, address, password = [], demo.address, demo.filled.passwords['wang']
    person = sign_in(chromium, demo, 'code', 'wang', width=width, zoom=zoom)
    person.go(address + '/console')
    speak(person, language)

    def see(what):
        wrong.extend(look_at(person, chromium, person.do('address')))
        shoot(person, '/console/second-factor-' + what, '%s-%d-%d' % (language, width, zoom))

    app = switch_code_on(person, address, password, see)
    person.do('click', selector='form[action$="/sign-out"] button')
    person.go('%s/console/sign-in?next=/console/cases&language=%s' % (address, language))
    person.do('fill', selector='#name', text='wang')
    person.do('fill', selector='#password', text=password)
    person.do('click', selector='form button')
    person.go('%s&language=%s' % (person.do('address'), language))
    see('door')
    person.do('fill', selector='#code', text=app.code())
    person.do('click', selector='form button')
    expect(person.do('address') == address + '/console/cases', 'not signed in: ' + person.text())
    person.do('close')
    demo.house.run('user', 'second-factor', 'off', 'wang')
    return wrong


def a_sign_in_with_a_code_is_whole_too(chromium, _):
    """Not in the list of all pages: the way there changes what the next page is."""
    wrong = []
    for language in LANGUAGES:      # a house each: more sign-ins in so short a time are slowed
        looks = [look for look in (LOOKS if IS_FULL else FEW_LOOKS) if look[1] == language]
        with Demo(is_filled=False) as demo:
            wrong += [one for look in looks for one in look_at_a_code(chromium, demo, look)]
    expect(not wrong, '\n'.join(wrong[:40]))


def let_program_in(person, demo, name):
    """The token that is shown."""
    person.go(demo.address + PROGRAMS)
    person.do('fill', selector='#program', text=name)
    person.do('click', selector='.tick:has([name^="venue:"])')
    person.do('fill', selector='#password', text=demo.filled.passwords['zhou'])
    person.do('click', selector='form[action="%s"] button' % PROGRAMS)
    expect(person.do('count', selector='code.secret') == 2, 'no token: ' + person.text('main'))
    token = person.text('code.secret').strip()
    line = person.text('.card:nth-of-type(2) code.secret')
    expect(token in line and demo.address + '/api/v1/trends' in line, line)
    return token


def ask_as_program(demo, token):
    """The status of what a program gets."""
    request = urllib.request.Request(demo.address + '/api/v1/responses?limit=1',
                                     headers={'Authorization': 'Bearer ' + token})
    try:
        return urllib.request.urlopen(request, timeout=30).status
    except urllib.error.HTTPError as refused:
        return refused.code


def a_program_is_let_in_and_sent_away_again(chromium, demo):
    """Not in the list of all pages: a token is shown once."""
    wrong = []
    for (width, zoom), language in FEW_LOOKS if IS_FULL else FEW_LOOKS[:1]:
        person = sign_in(chromium, demo, 'program', width=width, zoom=zoom)
        person.go(demo.address + '/console')
        speak(person, language)
        token = let_program_in(person, demo, 'BI %d' % width)
        wrong += ['overflow: %s' % one for one in person.do('overflow')] + person.axe()
        shoot(person, PROGRAMS + '-token', '%s-%d-%d' % (language, width, zoom))
        expect(ask_as_program(demo, token) == 200, 'the token opens nothing')
        person.go(demo.address + PROGRAMS)
        expect(token not in person.text(), 'the token is shown again')
        person.do('click', selector='.rows a[href$="/revoke"]')
        wrong += look_at(person, chromium, person.do('address'))
        person.do('click', selector='main form.act button')
        expect(person.do('address').endswith('?said=saved'), person.text('main'))
        expect(ask_as_program(demo, token) == 401, 'the token opens something still')
        person.do('close')
    expect(not wrong, '\n'.join(wrong[:40]))


# -- texts that would like to be more ----------------------------------------------------------

FREE = ('text', 'textarea', 'search', 'password')
LEFT_OUT = ('/sign-out', '/language', '/password', '/end', '/disable', '/revoke', '/contact', '/back', '/file',
            '/publish', '/enrolment')
PICKED = {'cost': '1', 'action-due': '2027-01-05', 'pin': '827164', 'new-password': '松风-煮茶-夜船-听雨-40718'}
HOURS = ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')


def free_fields(form):
    return [name for name, (kind, _) in form['kinds'].items()
            if kind in FREE and name not in PICKED and name in form['fields']]


def is_tried(form):
    return form['method'] == 'post' and not form['is_file'] and free_fields(form) \
        and not form['action'].endswith(LEFT_OUT)


def fill_in(form, texts, turn):
    """The form's fields, each free one with all texts where they fit, else with number TURN."""
    fields, whole = dict(form['fields']), ' '.join(texts)
    for name, (kind, values) in form['kinds'].items():
        if kind == 'select' and not fields.get(name) and len(values) > 1:
            fields[name] = values[1]
    for name in free_fields(form):
        if name in HOURS and turn > 0:
            continue        # they are refused once, and then let the rest through
        most = form['most'].get(name) or len(whole)
        fields[name] = whole if most >= len(whole) else texts[turn % len(texts)][:most]
    return {**fields, **{name: text for name, text in PICKED.items() if name in fields}}


class Alive(html.parser.HTMLParser):
    """What no page of the console has: marks of a text that became an element."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        is_ours = tag != 'script' or given.get('src') == '/console/files/console.js'
        if tag in ('img', 'svg', 'iframe') or not is_ours or any(name.startswith('on') for name in given):
            self.found.append((tag, given))


def press_all(person, path, texts, turn, done):
    """Presses every form of a page that has free fields."""
    for number, form in enumerate(person.page(path).forms):
        now = person.page(path).forms if is_tried(form) else []
        if number >= len(now) or now[number]['action'] != form['action']:
            continue        # nothing to write, or another form has changed the page
        status, _, reply = person.post(form['action'], fill_in(now[number], texts, turn))
        expect(status in (303, 403, 409, 422), '%s: %d' % (form['action'], status))
        alive = Alive(reply).found
        expect(not alive, '%s, refused, has %s' % (form['action'], alive))
        done.append((re.sub(ID, 'ID', form['action']), status == 303))


def write_everywhere(demo, texts):
    """The same deeds with TEXTS: a guest's words and every form of every page. The case with all."""
    given = demo.house.run('token', '--name', 'C')
    kiosk = fill.Kiosk(demo.address, given['device'], given['token'])
    person, done = demo.enter(), []
    kiosk.complaint(['food'], ' '.join(texts), '13900001111', name=texts[2][:40])
    case = fill.find_newest_case(person)
    person.press(case, '/acknowledge')
    pages = [case] + [path for path in demo.paths() if not path.startswith('/console/cases/')]
    for path in pages:
        is_short = re.match('/console/(settings/(staff|venues)|kiosks)', path)
        for turn in range(len(texts) if is_short else 1):
            press_all(person, path, texts, turn, done)
    taken = {kind for kind, is_taken in done if is_taken}
    print('# %d forms of %d kinds, %d taken' % (len(done), len({kind for kind, _ in done}),
                                                sum(is_taken for _, is_taken in done)), flush=True)
    wanted = {'/console/cases/ID/note', '/console/guests/ID/preferences', '/console/settings/staff',
              '/console/settings/venues/ID'}
    expect(wanted <= taken, 'not taken: %s' % (wanted - taken))
    return case


def see_everywhere(chromium, demo, case):
    """Every page's elements by its kind, and the guest's words as they are shown."""
    person, seen = sign_in(chromium, demo, 'reader'), {}
    for path in demo.paths():
        expect(person.go(demo.address + path) == 200, path)
        seen.setdefault(re.sub(ID, 'ID', path), []).append(person.do('elements'))
        expect(not person.do('title').startswith('owned'), 'a title was taken over')
    person.go(demo.address + case)
    person.do('click', selector='form[data-act=contact] button')
    seen['contact'] = [person.do('elements')]
    text = person.text('#words')
    person.do('close')
    return {kind: sorted(one) for kind, one in seen.items()}, text


def what_guests_and_staff_write_is_text_everywhere(chromium, _):
    seen = []
    for texts in (HARMLESS, NASTY):
        with Demo(is_filled=False) as demo:
            seen.append(see_everywhere(chromium, demo, write_everywhere(demo, texts)))
            shown = ' '.join(seen[-1][1].split())
            missing = [text for text in texts if ' '.join(text.split()) not in shown]
            expect(not missing, 'the guest\'s words are not as they were written: %s' % missing)
    harmless, nasty = seen[0][0], seen[1][0]
    expect(harmless.keys() == nasty.keys(), 'pages: %s' % (harmless.keys() ^ nasty.keys()))
    odd = [kind for kind in harmless if harmless[kind] != nasty[kind]]
    expect(not odd, 'texts became elements on %s' % odd)
    complaints = chromium.complaints()
    expect(not complaints, 'the browser complains: %s' % complaints)


def a_drill_rings_and_says_that_it_is_one(chromium, _):
    """On the bell and by its third tone; a real case after it rings as one."""
    with Demo(is_filled=False) as demo:
        given = demo.house.run('token', '--name', 'C')
        kiosk = fill.Kiosk(demo.address, given['device'], given['token'])
        person = sign_in(chromium, demo, 'ring')
        person.go(demo.address + '/console')
        speak(person, 'en')
        person.wait('Live')
        number = demo.house.run('drill')['number']
        person.wait('Drill · New case · ' + number)
        tones = person.do('attribute', selector='#bell', name='data-tones')
        expect(tones == '3', 'a drill has %s tones' % tones)
        kiosk.complaint(['food'], 'slow', '13900001111', name='Zhao')
        person.wait('New case · C-0001')
        tones = person.do('attribute', selector='#bell', name='data-tones')
        expect(tones == '2', 'a case after a drill has %s tones' % tones)
        expect(not person.text('#bell').startswith('Drill'), person.text('#bell'))
        person.do('close')


TESTS = [every_page_is_whole_in_three_languages_and_at_four_widths, without_a_script_the_pages_are_the_same_and_work,
         the_doors_are_whole_too, a_sign_in_with_a_code_is_whole_too, a_drill_rings_and_says_that_it_is_one,
         a_program_is_let_in_and_sent_away_again,
         what_guests_and_staff_write_is_text_everywhere]


def run(chromium, chosen):
    """As TAP; how many failed."""
    bad = 0
    print('1..%d' % len(chosen), flush=True)
    with Demo(is_filled=any(test in TESTS[:2] for test in chosen)) as demo:
        for number, test in enumerate(chosen, 1):
            name = test.__name__.replace('_', ' ')
            try:
                test(chromium, demo)
                print('ok %d - %s' % (number, name), flush=True)
            except Exception:   # a test that cannot go on is one that failed
                bad += 1
                print(''.join('# %s\n' % line for line in traceback.format_exc().splitlines())
                      + 'not ok %d - %s' % (number, name), flush=True)
    return bad


def main():
    words = [word for word in sys.argv[1:] if word != '--full']
    chosen = [test for test in TESTS if not words or any(word in test.__name__ for word in words)]
    with browser.Browser() as chromium:
        if chromium.missing:
            print('1..0 # SKIP ' + chromium.missing)
            return 0
        return 1 if run(chromium, chosen) else 0


if __name__ == '__main__':
    sys.exit(main())
