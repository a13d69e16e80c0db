#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The surveys on a phone, in Chromium without JavaScript at 360 px: answered by thumbs in three
languages, with Back, in two tabs, after the collector was killed, sent twice; every screen judged by
axe, by its size and by what can be hit. Without --full the visit is in English alone, the complaint in
simplified Chinese. AFTERTASTE_SHOTS=DIR: pictures of what is seen."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(HERE, '..', 'tools')]
import browser  # noqa: E402
import house  # noqa: E402

LANGUAGES = ('zh-CN', 'zh-TW', 'en')
IS_FULL = '--full' in sys.argv[1:]
SHOTS = os.environ.get('AFTERTASTE_SHOTS')
MOST_BYTES = 20000
LEAST_TARGET = 48
NUMBER = re.compile('PH-[0-9]{4}')
COOKIE = '__Host-aft-phone'
WORDS = {'zh-CN': '汤太咸 <b>了</b>', 'zh-TW': '湯太鹹 <b>了</b>', 'en': 'The soup was <b>salty</b>'}
# What can be hit: links and buttons by themselves, ticks by their labels.
TARGETS = 'main button, main a.button, label.pick, nav a, main input:not([type=hidden]):not(.pick *), main textarea'


class Failure(Exception):
    """What was seen."""


def expect(is_so, what):
    if not is_so:
        raise Failure(what)


class House(house.House):
    """With a listener for phones, and a code for table 12 and for the door."""

    def start(self, stderr=None, address='127.0.0.1:0'):
        self.server = subprocess.Popen(
            [house.PROGRAM, 'serve', '--data', self.data, '--listen', '127.0.0.1:0', '--public-listen', address],
            stdout=subprocess.PIPE, stderr=stderr, text=True)
        lines = [self.server.stdout.readline() for _ in range(2)]
        expect(lines[1].startswith('listening for phones on '), lines)
        self.port = int(lines[0].rsplit(':', 1)[1])
        self.phones = 'http://' + lines[1].split()[-1]
        self.phones = self.phones.replace('127.0.0.1', 'localhost')     # where Secure cookies are taken
        return self

    def open(self):
        self.run('setup', '老灶火锅', '--venue', '人民广场')
        codes = self.run('venue', 'codes', '--tables', '12', '--door')['codes']
        self.start()
        self.door, self.table = (self.phones + '/s/' + one['code'] for one in codes)
        return self

    def again(self):
        """Killed, and there again at the same address."""
        self.stop(signal.SIGKILL)
        return self.start(address=self.phones.replace('http://localhost', '127.0.0.1'))

    def rows(self, question):
        with sqlite3.connect('file:%s/collector.db?mode=ro' % self.data, uri=True) as database:
            return database.execute(question).fetchall()

    def count(self, kind=None):
        kinds = {'exit': 0, 'complaint': 1, 'suggestion': 2, 'follow-up': 4}
        where = '' if kind is None else ' WHERE kind = %d' % kinds[kind]
        return self.rows('SELECT count(*) FROM response' + where)[0][0]


class Phone:
    def __init__(self, chromium, who='guest', language='en', dark=False):
        self.chromium, self.wrong, self.name = chromium, [], '%s-%s%s' % (who, language, '-dark' if dark else '')
        self.seen, self.language = 0, language
        self.person = chromium.person(who, width=360, height=720, language=language, script=False, dark=dark)

    def look(self, what):
        """Judges the screen, and takes its picture."""
        self.seen += 1
        if SHOTS:
            os.makedirs(SHOTS, exist_ok=True)
            self.person.do('shot', path=os.path.join(SHOTS, '%s-%02d-%s.png' % (self.name, self.seen, what)))
        wrong = ['sticks out: %s' % one for one in self.person.do('overflow')]
        wrong += ['complains: %s' % one for one in self.chromium.complaints() if '404' not in one]
        wrong += ['axe: %s' % one for one in self.person.axe()]
        wrong += ['too small: %s' % one for one in self.person.do('small', selector=TARGETS, least=LEAST_TARGET)]
        wrong += ['language %s' % self.person.do('attribute', selector='html', name='lang')] \
            if self.person.do('attribute', selector='html', name='lang') != self.language else []
        size = self.person.do('weight')
        wrong += ['%d bytes' % size] if size > MOST_BYTES else []
        self.wrong += ['%s %s: %s' % (self.name, what, one) for one in wrong]
        return self

    def go(self, address, status=200):
        seen = self.person.go(address)
        expect(seen == status, '%s: %s' % (address, seen))
        return self

    def tap(self, value):
        """The choice of that number, where one tap is the whole answer."""
        self.person.do('click', selector='button[name=q0][value="%d"], button[name=q1][value="%d"]' % (value, value))
        return self

    def tick(self, *numbers, question=0):
        for number in numbers:
            self.person.do('click', selector='label:has(input[name="q%d.%d"])' % (question, number))
        return self

    def fill(self, text, question=0):
        self.person.do('fill', selector='[name=q%d]' % question, text=text)
        return self

    def next(self):
        self.person.do('click', selector='button[name=act][value=next]')
        return self

    def back(self):
        self.person.do('click', selector='button[name=act][value=back]')
        return self

    def text(self):
        return self.person.text('main')

    def close(self):
        self.person.do('close')
        expect(not self.wrong, '\n'.join(self.wrong[:20]))


def begin_complaint(phone, address):
    return phone.go(address + '/complaint').tick(2, 4).next().fill('cold soup').next()


def a_visit_is_answered_by_thumbs(chromium, own):
    for language in LANGUAGES if IS_FULL else ['en']:
        before = own.count('exit')
        phone = Phone(chromium, 'visit', language).go(own.table).look('rest')
        expect(phone.person.do('count', selector='.faces button') == 5, 'there are not five faces')
        phone.tap(0).look('why').tick(1, 3, question=1).next().look('waited').tap(2).look('recommend').tap(4)
        phone.look('return').tap(1).look('words').next().look('more').tap(1).look('thanks')
        expect(own.count('exit') == before + 1, 'the answer is not stored')
        expect(own.count('complaint') == 0, 'nobody complained')
        phone.close()


def a_complaint_has_a_number_and_a_link(chromium, own):
    languages = LANGUAGES if IS_FULL else ['zh-CN']
    for language in languages:
        phone = Phone(chromium, 'complaint', language).go(own.table + '/complaint').look('what').tick(2, 4)
        phone.next().look('words').fill(WORDS[language]).next().look('read-back')
        expect(WORDS[language] in phone.text(), 'the words are not read back: ' + phone.text())
        phone.next().look('wish').tap(3).look('consent').tick(0).next().look('offers').next()
        phone.look('phone').fill('12').next().look('wrong-number')
        expect(phone.person.do('count', selector='.fault') == 1, 'a wrong number is taken')
        phone.fill('13900001234').next().look('name').fill('王').next().look('thanks')
        expect(NUMBER.search(phone.text()), phone.text())
        phone.person.do('click', selector='a.button.main')
        expect('/f/' in phone.person.do('address'), phone.person.do('address'))
        phone.close()
    words = own.rows('SELECT count(*) FROM response WHERE kind = 1')
    expect(words == [(len(languages),)], words)


def one_visit_leads_to_its_complaint(chromium, own):
    before = own.count('complaint')
    phone = Phone(chromium, 'lead').go(own.table).tap(1).next().tap(4).tap(1).next().tap(0)
    expect('went wrong' in phone.text(), phone.text())
    begin = own.count('exit')
    phone.tick(0).next().fill('unwell').next().next().tap(0).look('thanks')
    expect(own.count('complaint') == before + 1 and own.count('exit') == begin, 'stored something else')
    pair = own.rows('SELECT count(*) FROM response GROUP BY sitting_id ORDER BY 1 DESC LIMIT 1')
    expect(pair == [(2,)], 'they are not of one sitting')
    phone.close()


def back_keeps_what_was_answered(chromium, own):
    phone = begin_complaint(Phone(chromium, 'back'), own.table).back()
    expect(phone.person.do('count', selector='textarea') == 1, phone.text())
    expect('cold soup' in phone.person.do('value', selector='textarea'), 'the words are gone')
    phone.fill('cold soup, again').back()
    expect(phone.person.do('count', selector='input:checked') == 2, 'the ticks are gone')
    phone.next().next()
    expect('cold soup, again' in phone.text(), phone.text())
    phone.close()


def the_browsers_own_back_goes_back(chromium, own):
    phone = begin_complaint(Phone(chromium, 'history'), own.table)
    phone.next().tap(1)                                         # what, words, read back, wish, thanks
    stored = own.count('complaint')
    for expected in ('What would you like', 'You told us', 'Would you tell us', 'What went wrong'):
        phone.person.do('back')
        expect(expected in phone.text(), 'Back leads to: ' + phone.text())
    phone.next().fill('another').next().next().tap(1)
    expect(own.count('complaint') == stored, 'the same sitting was stored twice')
    phone.close()


def two_tabs_do_not_disturb_each_other(chromium, own):
    before = own.count('complaint')
    one = begin_complaint(Phone(chromium, 'tab-a'), own.table)
    other = Phone(chromium, 'tab-b').go(own.table + '/complaint').tick(0).next().fill('other words').next()
    expect('cold soup' in one.next().back().text() and 'other words' in other.text(), 'they are mixed up')
    one.next().tap(1)
    other.next().tap(1)
    expect(own.count('complaint') == before + 2, 'both are not stored')
    one.close()
    other.close()


def what_is_sent_twice_is_stored_once(chromium, own):
    phone = begin_complaint(Phone(chromium, 'twice'), own.table).next().tap(1)
    number, before = NUMBER.search(phone.text())[0], own.count('complaint')
    phone.person.do('reload')
    expect(NUMBER.search(phone.text())[0] == number, 'another number: ' + phone.text())
    expect(own.count('complaint') == before, 'it is stored twice')
    phone.close()


def a_killed_collector_is_not_noticed(chromium, own):
    phone = begin_complaint(Phone(chromium, 'restart'), own.table)
    before = own.count('complaint')
    own.again()
    phone.next()
    own.again()
    phone.tap(1)
    expect(NUMBER.search(phone.text()), phone.text())
    expect(own.count('complaint') == before + 1, 'it is not stored')
    phone.close()


def a_change_of_language_keeps_what_was_typed(chromium, own):
    phone = Phone(chromium, 'language').go(own.table + '/complaint').tick(2).next().fill('half a wo')
    phone.person.do('click', selector='button[name=language][value=zh-TW]')
    phone.language = 'zh-TW'
    phone.look('words')
    expect('half a wo' in phone.person.do('value', selector='textarea'), 'the words are gone')
    phone.next().next().tap(1)
    expect(own.rows('SELECT locale FROM response ORDER BY ref DESC LIMIT 1') == [(1,)], 'another language')
    phone.close()


def a_table_is_asked_for_at_the_door_alone(chromium, own):
    phone = begin_complaint(Phone(chromium, 'door'), own.door)
    expect('Which table' in phone.text(), phone.text())
    phone.look('table').fill('7').next().next().tap(1)
    phone.go(own.table + '/complaint').tick(2).next().fill('x').next()
    expect('Which table' not in phone.text(), phone.text())
    phone.close()


def the_dark_is_whole_too(chromium, own):
    phone = Phone(chromium, 'evening', dark=True).go(own.table).look('rest').tap(4).look('loved').next()
    phone.look('recommend').tap(10).look('thanks').close()


def a_phone_is_known_for_a_day_and_marked(chromium, own):
    phone = Phone(chromium, 'again')
    for _ in range(2):
        phone.go(own.table).tap(4).next().tap(9)
    expect(phone.person.do('cookie', name=COOKIE), 'there is no cookie')
    marks = [row[0] for row in own.rows('SELECT marks FROM response ORDER BY ref DESC LIMIT 2')]
    expect(marks[0] & 2 and not marks[1] & 2, 'marks: %s' % marks)
    expect(marks[0] & 1, 'faster than anybody reads, and not marked')
    phone.close()


def what_opens_nothing_says_so(chromium, own):
    phone = Phone(chromium, 'wrong').go(own.phones + '/s/AAAAAAAAAA', 404).look('nothing')
    own.run('venue', 'codes', '--revoke', own.door.rsplit('/', 1)[1])
    phone.go(own.door, 404).close()


TESTS = [a_visit_is_answered_by_thumbs, a_complaint_has_a_number_and_a_link,
         one_visit_leads_to_its_complaint, back_keeps_what_was_answered, the_browsers_own_back_goes_back,
         two_tabs_do_not_disturb_each_other, what_is_sent_twice_is_stored_once, a_killed_collector_is_not_noticed,
         a_change_of_language_keeps_what_was_typed, a_table_is_asked_for_at_the_door_alone, the_dark_is_whole_too,
         a_phone_is_known_for_a_day_and_marked, what_opens_nothing_says_so]


def run(chromium, chosen):
    """As TAP; how many failed."""
    bad = 0
    print('1..%d' % len(chosen), flush=True)
    for number, test in enumerate(chosen, 1):
        name = test.__name__.replace('_', ' ')
        try:
            with House() as own:
                test(chromium, own.open())
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
        return min(1, run(chromium, chosen))


if __name__ == '__main__':
    sys.exit(main())
