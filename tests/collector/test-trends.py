#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The console's trends over a house that is made up: who may see what, figures that are counted again
here from the answers themselves, tables that are taken away, and the page in Chromium. --full: in every
language at every width. AFTERTASTE_SHOTS=DIR: pictures of what is seen."""

import csv
import datetime
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import traceback
import urllib.parse
import uuid
import xml.etree.ElementTree
import zipfile
from html.parser import HTMLParser

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(HERE, '..', 'tools'), os.path.join(HERE, '..', '..', 'assets', 'demo')]
import browser  # noqa: E402
import fill  # noqa: E402
import house  # noqa: E402

LANGUAGES = ('zh-CN', 'zh-TW', 'en')
SIZES = ((360, 1), (768, 1), (1280, 1), (1280, 2))      # width, zoom
LOOKS = [(size, language, False) for size in SIZES for language in LANGUAGES]
LOOKS += [(SIZES[0], 'zh-CN', True), (SIZES[2], 'en', True)]
FEW_LOOKS = [(SIZES[0], 'zh-CN', False), (SIZES[2], 'zh-TW', True)]
IS_FULL = '--full' in sys.argv
SHOTS = os.environ.get('AFTERTASTE_SHOTS')
TRENDS = '/console/trends'
DAYS = 75
EPOCH = datetime.date(1970, 1, 1)
SHEET = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
HOSTILE = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>'


class Failure(Exception):
    """What was seen."""


def expect(is_so, what):
    if not is_so:
        raise Failure(what)


def expect_same(seen, wanted, what):
    expect(seen == wanted, '%s: %r instead of %r' % (what, seen, wanted))


# -- the house ---------------------------------------------------------------------------------

class Made:
    """Three restaurants with some weeks of answers; ANSWERS 0: one restaurant that nobody has told
    anything."""

    def __init__(self, answers=6000):
        self.house, self.passwords = house.House(), {}
        try:
            self.house.run('setup', '老灶火锅', '--venue', '国贸店', '--language', 'zh-CN')
            if answers:
                subprocess.run([os.environ['AFTERTASTE_GENERATOR'], '--data', self.house.data, '--venues', '3',
                                '--days', str(DAYS), '--answers', str(answers), '--live', '--retire', '--drop',
                                '0,waiting,-20,20,0.2'], check=True, capture_output=True, timeout=300)
            self.venues = self.read_venues()
            self.house.start()
            self.address = 'http://127.0.0.1:%d' % self.house.port
            self.let_in()
        except BaseException:
            self.house.__exit__()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.house.__exit__()

    def query(self, text, *values):
        link = sqlite3.connect('file:%s/collector.db?mode=ro' % self.house.data, uri=True)
        try:
            return link.execute(text, values).fetchall()
        finally:
            link.close()

    def read_venues(self):
        """Id and name, by the number that the database has for them."""
        return {ref: (str(uuid.UUID(bytes=one)), name)
                for ref, one, name in self.query('SELECT ref, id, name FROM venue ORDER BY ref')}

    def let_in(self):
        owner = fill.Person(self.address)
        path = urllib.parse.urlsplit(self.house.run('user', 'setup')['address']).path
        self.passwords = {name: fill.make_password() for name in ('zhou', 'wang', 'li')}
        owner.press(path, path, name='zhou', public_name='周老板', again=self.passwords['zhou'],
                    new_password=self.passwords['zhou'])
        first = self.venues[min(self.venues)][0]
        for name, role in (('wang', 'manager'), ('li', 'staff')):
            owner.press('/console/settings/staff', '/staff', name=name, public_name=name, role=role,
                        new_password=self.passwords[name], **{'venue:' + first: 'on'})

    def enter(self, name='zhou'):
        return Reader(self.address).sign_in(name, self.passwords[name])

    def count(self, from_day, to_day, *venues):
        """Overall scores of the days, counted from the answers as they came, not from what is kept of them."""
        scores = {}
        rows = self.query('SELECT r.day, r.answers, r.venue FROM response r WHERE r.kind = 0 AND r.burst = 0 '
                          'AND r.marks = 0 AND r.day BETWEEN ? AND ?', from_day, to_day)
        for day, answers, venue in rows:
            if venues and venue not in venues:
                continue
            score = json.loads(answers).get('overall') if answers else None
            if score is not None:
                scores.setdefault(day, []).append(score)
        return scores


def number(date):
    return (date - EPOCH).days


def get_share(scores):
    return sum(score >= 4 for score in scores) / len(scores)


class Reader(fill.Person):
    """Somebody who reads pages as they are sent, in English."""

    def fetch(self, path, language='en'):
        """Status, headers and bytes."""
        headers = {'Accept-Language': language, **({'Cookie': self.cookie} if self.cookie else {})}
        return self.ask('GET', path, None, headers)

    def read(self, path, status=200):
        seen, _, data = self.fetch(path)
        expect_same(seen, status, path)
        return data.decode()

    def speak(self, language):
        form = next(f for f in self.page('/console').forms if f['action'] == '/console/language')
        expect_same(self.post('/console/language', {**form['fields'], 'language': language})[0], 303, 'language')
        return self


class Page(HTMLParser):
    """Tables by the section they stand in, links, and the one sentence."""

    def __init__(self, text):
        super().__init__()
        self.sections, self.links, self.sentence, self.tags = {}, [], '', []
        self.section, self.into, self.is_sentence = None, None, False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        if tag == 'section':
            self.section = self.sections.setdefault(given.get('id'), [])
        elif tag == 'table':
            self.section.append([])
        elif tag == 'tr':
            self.section[-1].append([])
        elif tag in ('td', 'th'):
            self.section[-1][-1].append('')
            self.into = self.section[-1][-1]
        elif tag == 'a':
            self.links.append(given.get('href', ''))
        self.is_sentence = tag == 'p' and given.get('class') == 'sentence'

    def handle_endtag(self, tag):
        if tag in ('td', 'th'):
            self.into = None
        elif tag == 'p':
            self.is_sentence = False

    def handle_data(self, data):
        if self.into is not None:
            self.into[-1] += data
        elif self.is_sentence:
            self.sentence += data


def last_month():
    """The month that ended last: its text, its first and its last day."""
    end = datetime.date.today().replace(day=1) - datetime.timedelta(days=1)
    return end.strftime('%Y-%m'), end.replace(day=1), end


def download(person, query, table, form='csv'):
    path = '%s/download?%s&table=%s&format=%s' % (TRENDS, query, table, form)
    status, headers, data = person.fetch(path)
    expect_same(status, 200, path)
    expect('attachment' in headers['content-disposition'], headers)
    return headers, data


def read_csv(data):
    return list(csv.reader(io.StringIO(data.decode('utf-8-sig'), newline='')))


# -- over HTTP ---------------------------------------------------------------------------------

def the_figures_are_what_the_answers_say(_, made):
    month, first, last = last_month()
    owner = made.enter().speak('en')
    refs = sorted(made.venues)
    for some in ((), *((ref,) for ref in refs), tuple(refs[1:])):
        scores = made.count(number(first), number(last), *some)
        every = [score for day in scores.values() for score in day]
        venue = 'venue=%s&' % ','.join(made.venues[ref][0] for ref in some) if some else ''
        page = Page(owner.read('%s?%speriod=%s' % (TRENDS, venue, month)))
        share = '%.0f' % (100 * get_share(every))
        expect(re.search(r'\b%s\s?%%' % share, page.sentence),
               '%s %% of %d is not in: %s' % (share, len(every), page.sentence))
        lines = read_by_name(owner, venue + 'period=' + month, 'points')
        shown = [made.count(*to_days(line), *some) for line in lines]
        expect(len(lines) >= 4, lines)
        for line, days in zip(lines, shown):
            each = [score for day in days.values() for score in day]
            if line['n']:
                expect_same(int(line['n']), len(each), line)
            if line['value']:
                expect(abs(float(line['value']) - get_share(each)) < 1e-9, line)
            expect(bool(line['value']) == (len(each) >= 30), line)


def to_days(line):
    return [number(datetime.date.fromisoformat(line[end])) for end in ('from', 'to')]


def read_by_name(person, query, table):
    """The lines of a download by the names that programs know: those of the table on this machine."""
    lines = read_csv(download(person, query, table)[1])
    names = COLUMNS[table]
    return [dict(zip(names, line)) for line in lines[1:]]


COLUMNS = {'figure': ('period', 'from', 'to', 'n'),
           'points': ('from', 'to', 'n', 'value', 'low', 'high', 'ordinary', 'limit-low', 'limit-high', 'signal')}


def a_download_is_the_table_of_the_page(_, made):
    month = last_month()[0]
    owner = made.enter().speak('en')
    page = Page(owner.read('%s?period=%s' % (TRENDS, month)))
    seen = 0
    for link in page.links:
        found = re.search('table=([a-z-]+)&format=csv', link)
        if not found:
            continue
        rows = read_csv(owner.fetch(link)[2])
        # People read minutes and hours, where CSV says that it has seconds.
        heads = [head.replace(' (s)', '') for head in rows[0]]
        shown = next(table for tables in page.sections.values() for table in tables
                     if table[0] == heads and len(table) == len(rows) and table[1][0] == rows[1][0])
        for row, cells in zip(rows[1:], shown[1:]):
            for taken, cell in zip(row, cells):
                if not found[1].startswith('cases'):
                    check_cell(taken, cell, found[1])
        sheet = read_xlsx(owner.fetch(link.replace('format=csv', 'format=xlsx'))[2])
        expect_same(len(sheet), len(rows), 'lines for Excel of ' + found[1])
        expect_same(sheet[0], heads, 'head for Excel of ' + found[1])
        seen += 1
    expect(seen >= 6, 'tables: %d' % seen)


def check_cell(taken, cell, what):
    """A share that is taken away as 0.8612 stands on the page as 86 %."""
    if taken == '' or taken == cell:
        return
    digits = re.sub('[^0-9.]', '', cell)
    expect(digits, '%s: %r is shown as %r' % (what, taken, cell))
    places = len(digits.partition('.')[2])
    close = [abs(abs(float(taken)) * factor - float(digits)) <= 0.500001 * 10 ** -places for factor in (1, 100)]
    expect(any(close), '%s: %r is shown as %r' % (what, taken, cell))


def read_xlsx(data):
    """The texts and numbers of the first sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = xml.etree.ElementTree.fromstring(book.read('xl/worksheets/sheet1.xml'))
    return [[''.join(cell.itertext()) for cell in row.iter(SHEET + 'c')] for row in sheet.iter(SHEET + 'row')]


def a_manager_sees_own_restaurants_and_staff_none(_, made):
    month = last_month()[0]
    (own, _), (other, name) = made.venues[min(made.venues)], made.venues[max(made.venues)]
    manager = made.enter('wang')
    expect_same(manager.fetch('%s?venue=%s,%s&period=%s' % (TRENDS, own, other, month))[0], 404, 'another\'s, too')
    for path in ('%s?venue=%s&period=%s', '%s/download?venue=%s&period=%s&table=points&format=csv'):
        expect_same(manager.fetch(path % (TRENDS, other, month))[0], 404, 'another\'s')
        expect_same(manager.fetch(path % (TRENDS, own, month))[0], 200, 'the own')
        expect_same(manager.fetch(path % (TRENDS, uuid.uuid4(), month))[0], 404, 'nobody\'s')
        expect_same(made.enter('li').fetch(path % (TRENDS, own, month))[0], 403, 'of staff')
    text = manager.read('%s?period=%s' % (TRENDS, month))
    expect(name not in text, 'another\'s name is shown')
    only = sum(len(day) for day in made.count(*(number(day) for day in last_month()[1:]), min(made.venues)).values())
    taken = read_by_name(manager, 'period=' + month, 'figure')[0]
    expect_same(int(taken['n']), only, 'answers of the own')
    expect(TRENDS not in made.enter('li').page('/console').links, 'staff have the link')


def an_address_says_what_is_seen(_, made):
    month, first, last = last_month()
    owner = made.enter()
    for asked, told in (
            ('', r'\?period=\d{4}-W\d\d'),
            ('?venue=&period=%s&measure=satisfaction&step=&by=&from=&to=' % month, r'\?period=' + month),
            ('?period=2020&from=%s&to=%s' % (first, last), r'\?period=' + month),
            ('?period=%s&measure=recommendation&step=week&by=tier&venue=' % month,
             r'\?period=%s&step=week&measure=recommendation&by=tier' % month)):
        status, headers, _ = owner.fetch(TRENDS + asked)
        expect_same(status, 303, asked)
        expect(re.fullmatch(TRENDS + told, headers['location']), headers['location'])
        expect_same(owner.fetch(headers['location'])[0], 200, headers['location'])
    page = Page(owner.read('%s?period=%s' % (TRENDS, month)))
    before = (first - datetime.timedelta(days=1)).strftime('%Y-%m')
    expect('%s?period=%s' % (TRENDS, before) in page.links, page.links)


def what_cannot_be_seen_is_refused(_, made):
    owner = made.enter()
    for query in ('period=yesterday', 'period=2999', 'period=2026-02-30', 'by=colour', 'measure=luck', 'step=hour',
                  'tier=vip&language=en', 'venue=none', urllib.parse.urlencode({'period': HOSTILE})):
        page = Page(owner.read('%s?%s' % (TRENDS, query), 422))
        expect([given for _, given in page.tags if given.get('role') == 'alert' and 'hidden' not in given], query)
        expect(not [tag for tag, given in page.tags if tag == 'img'], query)
        path = '%s/download?%s&table=points&format=csv' % (TRENDS, query)
        expect(owner.fetch(path)[0] in (400, 404), path)
    for table, form in (('nothing', 'csv'), ('points', 'exe'), ('', ''), ('../points', 'csv')):
        path = '%s/download?period=2026&%s' % (TRENDS, urllib.parse.urlencode({'table': table, 'format': form}))
        expect_same(owner.fetch(path)[0], 404, path)
    expect_same(owner.fetch(TRENDS + '?period=2026&period=2025')[0], 400, 'a period twice')
    expect_same(owner.fetch(TRENDS + '?period=2026&venue=%s&venue=%s' % tuple(one for one, _ in made.venues.values())[:2])
                [0], 400, 'venue twice')


def a_download_has_a_name(_, made):
    month = last_month()[0]
    headers, _ = download(made.enter().speak('zh-CN'), 'period=' + month, 'points')
    name = headers['content-disposition']
    expect('filename="aftertaste-points-%s.csv"' % month in name, name)
    own = urllib.parse.unquote(re.search(r"filename\*=UTF-8''(\S+)", name)[1])
    expect(own.endswith(' %s.csv' % month), own)
    expect_same(headers['content-type'], 'text/csv; charset=utf-8', 'type')


def an_empty_house_says_what_to_do(chromium, _):
    with Made(answers=0) as empty:
        owner = empty.enter().speak('en')
        text = owner.read(owner.fetch(TRENDS)[1]['location'])
        expect('Nobody has answered in this period.' in text and '/console/kiosks' in text, text)
        wrong = []
        if chromium:
            person = sign_in(chromium, empty, width=360)
            wrong = look_at(person, chromium, empty.address + TRENDS)
            person.do('close')
        expect(not wrong, '\n'.join(wrong))


# -- in Chromium -------------------------------------------------------------------------------

def sign_in(chromium, made, **how):
    person = chromium.person('reader', language='en', **how)
    expect_same(person.go(made.address + '/console'), 200, 'sign-in')
    person.do('fill', selector='#name', text='zhou')
    person.do('fill', selector='#password', text=made.passwords['zhou'])
    person.do('click', selector='form button')
    expect(person.do('count', selector='nav.sections'), 'not signed in: ' + person.text())
    return person


def look_at(person, chromium, address):
    """What is wrong with one page."""
    status = person.go(address)
    wrong = [] if status == 200 else ['status %d' % status]
    wrong += ['sticks out: %s' % one for one in person.do('overflow')]
    wrong += ['complains: %s' % one for one in chromium.complaints()]
    wrong += ['axe: %s' % one for one in person.axe()]
    return ['%s: %s' % (person.do('address'), one) for one in wrong]


def the_page_is_whole(chromium, made):
    month, wrong = last_month()[0], []
    paths = ['%s?period=%s' % (TRENDS, month), '%s?period=%s&by=tier&venue=%s' % (TRENDS, month, made.venues[1][0]),
             '%s?period=%d' % (TRENDS, datetime.date.today().year)]
    for (width, zoom), language, is_dark in LOOKS if IS_FULL else FEW_LOOKS:
        person = sign_in(chromium, made, width=width, zoom=zoom, dark=is_dark)
        person.do('click', selector='.me button[value="%s"]' % language)
        for place, path in enumerate(paths if IS_FULL else paths[:1]):
            wrong += look_at(person, chromium, made.address + path)
            is_wide = person.do('count', selector='#points .wide svg') > 0
            expect(is_wide, 'there is no chart')
            if IS_FULL and place == 0:
                wrong += look_at_tables(person)
            if SHOTS:
                os.makedirs(SHOTS, exist_ok=True)
                person.go(made.address + path)
                person.do('shot', path=os.path.join(SHOTS, 'trends-%d-%s-%d-%d%s.png' % (
                    place, language, width, zoom, '-dark' if is_dark else '')))
        person.do('close')
    expect(not wrong, '\n'.join(wrong[:40]))


def look_at_tables(person):
    for _ in range(person.do('count', selector='.as-table:not([open])')):
        person.do('click', selector='.as-table:not([open]) > summary')
    return ['open: %s' % one for one in person.do('overflow') + person.axe()]


def the_keyboard_is_enough(chromium, made):
    person = sign_in(chromium, made)
    person.go('%s%s?period=%s' % (made.address, TRENDS, last_month()[0]))
    reach(person, 'As a table', '看表格')
    expect(not person.do('count', selector='#points .as-table[open]'), 'a table is open already')
    person.do('press', key='Enter')
    expect_same(person.do('count', selector='#points .as-table[open]'), 1, 'tables that are open')
    reach(person, 'Download CSV', '下载 CSV', '下載 CSV')
    reach(person, 'Download Excel', '下载 Excel', '下載 Excel')
    person.do('close')


def reach(person, *texts):
    """With the Tab key, from where the focus is, in whichever language the page is."""
    seen = []
    for _ in range(80):
        person.do('press', key='Tab')
        seen.append(person.do('focused'))
        if seen[-1].startswith(texts):
            return
    raise Failure('%s is not reached: %r' % (texts[0], seen))


def the_chart_has_a_name_and_the_room_decides(chromium, made):
    for width, shown, hidden in ((1280, '.wide', '.narrow'), (360, '.narrow', '.wide')):
        person = sign_in(chromium, made, width=width)
        person.go('%s%s?period=%s' % (made.address, TRENDS, last_month()[0]))
        expect(person.do('attribute', selector='#points svg', name='role') == 'img', 'role')
        for part, is_shown in ((shown, True), (hidden, False)):
            small = person.do('small', selector='#points %s svg' % part, least=10000)
            expect_same(bool(small), is_shown, '%s at %d' % (part, width))
        person.do('close')


OVER_HTTP = [the_figures_are_what_the_answers_say, a_download_is_the_table_of_the_page,
             a_manager_sees_own_restaurants_and_staff_none, an_address_says_what_is_seen,
             what_cannot_be_seen_is_refused, a_download_has_a_name, an_empty_house_says_what_to_do]
IN_CHROMIUM = [the_page_is_whole, the_keyboard_is_enough, the_chart_has_a_name_and_the_room_decides]


def run(chromium, chosen):
    """As TAP; how many failed."""
    bad = 0
    print('1..%d' % len(chosen), flush=True)
    with Made() as made:
        for place, test in enumerate(chosen, 1):
            name = test.__name__.replace('_', ' ')
            if chromium is None and test in IN_CHROMIUM:
                print('ok %d - %s # SKIP there is no browser' % (place, name), flush=True)
                continue
            try:
                test(chromium, made)
                print('ok %d - %s' % (place, name), flush=True)
            except Exception:   # a test that cannot go on is one that failed
                bad += 1
                print(''.join('# %s\n' % line for line in traceback.format_exc().splitlines())
                      + 'not ok %d - %s' % (place, name), flush=True)
    return bad


def main():
    words = [word for word in sys.argv[1:] if word != '--full']
    chosen = [test for test in OVER_HTTP + IN_CHROMIUM
              if not words or any(word in test.__name__ for word in words)]
    with browser.Browser() as chromium:
        if chromium.missing:
            print('# ' + chromium.missing)
        return 1 if run(None if chromium.missing else chromium, chosen) else 0


if __name__ == '__main__':
    sys.exit(main())
