#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window and a collector of this test's own: staff enrol the kiosk by the code on its screen,
what guests say arrives, and a collector that is missing, silent or hostile is nothing guests see."""
import os
import socket
import sys
import time

from collector import CODE, Collector
from visit import HERE, Failure, Kiosk, Texts, run

SURVEY = os.path.join(HERE, '..', 'data', 'surveys', 'one.json')
MARK = 'For staff: this kiosk is not enrolled'
CONFIG = """
[kiosk]
language=en

[look]
style=day
pulse=false

[times]
thanks=6

[collector]
address=%s
"""


def texts():
    return Texts('en', SURVEY)


def one_visit(kiosk, t):
    kiosk.tap(t.choice('overall', 5))
    kiosk.hook('page thanks')
    kiosk.hook('ack ')
    kiosk.tap(t.word('Done'))
    kiosk.wait(t.title('overall'))


def wait_for_status(kiosk, word, seconds=20):
    status, end = '', time.monotonic() + seconds
    while word not in status:
        if time.monotonic() > end:
            raise Failure('staff are not told: %r' % status)
        time.sleep(0.05)
        with open(os.path.join(kiosk.data, 'upload-status'), encoding='utf-8') as f:
            status = f.read()


def shot(kiosk, name):
    folder = os.environ.get('AFTERTASTE_SHOTS')
    if folder:
        kiosk.shot(os.path.join(folder, name + '.png'))


def staff_enrol_the_kiosk_and_what_guests_say_arrives():
    t, collector = texts(), Collector()
    with Kiosk(config=CONFIG % collector.address, survey=SURVEY) as kiosk:
        kiosk.wait(t.word('For staff: enrol this kiosk'))
        kiosk.wait(CODE)
        kiosk.wait('https://collector.example/enrol')
        shot(kiosk, 'enrol')
        with collector.arrived:
            collector.is_approved = True
        kiosk.wait(t.title('overall'))
        one_visit(kiosk, t)
        collector.wait_for(1)
        mode = os.stat(os.path.join(kiosk.data, 'token')).st_mode & 0o777
        if mode != 0o600:
            raise Failure('the token has mode %o' % mode)


def guests_are_asked_and_kept_while_nobody_enrols():
    t, collector = texts(), Collector()
    with Kiosk(config=CONFIG % collector.address, survey=SURVEY) as kiosk:
        kiosk.wait(CODE)
        kiosk.tap(t.word('Go on'))
        kiosk.wait(t.word(MARK))
        one_visit(kiosk, t)
        one_visit(kiosk, t)
        with collector.arrived:
            collector.is_approved = True
        collector.wait_for(2)
        kiosk.gone(t.word(MARK))


def a_withdrawn_token_is_told_to_staff_and_not_to_guests():
    t, collector = texts(), Collector()
    collector.is_approved = True
    with Kiosk(config=CONFIG % collector.address, survey=SURVEY) as kiosk:
        kiosk.wait(t.title('overall'))
        kiosk.gone(t.word(MARK))
        with collector.arrived:
            collector.is_withdrawn = True
            collector.is_approved = False
        one_visit(kiosk, t)
        one_visit(kiosk, t)
        wait_for_status(kiosk, CODE)
        kiosk.wait(t.word(MARK))
        shot(kiosk, 'withdrawn')
        if kiosk.has(CODE):
            raise Failure('guests are shown the code')
        if collector.items:
            raise Failure('%d rows left' % len(collector.items))


def a_collector_that_never_answers_is_not_felt():
    t = texts()
    hole = socket.create_server(('127.0.0.1', 0), backlog=8)
    with Kiosk(config=CONFIG % ('http://127.0.0.1:%d' % hole.getsockname()[1]), survey=SURVEY) as kiosk:
        kiosk.tap(t.word('Go on'))
        for _ in range(3):
            one_visit(kiosk, t)
        kiosk.kill(15)
        if 'WARNING' in kiosk.errors():
            raise Failure('complaints: %r' % kiosk.errors())
    hole.close()


def a_wrong_address_is_told_to_staff():
    with Kiosk(config=CONFIG % 'http://collector.example', survey=SURVEY) as kiosk:
        kiosk.wait(Texts('zh-CN', SURVEY).word('For staff: this kiosk needs help'))


if __name__ == '__main__':
    sys.exit(run([staff_enrol_the_kiosk_and_what_guests_say_arrives,
                  guests_are_asked_and_kept_while_nobody_enrols,
                  a_withdrawn_token_is_told_to_staff_and_not_to_guests,
                  a_collector_that_never_answers_is_not_felt,
                  a_wrong_address_is_told_to_staff]))
