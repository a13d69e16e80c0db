#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong at the start or on the way: settings, surveys, the database, the disk, the hour.
Staff see a clear screen, guests are never thanked for what is not stored, and nothing is lost."""
import errno
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

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
thanks=6
"""


def texts():
    return Texts('en', SURVEY)


def one_visit(kiosk, t, value=5):
    kiosk.tap(t.choice('overall', value))
    kiosk.hook('page thanks')
    kiosk.hook('ack ')
    kiosk.tap(t.word('Done'))
    kiosk.wait(t.title('overall'))


def staff_screen(kiosk, *words, language='en'):
    kiosk.wait(Texts(language, SURVEY).word('For staff: this kiosk needs help'))
    said = ' '.join(kiosk.names())
    for word in words:
        if word not in said:
            raise Failure('staff are not told %r: %s' % (word, said))


def a_wrong_setting_is_shown_to_staff_and_the_kiosk_goes_on():
    with Kiosk(config=CONFIG + '\n[kiosk]\ncolour=red\n', survey=SURVEY) as kiosk:
        staff_screen(kiosk, 'colour', language='zh-CN')     # no setting is taken from a wrong file
        t = Texts('zh-CN', SURVEY)
        kiosk.tap(t.word('Go on'))
        one_visit(kiosk, t)


def a_broken_survey_is_shown_to_staff_and_the_last_good_one_goes_on():
    t = texts()
    folder = tempfile.mkdtemp(prefix='aftertaste-survey.')
    path = os.path.join(folder, 'exit.json')
    shutil.copy(SURVEY, path)
    with Kiosk(config=CONFIG, survey=path) as kiosk:
        one_visit(kiosk, t)
        kiosk.kill(15)
        with open(SURVEY, encoding='utf-8') as f:
            broken = json.load(f)
        broken['pages'][0]['visibleIf'] = '{a} = ('
        with open(path, 'w', encoding='utf-8') as f:
            json.dump(broken, f)
        with Kiosk(config=CONFIG, survey=path, data=kiosk.data) as again:
            staff_screen(again, 'expression-syntax')
            again.tap(t.word('Go on'))
            one_visit(again, t)
    shutil.rmtree(folder)


def refuse(change, *words):
    """Makes a good data folder, changes its database, and looks at what the next start does with it."""
    with Kiosk(config=CONFIG, survey=SURVEY) as kiosk:
        one_visit(kiosk, texts())
        kiosk.kill(15)
        path = os.path.join(kiosk.data, 'kiosk.db')
        change(path)
        before = digest(path)
        with Kiosk(config=CONFIG, survey=SURVEY, data=kiosk.data) as again:
            staff_screen(again, *words)
            again.kill(15)
        if digest(path) != before:
            raise Failure('the refused database was changed')


def digest(path):
    with open(path, 'rb') as f:
        return hashlib.sha256(f.read()).hexdigest()


def a_foreign_file_in_the_databases_place_is_left_alone():
    def foreign(path):
        with open(path, 'wb') as f:
            f.write(b'These are the holiday pictures.\n' * 500)
    refuse(foreign, 'kiosk.db')


def a_newer_database_is_left_alone():
    def newer(path):
        connection = sqlite3.connect(path)
        connection.execute('PRAGMA user_version = 999')
        connection.commit()
        connection.execute('PRAGMA wal_checkpoint(TRUNCATE)')
        connection.close()
    refuse(newer, 'kiosk.db')


def a_damaged_database_is_left_alone():
    def damage(path):
        with open(path, 'r+b') as f:
            size = f.seek(0, 2)
            for at in range(4096, size, 4096):
                f.seek(at)
                f.write(b'\xde\xad\xbe\xef' * 256)
    refuse(damage, 'kiosk.db')


def a_full_disk_is_told_politely_and_left_behind_by_itself():
    t = texts()
    folder = tempfile.mkdtemp(prefix='aftertaste-full.')
    subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], check=True)
    try:
        with Kiosk(config=CONFIG, survey=SURVEY, data=folder) as kiosk:
            one_visit(kiosk, t)
            before = kiosk.acknowledged()
            ballast = fill(folder)
            for value in (5, 4, 3):
                kiosk.tap(t.choice('overall', value))
                kiosk.hook('page ')
                if any('cannot keep your answers' in name for name in kiosk.names()):
                    break
                kiosk.hook('page rest', 20)
            kiosk.wait(t.word('We are sorry: this machine cannot keep your answers just now.'))
            full = kiosk.acknowledged()
            os.unlink(ballast)
            kiosk.wait(t.title('overall'), seconds=60)
            one_visit(kiosk, t, 2)
            kiosk.kill(15)
            stored = [ident for ident, _ in records.read(folder)[1]]
            for ident in kiosk.acknowledged():
                if stored.count(ident) != 1:
                    raise Failure('%s was acknowledged and is stored %d times' % (ident, stored.count(ident)))
            if not len(before) <= len(full) < len(kiosk.acknowledged()):
                raise Failure('acknowledged before, while full and after: %s %s %s' % (
                    before, full, kiosk.acknowledged()))
    finally:
        subprocess.run(['umount', '-l', folder])
        os.rmdir(folder)


def fill(folder):
    path = os.path.join(folder, 'ballast')
    with open(path, 'wb', buffering=0) as f:
        for size in (65536, 4096, 512):
            try:
                while True:
                    f.write(b'\0' * size)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
    return path


def outside_opening_hours_it_sleeps():
    t = texts()
    closed = ''.join('%s=closed\n' % day for day in (
        'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'))
    with Kiosk(config=CONFIG + '\n[hours]\n' + closed, survey=SURVEY) as kiosk:
        kiosk.hook('page sleep')
        width, height = (int(v) for v in os.environ['KIOSK_UI_SIZE'].split('x'))
        kiosk.touch(width // 2, height // 2)
        kiosk.wait(t.word('We are closed now'))
        if kiosk.has(t.choice('overall', 5)):
            raise Failure('the faces are there although the house is closed')


if __name__ == '__main__':
    if os.geteuid() != 0 and 'AFTERTASTE_OWN_MOUNTS' not in os.environ:
        os.environ['AFTERTASTE_OWN_MOUNTS'] = '1'
        os.execvp('unshare', ['unshare', '--map-root-user', '--mount', sys.executable] + sys.argv)
    sys.exit(run([
        a_wrong_setting_is_shown_to_staff_and_the_kiosk_goes_on,
        a_broken_survey_is_shown_to_staff_and_the_last_good_one_goes_on,
        a_foreign_file_in_the_databases_place_is_left_alone, a_newer_database_is_left_alone,
        a_damaged_database_is_left_alone, a_full_disk_is_told_politely_and_left_behind_by_itself,
        outside_opening_hours_it_sleeps]))
