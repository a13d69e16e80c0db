#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A drill from the shell to its report: it rings, is taken, worked and closed like any case, no figure
moves, and what is not there is a page."""

import http.client
import os
import re
import sys
import time
import unittest
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Kiosk  # noqa: E402
from robot import Receiver  # noqa: E402
from visitor import Browser  # noqa: E402

PATIENCE = 30
PASSWORD = 'three hens and a lantern'
# What a machine counts of itself; a question is counted, too.
OWN = re.compile(r'aftertaste_(http|store_(jobs|transactions|checkpoints|queue|data|log)|process|event|uptime)')


class Drills(unittest.TestCase):
    def setUp(self):
        self.receiver = Receiver()
        self.addCleanup(self.receiver.close)
        self.house = House()
        self.addCleanup(self.house.__exit__)
        folder = self.house.folder.name
        robots, settings = os.path.join(folder, 'robots'), os.path.join(folder, 'settings')
        with open(robots, 'w', encoding='utf-8') as file:
            file.write(f'wecom {self.receiver.address}/wecom?key=k\n')
        with open(settings, 'w', encoding='utf-8') as file:
            file.write(f'[notify]\nrobot-file={robots}\nprivate-addresses=true\n')
        self.house.words = ('--config', settings)
        made = self.house.run('setup', '老灶火锅', '--venue', '人民广场', '--language', 'en')
        self.address = urllib.parse.urlparse(made['address'])
        self.journal = os.path.join(folder, 'journal')
        with open(self.journal, 'a', encoding='utf-8') as journal:
            self.house.start(stderr=journal)
        self.owner = Browser(self.house)

    def come_in(self):
        page = self.owner.get(self.address.path)[2]
        self.assertEqual(self.owner.send(page, self.address.path, name='mei', public_name='梅姐',
                                         new_password=PASSWORD, again=PASSWORD)[0], 303)

    def go_on_duty(self, browser):
        page = browser.get('/console')[2]
        self.assertEqual(browser.send(page, '/duty', on='yes')[0], 303)

    def listen(self):
        link = http.client.HTTPConnection('127.0.0.1', self.house.port, timeout=PATIENCE)
        self.addCleanup(link.close)
        link.request('GET', '/console/events', headers={'Cookie': self.owner.cookie,
                                                        'Accept': 'text/event-stream'})
        stream = link.getresponse()
        self.assertEqual(stream.status, 200)
        return stream

    def wait_for_report(self, drill, is_there):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            report = self.house.run('drill', '--report', drill)
            if is_there(report):
                return report
            time.sleep(0.05)
        self.fail(report)

    def figures(self):
        """What the metrics say of guests, responses and cases."""
        text = self.house.ask('GET', '/metrics')[2].decode()
        return [line for line in text.splitlines()
                if not line.startswith('#') and not OWN.match(line)]

    def work_to_the_end(self, path):
        for _ in range(5):
            page = self.owner.get(path)[2]
            actions = [action for action, _ in page.forms if action]
            act = '/step' if path + '/step' in actions else '/agree'
            status, _, text = self.owner.send(page, act, words='重做一份,不收钱', promise='')
            self.assertEqual(status, 303, text)
        page = self.owner.get(path)[2]
        status, _, text = self.owner.send(page, '/close', to='recovered')
        self.assertEqual(status, 303, text)

    def test_a_drill_walks_the_whole_chain(self):
        self.come_in()
        self.house.run('user', 'add', 'li', '--role', 'staff', '--public-name', '小李', '--venue',
                       '人民广场', text=PASSWORD + '\n')
        other = Browser(self.house)
        self.assertEqual(other.send(other.get('/console/sign-in')[2], '/sign-in', name='li',
                                    password=PASSWORD)[0], 303)
        self.go_on_duty(self.owner)
        self.go_on_duty(other)
        kiosk = Kiosk(self.house)
        before = self.figures()
        self.assertTrue(before)
        stream = self.listen()
        begun = self.house.run('drill', '--venue', '人民广场')
        self.assertEqual((begun['number'], begun['state']), ('DRILL-0001', 'new'))
        self.assertIn('still open', self.house.run('drill', status=1))
        line = ''
        while not line.startswith('data: '):
            line = stream.readline().decode()
        self.assertIn('"event":"flagged"', line)
        self.assertIn('"kind":"drill"', line)
        listed = self.house.ask('GET', '/api/v1/device/cases', token=kiosk.token)[2]['cases']
        self.assertEqual([(one['kind'], one['number']) for one in listed], [('drill', 'DRILL-0001')])
        path = '/console/cases/' + begun['drill']
        page = self.owner.get(path)[2]
        self.assertEqual(self.owner.send(page, '/acknowledge')[0], 303)
        self.work_to_the_end(path)
        report = self.wait_for_report('DRILL-0001', lambda one: one['consoles'] is not None)
        self.assertRegex(report['sentence'], r'^梅姐 took it after \d+ s; due after \d+ (s|min): in time\.$')
        self.assertEqual((report['taken_by'], report['in_time'], report['consoles']), ('梅姐', True, 1))
        self.assertEqual(sorted(report['on_duty']), sorted(['小李', '梅姐']))
        self.assertEqual(sorted(report['signed_in']), sorted(['小李', '梅姐']))
        self.assertEqual((report['rang_for'], report['did_nothing']), (['梅姐'], ['小李']))
        self.assertEqual((report['robots'], report['passed_up']), ([], 0))
        self.assertIsNotNone(report['closed'])
        done = [one['what'] for one in report['history'] if one['who'] == '梅姐']
        self.assertEqual(done, ['acknowledged', 'step calm', 'step ask', 'step listen', 'agreed',
                                'step answer', 'closed recovered'])
        page = self.owner.get('/console/drills/' + begun['drill'])[2]
        self.assertIn(report['sentence'], page.text)
        self.assertEqual(self.figures(), before)
        self.assertTrue(self.house.run('verify')['sound'])
        self.assertEqual(self.house.run('drill')['number'], 'DRILL-0002')

    def test_where_no_console_is_open_the_robot_is_told(self):
        begun = self.house.run('drill')
        told = self.receiver.told.get(timeout=PATIENCE)[1]['text']['content']
        self.assertTrue(told.startswith('[Drill] 人民广场: '), told)
        self.assertIn('DRILL-0001', told)
        report = self.wait_for_report(begun['drill'], lambda one: len(one['robots']) == 2)
        self.assertEqual(report['consoles'], 0)
        self.assertEqual(sorted(one.get('result', '') for one in report['robots']), ['', 'taken'])
        self.assertRegex(report['sentence'], '^Nobody has taken it for ')

    def test_what_cannot_be_is_refused(self):
        self.assertIn('no such', self.house.run('drill', '--venue', 'Nowhere', status=1))
        self.assertIn('no such drill', self.house.run('drill', '--report', 'DRILL-0009', status=1))
        self.assertIn('not both', self.house.run('drill', '--report', 'x', '--venue', 'y', status=1))

    def test_what_is_not_there_is_a_page(self):
        for method, path in (('DELETE', '/console/cases'), ('DELETE', '/console/nonsense'),
                             ('OPTIONS', '/console/cases'), ('OPTIONS', '/console/nonsense')):
            status, headers, page = Browser(self.house).ask(method, path)
            self.assertEqual(status, 403, (method, path))
            self.assertTrue(page.startswith('<!DOCTYPE html>'))
            self.assertNotIn('allow', headers)
        self.come_in()
        status, headers, page = self.owner.ask('GET', '/console/nonsense')
        self.assertEqual((status, headers['content-type']), (404, 'text/html; charset=utf-8'))
        self.assertIn('This is not here', page)
        own = {'Origin': f'http://127.0.0.1:{self.house.port}', 'Sec-Fetch-Site': 'same-origin'}
        status, headers, page = self.owner.ask('DELETE', '/console/cases', headers=own)
        self.assertEqual((status, headers['allow']), (405, 'OPTIONS, GET, HEAD'))
        self.assertIn('Back to Today', page)
        with open(self.journal, encoding='utf-8') as journal:
            lines = [line for line in journal if 'status=405' in line]
        self.assertEqual(len(lines), 1)
        self.assertRegex(lines[0], ' user=[0-9a-f-]{36} status=405 ')
        self.assertNotIn('device=', lines[0])


if __name__ == '__main__':
    unittest.main()
