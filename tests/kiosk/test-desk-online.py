#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The staff's desk with the real collector: whose PIN counts, what is seen of the venue's cases, and that
what is done here happens there, at once or when the network is back."""
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'collector'))
import house  # noqa: E402
from desk import CONFIG, PIN_NEW, PIN_WANG, Desk, expect  # noqa: E402
from visit import Failure, run  # noqa: E402

NAME = '王经理'
OWN = re.sub('house-public-key=.*', '', CONFIG)      # the house's key is the collector's
ADDRESS = """
[collector]
address=http://127.0.0.1:%d
"""


def until(what, condition, seconds=240):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise Failure('not after %g s: %s' % (seconds, what))
        time.sleep(.1)


class Online:
    """A house with one member of staff, a kiosk that is enrolled there, and another kiosk that looks."""

    def __enter__(self):
        self.home = house.House().set_up().start()
        self.home.run('user', 'add', 'wang', '--role', 'manager', '--public-name', NAME, '--venue', self.home.venue,
                      text='correct horse battery staple\n')
        self.set_pin(PIN_WANG)
        self.watcher = house.Kiosk(self.home, 'Watcher')
        self.desk = OnlineDesk(self.home.port)
        self.data = self.desk.data
        self.enrol()
        return self

    def __exit__(self, kind, value, trace):
        try:
            self.desk.__exit__(kind, value, trace)
        finally:
            self.home.__exit__(kind, value, trace)
            shutil.rmtree(self.data, ignore_errors=True)

    def set_pin(self, pin):
        self.home.run('user', 'pin', 'wang', text=pin + '\n')

    def set_pin_in_a_power_cut(self, pin):
        """The collector dies while it is told, and is told again if it was not heard to have done it."""
        command = subprocess.Popen([house.PROGRAM, 'user', 'pin', 'wang', '--data', self.home.data, '--json'],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        command.stdin.write(pin + '\n')
        command.stdin.flush()
        self.cut_the_power()
        command.communicate(timeout=60)
        if command.returncode != 0:
            self.set_pin(pin)

    def cut_the_power(self):
        """Of both, at once; both start again with what is on their disks."""
        self.desk.end(signal.SIGKILL)
        self.home.stop(signal.SIGKILL)
        self.start_again()
        self.desk = OnlineDesk(self.home.port, data=self.data)
        self.desk.hook('painted rest', seconds=60)

    def enrol(self):
        path, said = os.path.join(self.desk.data, 'upload-status'), ['']

        def has_code():
            if os.path.exists(path):
                with open(path, encoding='utf-8') as f:
                    said[0] = f.read()
            return said[0].startswith('enrolling: ')
        until('a code', has_code)
        self.home.run('device', 'approve', said[0].split()[1])
        self.wait_for_staff()
        self.desk.hook('painted rest', seconds=60)

    def staff(self):
        for stage in ('first', 'second', 'current'):
            path = os.path.join(self.desk.data, 'received', stage, 'desk.json')
            if os.path.exists(path):
                with open(path, encoding='utf-8') as f:
                    return json.load(f)['staff']
        return []

    def wait_for_staff(self, former=None):
        until('the staff', lambda: self.staff() and self.staff()[0]['pin_hash'] != former)

    def cases(self):
        status, _, said = self.home.ask('GET', '/api/v1/device/cases', token=self.watcher.token)
        expect(status == 200, 'the collector answers %s' % status)
        return said['cases']

    def wait_for_case(self, what, condition):
        until(what, lambda: any(condition(c) for c in self.cases()))

    def start_again(self):
        """The collector, where it was."""
        self.home.server = subprocess.Popen(
            [house.PROGRAM, 'serve', '--data', self.home.data, '--listen', '127.0.0.1:%d' % self.home.port],
            stdout=subprocess.PIPE, text=True)
        expect(self.home.server.stdout.readline().startswith('listening'), 'the collector did not start')


class OnlineDesk(Desk):
    def __init__(self, port, data=None):
        self.port = port
        super().__init__(staff=(), data=data, settings=OWN + ADDRESS % port, is_waiting=False)


def call(online):
    """A guest calls for staff; the collector makes a case of it."""
    desk = online.desk
    desk.tap(desk.word('Call staff'), 'button')
    online.wait_for_case('a call', lambda c: c['kind'] == 'call')
    desk.tap(desk.word('All right'), 'button')
    desk.gone(desk.word('All right'), 'button')


def open_case(desk):
    name = [n for n in desk.names() if n.startswith('A-0')][0]
    desk.tap(name, 'button')
    desk.hook('painted desk-case')


def leave(desk):
    desk.tap(desk.word('Leave'), 'button')
    desk.hook('painted rest')


def a_lost_pin_is_replaced_at_the_collector():
    with Online() as online:
        desk = online.desk
        desk.come_in()
        desk.wait(NAME)
        leave(desk)
        former = online.staff()[0]['pin_hash']
        online.set_pin(PIN_NEW)
        online.wait_for_staff(former)
        desk.knock()
        desk.enter(PIN_WANG)
        desk.wait('~4 tries')
        desk.end(signal.SIGKILL)
        online.home.stop()                    # no network either
        with OnlineDesk(online.home.port, data=desk.data) as again:
            again.hook('painted rest', seconds=60)
            again.knock()
            again.enter(PIN_NEW)
            again.hook('painted desk', seconds=60)
        online.start_again()


def a_new_pin_outlives_a_power_cut_at_any_point():
    with Online() as online:
        old = PIN_WANG
        for point, pin in (('while it is set', PIN_NEW), ('once it is set', '640218'), ('once the kiosk has it', '375904'),
                           ('once it has opened the desk', '718263')):
            former = online.staff()[0]['pin_hash']
            if point == 'while it is set':
                online.set_pin_in_a_power_cut(pin)
            else:
                online.set_pin(pin)
            if point.startswith('once the kiosk') or point.startswith('once it has'):
                online.wait_for_staff(former)
            if point == 'once it has opened the desk':
                online.desk.come_in(pin)
            if point != 'while it is set':
                online.cut_the_power()
            online.wait_for_staff(former)
            desk = online.desk
            desk.knock()
            desk.enter(old)
            desk.wait('~4 tries')
            desk.enter(pin)
            desk.hook('painted desk', seconds=60)
            leave(desk)
            old = pin


def what_is_done_here_happens_there():
    with Online() as online:
        desk = online.desk
        call(online)
        desk.come_in()
        desk.wait(desk.word('Connected to the collector.'))
        open_case(desk)
        desk.tap(desk.word('I take care of it'), 'button')
        online.wait_for_case('taken by ' + NAME, lambda c: c['state'] == 'acknowledged' and c['owner'] == NAME)
        desk.wait('~%s has it' % NAME)
        open_case(desk)
        desk.tap(desk.word('Close the case'), 'button')
        desk.tap(desk.word('Put right: the guest is content'), 'button')
        desk.tap(desk.word('Close the case'), 'button')
        until('no open case', lambda: not online.cases())
        desk.wait(desk.word('No case is open.'))


def what_is_done_without_a_network_happens_when_it_is_back():
    with Online() as online:
        desk = online.desk
        call(online)
        online.home.stop()
        desk.come_in()
        desk.wait(desk.word('The collector cannot be reached. You see what this kiosk knows.'), seconds=60)
        open_case(desk)
        desk.tap(desk.word('I take care of it'), 'button')
        desk.wait('~%s has it' % NAME)
        desk.end(signal.SIGKILL)
        online.start_again()
        expect(online.cases()[0]['owner'] is None, 'nobody has told the collector yet')
        with OnlineDesk(online.home.port, data=desk.data):
            online.wait_for_case('taken by ' + NAME, lambda c: c['owner'] == NAME)


def a_drill_is_marked_as_one():
    with Online() as online:
        desk = online.desk
        desk.come_in()
        desk.tap(desk.word('Begin a drill'), 'button')
        desk.hook('painted desk-drill')
        desk.tap(desk.word('Begin the drill'), 'button')
        online.wait_for_case('a drill', lambda c: c['kind'] == 'drill')
        desk.wait('~A-.*' + desk.word('Drill'))


def a_case_of_another_kiosk_is_seen_here():
    with Online() as online:
        desk = online.desk
        body = online.watcher.body(kind='call-staff', state='complete', survey=None, answers={})
        status, _, said = online.watcher.send(online.watcher.item(body, kind='call-staff'))
        expect(status == 200 and said['items'][0]['status'] == 'stored', said)
        online.wait_for_case('a call', lambda c: c['kind'] == 'call')
        number = online.cases()[0]['number']
        desk.come_in()
        desk.wait('~' + number)


run([a_lost_pin_is_replaced_at_the_collector, a_new_pin_outlives_a_power_cut_at_any_point,
     what_is_done_here_happens_there,
     what_is_done_without_a_network_happens_when_it_is_back, a_drill_is_marked_as_one,
     a_case_of_another_kiosk_is_seen_here])
