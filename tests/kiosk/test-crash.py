#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-crash.py [KILLS]: the real kiosk is killed (SIGKILL) at random moments of scripted visits.

After each kill the same data folder is opened again. At the end: every answer that the screen
acknowledged is stored exactly once, the chain holds, the database opens, and the next start showed
its rest screen within five seconds. The seed is printed; KILLS is 25 in the normal suite.
"""
import os
import random
import shutil
import sys
import tempfile
import threading
import time

import records
from visit import HERE, Failure, Kiosk, Texts, run

SURVEY = os.path.join(HERE, '..', 'data', 'surveys', 'one.json')
CONFIG = """
[kiosk]
language=en

[look]
style=day
pulse=false

[times]
thanks=1
"""
KILLS = int(sys.argv.pop(1)) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 25
SEED = int(os.environ.get('AFTERTASTE_SEED', '20261121'))


class Guest(threading.Thread):
    """Taps faces as fast as the rest screen comes back, until the kiosk is gone."""

    def __init__(self, kiosk, places, chance):
        super().__init__(daemon=True)
        self.kiosk, self.places, self.chance, self.on = kiosk, places, chance, True

    def run(self):
        face = self.chance.choice(self.places['faces'])
        while self.on and self.kiosk.process.poll() is None:
            self.kiosk.touch(*face)
            time.sleep(.05 + self.chance.random() * .15)
            if self.chance.random() < .6:
                self.kiosk.touch(*self.places['done'])
            face = self.chance.choice(self.places['faces'])


def find_places(kiosk, texts):
    faces = [kiosk.middle(texts.choice('overall', value)) for value in range(1, 6)]
    kiosk.touch(*faces[4])
    kiosk.hook('page thanks')
    return {'faces': faces, 'done': kiosk.middle(texts.word('Done'))}


def every_acknowledged_answer_survives_a_kill():
    chance = random.Random(SEED)
    data = tempfile.mkdtemp(prefix='aftertaste-crash.')
    texts, places, acknowledged, back = Texts('en', SURVEY), None, [], []
    try:
        for _ in range(KILLS):
            began = time.monotonic()
            kiosk = Kiosk(config=CONFIG, survey=SURVEY, data=data)
            kiosk.hook('painted rest', 30)
            back.append(time.monotonic() - began)
            if places is None:
                places = find_places(kiosk, texts)
            guest = Guest(kiosk, places, random.Random(chance.random()))
            guest.start()
            time.sleep(chance.random() * 1.6)
            kiosk.kill(9)
            guest.on = False
            guest.join(10)
            kiosk.process.stdout.close()
            kiosk.log.close()
            acknowledged += kiosk.acknowledged()
        check(data, acknowledged, back)
    finally:
        shutil.rmtree(data, ignore_errors=True)


def check(data, acknowledged, back):
    kiosk = Kiosk(config=CONFIG, survey=SURVEY, data=data)
    kiosk.hook('painted rest', 30)
    if kiosk.kill(15) != 0:
        raise Failure('the last start ended badly')
    _, rows = records.read(data)
    stored = [ident for ident, _ in rows]
    lost = [ident for ident in acknowledged if stored.count(ident) != 1]
    back.sort()
    print('# %d kills, seed %d: %d acknowledged, %d stored, %d lost or doubled; rest screen back after %.2f s '
          '(median), %.2f s (slowest)' % (KILLS, SEED, len(acknowledged), len(stored), len(lost), back[len(back) // 2],
                                          back[-1]))
    if lost:
        raise Failure('acknowledged and not stored exactly once: %s' % lost[:5])
    if len(acknowledged) < KILLS // 4:
        raise Failure('only %d answers were acknowledged over %d kills: nothing was tried' % (len(acknowledged), KILLS))


if __name__ == '__main__':
    sys.exit(run([every_acknowledged_answer_survives_a_kill]))
