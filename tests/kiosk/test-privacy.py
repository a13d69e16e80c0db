#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing of the last guest: what was typed and not confirmed is nowhere afterwards.

Looked through: undo and paste, the accessibility tree, every file of the data folder (the database
with its WAL and free pages), what the kiosk wrote to stdout and stderr, temporary files, and the
process's own memory, in UTF-8, UTF-16 and UTF-32.
"""
import os
import sys
import time

from visit import Failure, Kiosk, Texts, encodings, house_survey, memory_holds, run

CONFIG = """
[kiosk]
language=en

[look]
pulse=false

[times]
%s
"""
# Words that no program has of itself.
WORDS = 'qzxvkw7391jhpf'
DIGITS = '90817263554'


def files_hold(folder, text):
    found = []
    for at, _, names in os.walk(folder):
        for name in names:
            try:
                with open(os.path.join(at, name), 'rb') as f:
                    content = f.read()
            except OSError:
                continue
            if any(needle in content for needle in encodings(text).values()):
                found.append(os.path.join(at, name))
    return found


def must_be_gone(kiosk, texts):
    deadline = time.monotonic() + 5                # the window drops the old page in its idle time
    while True:
        held = {text: memory_holds(kiosk.process.pid, text) for text in (WORDS, DIGITS)}
        if not any(held.values()) or time.monotonic() > deadline:
            break
        time.sleep(.2)
    if any(held.values()):
        raise Failure('the process still holds what was typed: %s' % held)
    for text in (WORDS, DIGITS):
        for folder in (kiosk.data, os.environ.get('TMPDIR', '/tmp'), os.environ['XDG_RUNTIME_DIR'],
                       os.environ['HOME']):
            found = files_hold(folder, text)
            if found:
                raise Failure('%s stands in %s' % (text, found))
        if any(text in line for line in kiosk.lines):
            raise Failure('%s was printed' % text)
        if any(text in name for name in kiosk.names()):
            raise Failure('the accessibility tree still has %s' % text)


def paste_and_undo_bring_nothing(kiosk, texts):
    kiosk.tap(texts.word('Complaint or suggestion'))
    kiosk.tap(texts.word('I have a complaint'))
    kiosk.wait(texts.title('what'))
    kiosk.tap(texts.choice('what', 'food'))
    kiosk.tap(texts.word('Next'))
    kiosk.wait(texts.title('words'))
    kiosk.touch(*kiosk.middle(texts.title('words'), role='text box'))
    for keys in ('ctrl+z', 'ctrl+v', 'shift+Insert', 'ctrl+shift+z', 'ctrl+y'):
        kiosk.key(keys)
    text = kiosk.text(texts.title('words'), role='text box')
    if text.strip():
        raise Failure('undo or paste brought %r' % text)


def write_words(kiosk, texts):
    kiosk.tap(texts.word('Complaint or suggestion'))
    kiosk.tap(texts.word('I have a complaint'))
    kiosk.wait(texts.title('what'))
    kiosk.tap(texts.choice('what', 'food'))
    kiosk.tap(texts.word('Next'))
    kiosk.wait(texts.title('words'))
    kiosk.touch(*kiosk.middle(texts.title('words'), role='text box'))
    kiosk.write(WORDS)
    if kiosk.text(texts.title('words'), role='text box') != WORDS:
        raise Failure('the words did not arrive in the field')
    if not memory_holds(kiosk.process.pid, WORDS):
        raise Failure('the search of the memory finds nothing while the words stand on the screen')
    for keys in ('ctrl+a', 'ctrl+c', 'ctrl+x', 'ctrl+z'):
        kiosk.key(keys)
    kiosk.tap(texts.word('Next'))
    kiosk.wait(texts.title('tableNumber'))


def texts():
    return Texts('en', house_survey('complaint'))


def start_again_leaves_nothing_of_what_was_typed():
    t = texts()
    with Kiosk(config=CONFIG % '') as kiosk:
        write_words(kiosk, t)
        kiosk.tap(t.word('Start again'))
        kiosk.wait(t.word('Complaint or suggestion'))
        must_be_gone(kiosk, t)
        paste_and_undo_bring_nothing(kiosk, t)


def running_out_of_time_leaves_nothing_of_what_was_typed():
    t = texts()
    with Kiosk(config=CONFIG % 'after-tap=2\nchoosing=8\ntyping=6\ncard=2') as kiosk:
        write_words(kiosk, t)
        kiosk.wait(t.word('Complaint or suggestion'), seconds=30)
        must_be_gone(kiosk, t)
        paste_and_undo_bring_nothing(kiosk, t)


def what_was_read_back_and_left_is_gone_too():
    t = texts()
    with Kiosk(config=CONFIG % '') as kiosk:
        write_words(kiosk, t)
        kiosk.tap(t.word('Skip'))
        kiosk.wait('~' + WORDS)
        kiosk.tap(t.word('Start again'))
        kiosk.wait(t.word('Complaint or suggestion'))
        must_be_gone(kiosk, t)


def a_kill_in_mid_typing_leaves_nothing_on_the_disk():
    t = texts()
    kiosk = Kiosk(config=CONFIG % '')
    write_words(kiosk, t)
    kiosk.kill(9)
    found = files_hold(kiosk.data, WORDS)
    if found:
        raise Failure('%s' % found)
    with Kiosk(config=CONFIG % '', data=kiosk.data) as again:
        again.wait(t.word('Complaint or suggestion'))
        must_be_gone(again, t)


if __name__ == '__main__':
    sys.exit(run([start_again_leaves_nothing_of_what_was_typed, running_out_of_time_leaves_nothing_of_what_was_typed,
                  what_was_read_back_and_left_is_gone_too, a_kill_in_mid_typing_leaves_nothing_on_the_disk]))
