#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The slip on the real window: offered while the printer is ready, printed once, scanned as the screen's
code; whatever the printer does, no guest waits for it, and staff see how it is.
AFTERTASTE_SHOTS=DIR: pictures of what is new; AFTERTASTE_LANGUAGE: of their kiosk, AFTERTASTE_SIZES: of text."""
import json
import os
import shutil
import tempfile

from desk import CONFIG, Desk, expect
from printer import Printer, scan
from visit import HERE, Kiosk, Texts, run

LANGUAGE = os.environ.get('AFTERTASTE_LANGUAGE', 'en')
LARGER = int(os.environ.get('AFTERTASTE_SIZES', '1')) - 1
PUBLIC = 'https://feedback.example.org'
SETTINGS = CONFIG.replace('[house]', '[house]\ntelephone=021 5555 0100\npublic-address=' + PUBLIC, 1).replace(
    '[times]', '[times]\nthanks-complaint=300')
QUESTION = {'type': 'radiogroup', 'name': 'what', 'title': {'default': 'What was wrong?', 'zh-cn': '怎么了？'},
            'choices': [{'value': 'soup', 'text': {'default': 'The soup', 'zh-cn': '汤'}}, 'rice']}
THANKS = {'default': 'Thank you for telling us. The manager on duty will look into it today.',
          'zh-cn': '谢谢您告诉我们。值班经理今天就会看这件事。'}


def surveys():
    """A complaint of one tap."""
    folder = tempfile.mkdtemp(prefix='aftertaste-surveys.')
    shutil.copy(os.path.join(HERE, '..', 'data', 'surveys', 'one.json'), os.path.join(folder, 'exit.json'))
    for kind in ('complaint', 'suggestion'):
        with open(os.path.join(folder, kind + '.json'), 'w', encoding='utf-8') as f:
            json.dump({'aftertaste': {'id': kind, 'version': 1, 'kind': kind}, 'questionsOnPageMode': 'standard',
                       'autoAdvanceEnabled': True, 'completedHtml': THANKS,
                       'pages': [{'name': 'p', 'elements': [QUESTION]}]}, f)
    return folder


class Guest(Desk):
    """A kiosk with a printer, a guest or the staff in front of it."""

    def __init__(self, printer=None, language=LANGUAGE):
        self.surveys = surveys()
        address = '\n[printer]\naddress=tcp://127.0.0.1:%d\n' % printer.port if printer else ''
        settings = SETTINGS.replace('[kiosk]', '[kiosk]\nsurveys=' + self.surveys) + address
        super().__init__(language=language, settings=settings)

    def complain(self):
        self.forget_hooks()
        for _ in range(LARGER):
            self.tap(self.word('Larger text'), 'button')
        self.tap(self.word('Complaint or suggestion'), 'button')
        self.tap(self.word('I have a complaint'), 'button')
        self.tap('汤' if LANGUAGE == 'zh-CN' else 'The soup')
        self.hook('page thanks')
        self.wait(self.word('Your case number'))

    def done(self):
        self.forget_hooks()
        self.tap(self.word('Done'), 'button')
        self.hook('painted rest')

    def close(self):
        super().close()
        shutil.rmtree(self.surveys, ignore_errors=True)


def keep_picture(kiosk, name):
    folder = os.environ.get('AFTERTASTE_SHOTS')
    if folder:
        kiosk.shot(os.path.join(folder, name + '.png'))


def a_slip_is_offered_printed_once_and_scans():
    with Printer() as printer, Guest(printer.start()) as guest:
        guest.complain()
        guest.wait(guest.word('Print a slip'), 'button')
        keep_picture(guest, 'slip-offered')
        guest.tap(guest.word('Print a slip'), 'button')
        guest.wait(guest.word('Your slip is printed. Please take it with you.'))
        keep_picture(guest, 'slip-printed')
        expect(not guest.has(guest.word('Print a slip'), 'button'), 'a second slip is not offered')
        (report, picture), = printer.slips(least=1)
        expect(len(report['cuts']) == 1 and not report['unknown'] and not report['text'], 'one whole slip: %r' % report)
        address = scan(picture)
        expect(address.startswith(PUBLIC + '/f/') and len(address) == len(PUBLIC) + 3 + 55, 'scanned: %r' % address)
        guest.done()


def without_a_printer_no_slip_is_offered():
    with Guest() as guest:
        guest.complain()
        expect(not guest.has(guest.word('Print a slip'), 'button'), 'no slip is offered')
        guest.done()


def paper_that_is_out_is_no_slip_and_paper_that_is_back_is_one():
    with Printer() as printer, Guest(printer.start('--paper', 'out')) as guest:
        guest.complain()
        expect(not guest.has(guest.word('Print a slip'), 'button'), 'no slip is offered')
        printer.start()
        guest.tap(guest.word('Print a slip'), 'button')
        guest.wait(guest.word('Your slip is printed. Please take it with you.'))
        printer.slips(least=1)


def a_slip_that_breaks_off_is_told_and_not_tried_again():
    with Printer() as printer, Guest(printer.start('--drop-after', '9000')) as guest:
        guest.complain()
        guest.tap(guest.word('Print a slip'), 'button')
        guest.wait(guest.word('The printer has a problem. The code on the screen is the same.'))
        keep_picture(guest, 'slip-problem')
        expect(not guest.has(guest.word('Print a slip'), 'button'), 'it is not offered again')
        expect(len(printer.slips(least=1)) == 1, 'it was sent once')
        guest.done()


def a_slow_printer_holds_no_guest_up():
    with Printer() as printer, Guest(printer.start('--rate', '4000')) as guest:
        guest.complain()
        guest.tap(guest.word('Print a slip'), 'button')
        guest.wait(guest.word('Your slip is being printed …'))
        keep_picture(guest, 'slip-printing')
        guest.done()
        guest.complain()
        expect(not guest.has(guest.word('Print a slip'), 'button'), 'the printer is still busy')
        guest.done()


def staff_see_the_printer_and_try_it():
    with Printer() as printer, Guest(printer.start('--paper', 'low')) as desk:
        desk.come_in()
        desk.wait(desk.word('The printer needs a new roll of paper soon.'))
        for _ in range(LARGER):
            desk.tap(desk.word('Larger text'), 'button')
        keep_picture(desk, 'desk-printer')
        desk.tap(desk.word('Print a test slip'), 'button')
        desk.wait(desk.word('The test slip is printed.'))
        keep_picture(desk, 'desk-tried')
        expect(scan(printer.slips(least=1)[0][1]).startswith(PUBLIC), 'the test slip scans')
        printer.start('--cover', 'open')
        desk.wait(desk.word("The printer's cover is open."))
        expect(not desk.has(desk.word('Print a test slip'), 'button'), 'nothing to be tried')


if __name__ == '__main__':
    raise SystemExit(run([
        a_slip_is_offered_printed_once_and_scans,
        without_a_printer_no_slip_is_offered,
        paper_that_is_out_is_no_slip_and_paper_that_is_back_is_one,
        a_slip_that_breaks_off_is_told_and_not_tried_again,
        a_slow_printer_holds_no_guest_up,
        staff_see_the_printer_and_try_it,
    ]))
