#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the collector tells the real window to be: it takes effect between guests and never under one,
what cannot be used changes nothing, and what makes the kiosk fall over is rolled back."""
import json
import os
import shutil
import signal
import sys
import tempfile
import time

from collector import Collector, configuration
from visit import HERE, Failure, Kiosk, Texts, house_survey, run

SURVEY = os.path.join(HERE, '..', 'data', 'surveys', 'one.json')
CONFIG = """
[kiosk]
language=en

[look]
style=day
pulse=false

[collector]
address=%s
"""


def collector_with(document, is_holding=False):
    collector = Collector()
    collector.is_approved = True
    collector.configuration, collector.is_holding = document, is_holding
    return collector


def survey(title, **more):
    with open(SURVEY, encoding='utf-8') as f:
        definition = json.load(f)
    definition['pages'][0]['elements'][0]['title'] = title
    definition['pages'][0].update(more)
    return definition


def wait_for_stage(kiosk, stage, seconds=20):
    end = time.monotonic() + seconds
    while not os.path.isdir(os.path.join(kiosk.data, 'received', stage)):
        if time.monotonic() > end:
            raise Failure('nothing is %s' % stage)
        time.sleep(.05)


def a_guest_finishes_in_the_survey_that_was_begun():
    t = Texts('en', house_survey('exit'))
    collector = collector_with(configuration('Old Stove', survey=survey('How was the soup?')), is_holding=True)
    with Kiosk(config=CONFIG % collector.address) as kiosk:
        kiosk.tap(t.choice('overall', 2))
        kiosk.wait(t.title('why'))
        collector.release()
        wait_for_stage(kiosk, 'next')
        kiosk.tap(t.choice('why', 'waiting'))
        kiosk.tap(t.word('Next'))
        kiosk.wait(t.title('waited'))
        if kiosk.has('Old Stove'):
            raise Failure('the house has another name under a guest')
        kiosk.tap(t.word('Start again'))
        kiosk.wait('How was the soup?')
        kiosk.wait('Old Stove')


def a_kiosk_that_nobody_uses_takes_it_at_once():
    collector = collector_with(configuration('Old Stove', survey=survey('How was the soup?')))
    with Kiosk(config=CONFIG % collector.address) as kiosk:
        kiosk.wait('How was the soup?')
        kiosk.wait('Old Stove')


def closing_hours_put_it_to_sleep():
    collector = collector_with(configuration(hours='closed'))
    with Kiosk(config=CONFIG % collector.address) as kiosk:
        kiosk.hook('page sleep')


def unusable(document):
    t = Texts('en', house_survey('exit'))
    collector = collector_with(document)
    with Kiosk(config=CONFIG % collector.address) as kiosk:
        kiosk.wait(t.title('overall'))
        wait_for_stage(kiosk, 'refused')
        kiosk.tap(t.choice('overall', 5))
        kiosk.wait(t.word('Start again'))
        kiosk.tap(t.word('Start again'))
        kiosk.wait(t.title('overall'))
        if kiosk.has('Old Stove'):
            raise Failure('half of it was taken')
        if 'is not used' not in kiosk.errors():
            raise Failure('nobody is told: %r' % kiosk.errors())


def a_survey_that_cannot_be_read_changes_nothing():
    unusable(configuration('Old Stove', survey={'pages': 'none'}))


def a_survey_that_fails_its_check_changes_nothing():
    unusable(configuration('Old Stove', survey=survey('How was the soup?', visibleIf='{a} = (')))


def hours_that_are_none_change_nothing():
    unusable(configuration('Old Stove', hours='25:00-26:00'))


def what_a_kiosk_falls_over_with_twice_is_put_aside():
    t = Texts('en', house_survey('exit'))
    collector = collector_with(configuration('Old Stove', survey=survey('How was the soup?')))
    data = tempfile.mkdtemp(prefix='aftertaste-data.')
    for _ in range(2):
        kiosk = Kiosk(config=CONFIG % collector.address, data=data)
        kiosk.wait('How was the soup?')
        kiosk.kill(signal.SIGKILL)
    with Kiosk(config=CONFIG % collector.address, data=data) as kiosk:
        kiosk.wait(t.title('overall'))
        wait_for_stage(kiosk, 'refused')
        if kiosk.has('Old Stove'):
            raise Failure('half of it is still in use')
    shutil.rmtree(data)


if __name__ == '__main__':
    sys.exit(run([a_guest_finishes_in_the_survey_that_was_begun, a_kiosk_that_nobody_uses_takes_it_at_once,
                  closing_hours_put_it_to_sleep, a_survey_that_cannot_be_read_changes_nothing,
                  a_survey_that_fails_its_check_changes_nothing, hours_that_are_none_change_nothing,
                  what_a_kiosk_falls_over_with_twice_is_put_aside]))
