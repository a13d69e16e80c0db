#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A broken kiosk is replaced, as aftertaste-kiosk(1) describes it, with the real window and the real
collector: whatever was kept of the old one, no answer is lost, doubled or refused."""
import os
import shutil
import subprocess
import sys
import tempfile
import time

from visit import HERE, Failure, Kiosk, Texts, run

sys.path.insert(0, os.path.join(HERE, '..', 'collector'))
from house import House  # noqa: E402

SURVEY = os.path.join(HERE, '..', 'data', 'surveys', 'one.json')
CONFIG = """
[kiosk]
language=en

[look]
style=day
pulse=false

[collector]
address=http://127.0.0.1:%d
"""


def visits(house, data, count, total):
    """COUNT guests at the kiosk that lies in DATA, which is enrolled first if it has to be; then the
    collector has TOTAL rows."""
    t = Texts('en', SURVEY)
    with Kiosk(config=CONFIG % house.port, data=data, survey=SURVEY) as kiosk:
        if not os.path.exists(os.path.join(data, 'token')):
            house.run('device', 'approve', status_word(kiosk, 'enrolling: '))
        for value in range(count):
            kiosk.tap(t.choice('overall', 5 - value))
            kiosk.hook('page thanks')
            kiosk.tap(t.word('Done'))
            kiosk.wait(t.title('overall'))
        end = time.monotonic() + 40
        while house.run('verify')['items'] < total:
            if time.monotonic() > end:
                raise Failure('%d of %d rows: %s' % (house.run('verify')['items'], total, kiosk.errors()))
            time.sleep(.2)


def status_word(kiosk, start, seconds=20):
    end = time.monotonic() + seconds
    path = os.path.join(kiosk.data, 'upload-status')
    while time.monotonic() < end:
        if os.path.exists(path):
            with open(path, encoding='utf-8') as f:
                line = f.read()
            if line.startswith(start):
                return line[len(start):].strip()
        time.sleep(.05)
    raise Failure('no %r: %s' % (start, kiosk.errors()))


def expect(house, *counts):
    """Sound, without a gap, and per device that many rows."""
    found = house.run('verify')
    rows = sorted(device['items'] for device in found['devices'])
    gaps = [device['gaps'] for device in found['devices'] if device['gaps']]
    if not found['sound'] or rows != sorted(counts) or gaps:
        raise Failure('the collector has %s' % found)


def with_house(test):
    def tested():
        folder = tempfile.mkdtemp(prefix='aftertaste-kiosks.')
        with House() as house:
            house.set_up().start(subprocess.DEVNULL)
            old, new = os.path.join(folder, 'old'), os.path.join(folder, 'new')
            os.mkdir(old)
            visits(house, old, 2, 2)
            expect(house, 2)
            test(house, old, new)
        shutil.rmtree(folder)
    tested.__name__ = test.__name__
    return tested


@with_house
def a_disk_in_another_machine_goes_on(house, old, new):
    shutil.move(old, new)
    visits(house, new, 2, 4)
    expect(house, 4)


@with_house
def an_identity_that_was_kept_goes_on_behind_what_the_collector_has(house, old, new):
    os.mkdir(new)
    shutil.copy(os.path.join(old, 'identity'), new)
    visits(house, new, 2, 4)
    expect(house, 4)


@with_house
def a_database_that_was_lost_is_made_anew_behind_what_the_collector_has(house, old, new):
    for name in ('kiosk.db', 'kiosk.db-wal', 'kiosk.db-shm'):
        if os.path.exists(os.path.join(old, name)):
            os.unlink(os.path.join(old, name))
    visits(house, old, 3, 5)
    expect(house, 5)


@with_house
def a_new_kiosk_takes_the_old_ones_name(house, old, new):
    os.mkdir(new)
    house.run('device', 'revoke', 'A')
    visits(house, new, 2, 4)
    expect(house, 2, 2)


if __name__ == '__main__':
    sys.exit(run([a_disk_in_another_machine_goes_on,
                  an_identity_that_was_kept_goes_on_behind_what_the_collector_has,
                  a_database_that_was_lost_is_made_anew_behind_what_the_collector_has,
                  a_new_kiosk_takes_the_old_ones_name]))
