#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who comes to a guest, from the real collector to the real window: said as soon as somebody has taken
it, at once where that was before, and never without a word from the house.

AFTERTASTE_SHOTS: where pictures go, of a guest as in AFTERTASTE_GUEST: "LANGUAGE SIZE" (en 1)."""
import json
import os
import secrets
import sys
import time
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'collector'))
import house  # noqa: E402
from visit import Failure, Kiosk, Texts, house_survey, run  # noqa: E402

LANGUAGE, SIZE = os.environ.get('AFTERTASTE_GUEST', 'en 1').split()
SIZE = int(SIZE)
NAME = '王经理'
CONFIG = """
[kiosk]
language=%s

[look]
style=day
pulse=false

[times]
after-tap=300
choosing=300
typing=300
thanks-complaint=300

[collector]
address=%s
"""
EXIT, COMPLAINT = Texts(LANGUAGE, house_survey('exit')), Texts(LANGUAGE, house_survey('complaint'))
COMING = EXIT.word('%s is coming to you now') % NAME
WAVE = EXIT.word('Please wave to a member of staff')


def shot(kiosk, name):
    folder = os.environ.get('AFTERTASTE_SHOTS')
    if folder:
        time.sleep(1)                          # until nothing moves: pictures are for people
        kiosk.shot(os.path.join(folder, 'arrival-%s-%s-%d.png' % (name, LANGUAGE, SIZE)))


class Staff(house.Kiosk):
    """Another kiosk of the venue, at whose desk somebody of the house acts."""

    def __init__(self, home):
        super().__init__(home, 'Desk')
        home.run('user', 'add', 'wang', '--role', 'manager', '--public-name', NAME, '--venue', home.venue,
                 text='correct horse battery staple\n')
        home.run('user', 'pin', 'wang', text='270419\n')
        self.staff = self.desk()[0]['id']

    def desk(self):
        """Who may open the desks of the venue, by the configuration."""
        return self.house.ask('GET', '/api/v1/device/configuration', token=self.token)[2]['desk']['staff']

    def cases(self, count, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            status, _, said = self.house.ask('GET', '/api/v1/device/cases', token=self.token)
            if status == 200 and len(said['cases']) >= count:
                return said['cases']
            time.sleep(.1)
        raise Failure('%s, not %d cases: %r' % (status, count, said))

    def acknowledge(self, case):
        body = {'schema': 1, 'case': case['id'], 'response': None, 'action': 'acknowledge', 'staff': self.staff,
                'time': int(time.time() * 1000), 'boot_id': self.boot, 'monotonic_ms': 5000, 'note': None,
                'outcome': None, 'salt': secrets.token_hex(16)}
        status, _, said = self.send(self.item(body, id=str(uuid.uuid4()), kind='case-action'))
        if status != 200 or said['items'][0]['status'] != 'stored':
            raise Failure('%s: %r' % (status, said))


class Visit:
    """A collector with the house's staff, and a kiosk that is enrolled there."""

    def __enter__(self):
        self.home = house.House().set_up()
        self.home.run('survey', 'publish', house_survey('complaint'))
        self.home.start()
        self.staff = Staff(self.home)
        self.kiosk = Kiosk(config=CONFIG % (LANGUAGE, 'http://127.0.0.1:%d' % self.home.port))
        self.enrol()
        return self

    def enrol(self, seconds=30):
        status = os.path.join(self.kiosk.data, 'upload-status')
        end = time.monotonic() + seconds
        text = ''
        while not text.startswith('enrolling: '):
            if time.monotonic() > end:
                raise Failure('no code, but %r' % text)
            time.sleep(.1)
            if os.path.exists(status):
                with open(status, encoding='utf-8') as f:
                    text = f.read()
        self.home.run('device', 'approve', text.split()[1])
        self.kiosk.wait('人民广场', seconds=60)      # from the configuration, with which the rest page is made anew
        self.kiosk.wait(EXIT.title('overall'))
        for _ in range(SIZE - 1):
            self.kiosk.tap(EXIT.word('Larger text'))

    def __exit__(self, kind, value, trace):
        try:
            self.kiosk.__exit__(kind, value, trace)
        finally:
            self.home.__exit__(kind, value, trace)


def complain(kiosk):
    own = COMPLAINT
    kiosk.tap(EXIT.word('Complaint or suggestion'))
    kiosk.tap(EXIT.word('I have a complaint'))
    kiosk.wait(own.title('what'))
    kiosk.tap(own.choice('what', 'service'))
    kiosk.tap(own.choice('what', 'illness'))
    kiosk.tap(own.word('Next'))
    kiosk.wait(own.title('words'))
    kiosk.tap(own.word('Skip'))
    kiosk.wait(own.title('tableNumber'))
    kiosk.tap(own.word('Skip'))
    kiosk.tap(own.word("Yes, that's right"))
    kiosk.wait(own.title('wish'))
    kiosk.tap(own.choice('wish', 'now'))


def check_nothing_is_given_away(kiosk):
    for name in kiosk.names():
        for word in ('critical', 'at risk', 'at-risk', 'points', 'level', 'vip'):
            if word in name.lower():
                raise Failure('a guest reads %r' % name)


def who_comes_to_a_complaint_is_said_as_soon_as_it_is_taken():
    with Visit() as visit:
        kiosk = visit.kiosk
        complain(kiosk)
        kiosk.wait(EXIT.word('Your case number'))
        if kiosk.has(COMING):
            raise Failure('somebody is said to come whom nobody sent')
        shot(kiosk, 'before')
        case, = visit.staff.cases(1)
        if (case['level'], case['state'], case['kind']) != ('critical', 'new', 'complaint'):
            raise Failure('%r' % case)
        if 'illness' not in case['aspects']:
            raise Failure('%r' % case)
        visit.staff.acknowledge(case)
        kiosk.wait(COMING)
        kiosk.wait(EXIT.word('Please stay here for a moment.'))
        check_nothing_is_given_away(kiosk)
        shot(kiosk, 'thanks')
        kiosk.tap(EXIT.word('Done'))
        kiosk.wait(EXIT.title('overall'))
        if kiosk.has(COMING):
            raise Failure('the next guest reads who comes')
        case, = visit.staff.cases(1)
        if (case['state'], case['owner']) != ('acknowledged', NAME):
            raise Failure('%r' % case)


def who_comes_to_a_call_is_said_on_its_card_and_on_the_thanks():
    with Visit() as visit:
        kiosk = visit.kiosk
        kiosk.tap(EXIT.word('Call staff'))
        kiosk.wait(WAVE)
        shot(kiosk, 'call-before')
        case, = visit.staff.cases(1)
        visit.staff.acknowledge(case)
        kiosk.wait(COMING)
        kiosk.gone(WAVE)
        shot(kiosk, 'call')
        kiosk.tap(EXIT.word('All right'))
        kiosk.gone(COMING)
        complain(kiosk)
        kiosk.wait(EXIT.word('Your case number'))
        kiosk.wait(COMING)


def a_low_score_is_a_case_without_a_complaint():
    with Visit() as visit:
        kiosk = visit.kiosk
        kiosk.tap(EXIT.choice('overall', 1))
        kiosk.wait(EXIT.title('why'))
        kiosk.tap(EXIT.choice('why', 'service'))
        kiosk.tap(EXIT.choice('why', 'food'))
        kiosk.tap(EXIT.word('Next'))
        kiosk.tap(EXIT.word('Start again'))
        kiosk.wait(EXIT.title('overall'))
        case, = visit.staff.cases(1)
        if case['kind'] != 'survey' or case['level'] not in ('at-risk', 'critical'):
            raise Failure('%r' % case)


def without_a_collector_nobody_is_said_to_come():
    with Kiosk(config=CONFIG.split('[collector]')[0] % LANGUAGE) as kiosk:
        complain(kiosk)
        kiosk.wait(EXIT.word('Your case number'))
        said = json.dumps(kiosk.names(), ensure_ascii=False)
        if NAME in said or EXIT.word('Please stay here for a moment.') in said:
            raise Failure('offline the guest reads %s' % said)


if __name__ == '__main__':
    sys.exit(run([who_comes_to_a_complaint_is_said_as_soon_as_it_is_taken,
                  who_comes_to_a_call_is_said_on_its_card_and_on_the_thanks,
                  a_low_score_is_a_case_without_a_complaint,
                  without_a_collector_nobody_is_said_to_come]))
