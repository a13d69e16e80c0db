# SPDX-License-Identifier: GPL-3.0-or-later
"""A house with staff, the real kiosk in front of it, and its console open in Chromium: what the tests that
go the whole way have in common, with what a guest does at the kiosk and staff at the console."""
import os
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, *(os.path.join(HERE, '..', part) for part in ('tools', 'collector', 'kiosk')),
                os.path.join(HERE, '..', '..', 'assets', 'demo')]
import fill  # noqa: E402
import house  # noqa: E402
from visit import Failure, Kiosk, Texts, house_survey  # noqa: E402

CONFIG = """
[house]
house-public-key=%s

[kiosk]
language=en
letter=A

[look]
style=day
pulse=false

[times]
thanks-complaint=300
typing=300

[collector]
address=%s
%s
"""
OWN = Texts('en', house_survey('complaint'))
WORDS, PHONE, PUBLIC_NAME = 'The soup was cold twice', '13912345678', '王经理'
STEPS = 5
AGREE = 3       # the step that is an agreement, from 0


def expect(is_so, what):
    if not is_so:
        raise Failure(what)


class Place:
    """A house with staff, a kiosk of it, and the console open in a browser."""

    def __init__(self, chromium, own=None, kiosk_settings=''):
        """OWN: the house, where it is another than the usual one; KIOSK_SETTINGS: lines of its key file."""
        self.chromium, self.house, self.kiosk = chromium, own or house.House(), None
        self.kiosk_settings = kiosk_settings

    def __enter__(self):
        self.house.set_up()
        for kind in ('complaint', 'suggestion'):
            self.house.run('survey', 'publish', house_survey(kind))
        self.house.start()
        self.address = 'http://127.0.0.1:%d' % self.house.port
        self.staff = fill.House(house.PROGRAM, self.house.data, self.address)
        self.staff.let_in()
        self.kiosk = self.open_kiosk()
        self.console = self.open_console()
        return self

    def __exit__(self, *why):
        if self.kiosk:
            self.kiosk.__exit__(*why)
        self.house.__exit__()

    def open_kiosk(self):
        data = os.path.join(self.house.folder.name, 'kiosk')
        os.mkdir(data, 0o700)
        token = self.house.run('token', '--name', 'A', '--identity', os.path.join(data, 'identity'))['token']
        path = os.path.join(data, 'token')
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), 'w', encoding='ascii') as file:
            file.write(token)
        _, _, told = self.house.ask('GET', '/api/v1/device/configuration', token=token)
        kiosk = Kiosk(config=CONFIG % (told['house_public_key'], self.address, self.kiosk_settings), data=data)
        kiosk.hook('painted rest', 60)
        return kiosk

    def open_console(self):
        person = self.chromium.person('wang', language='en')
        person.go(self.address + '/console')
        person.do('fill', selector='#name', text='wang')
        person.do('fill', selector='#password', text=self.staff.passwords['wang'])
        person.do('click', selector='form button')
        person.do('click', selector='.me button[value=en]')
        person.do('click', selector='#duty button')
        person.do('shown', selector='#live.is-on')
        return person


def complain(kiosk):
    """By touches, to the thanks; when it was confirmed."""
    kiosk.tap(OWN.word('Complaint or suggestion'))
    kiosk.tap(OWN.word('I have a complaint'))
    kiosk.tap(OWN.choice('what', 'illness'))
    kiosk.tap(OWN.word('Next'))
    kiosk.touch(*kiosk.middle(OWN.title('words'), role='text box'))
    kiosk.write(WORDS)
    kiosk.tap(OWN.word('Next'))
    kiosk.wait(OWN.title('tableNumber'))
    kiosk.tap(OWN.word('Skip'))
    kiosk.tap(OWN.word("Yes, that's right"))
    kiosk.tap(OWN.choice('wish', 'call'))
    kiosk.tap(OWN.choice('callback', 'yes'))
    kiosk.tap(OWN.word('Next'))
    kiosk.touch(*kiosk.middle(OWN.title('phone'), role='text box'))
    kiosk.write(PHONE)
    kiosk.tap(OWN.word('Next'))
    kiosk.wait(OWN.title('callName'))
    kiosk.forget_hooks()
    place = kiosk.middle(OWN.word('Done'))
    confirmed = time.monotonic()
    kiosk.touch(*place)
    kiosk.hook('ack ')
    return confirmed


def hear(place, number, confirmed):
    """Until the bell of the page that stands there names the case."""
    place.console.do('shown', selector='#bell a', text=number)
    print('# %s: from confirmed to rung %.0f ms' % (number, (time.monotonic() - confirmed) * 1000), flush=True)
    place.console.do('shown', selector='#board li', text=number)
    expect(place.console.do('is_marked'), 'the page was loaded anew')


def leave_thanks(kiosk):
    kiosk.tap(OWN.word('Done'))
    kiosk.hook('painted rest')


def work_to_the_end(console):
    """The steps, with the call back that is promised and kept, then the closing with its causes."""
    for number in range(STEPS):
        act = 'agree' if number == AGREE else 'step'
        console.do('fill', selector='#%s-words' % act, text='step %d is done' % number)
        console.do('click', selector='#next form[data-act=%s] button' % act)
    expect(console.do('count', selector='.steps .is-done') == STEPS, 'not every step is done')
    console.do('click', selector='#promises form[data-act=keep] button')
    expect(console.do('count', selector='#promises form[data-act=keep]') == 0, 'the promise is not kept')
    console.do('click', selector='#act-close summary')
    for name, value in (('to', 'recovered'), ('outcome', 'satisfied')):
        console.do('choose', selector='#close-' + name, value=value)
    for name in ('stated', 'root', 'responsibility'):
        console.do('choose', selector='#close-' + name, index=1)
    console.do('fill', selector='#close-cost', text='38.50')
    console.do('check', selector='#close-no-action')
    console.do('click', selector='#act-close button')
    console.do('shown', selector='main', text='Recovered')
    expect(console.do('count', selector='#act-reopen') == 1, 'it is not closed: ' + console.text('main'))
