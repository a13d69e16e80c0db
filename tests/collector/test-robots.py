#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house's group robots, told by a running collector: over real HTTP, to a receiver on loopback."""

import os
import sys
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import SURVEYS, House, Kiosk  # noqa: E402
from robot import Receiver  # noqa: E402

PATIENCE = 30


class Robots(unittest.TestCase):
    def setUp(self):
        self.receiver = Receiver()
        self.addCleanup(self.receiver.close)
        self.house = House()
        self.addCleanup(self.house.__exit__)
        folder = self.house.folder.name
        self.robots = os.path.join(folder, 'robots')
        self.settings = os.path.join(folder, 'settings')

    def start(self, robots, private='true'):
        with open(self.robots, 'w', encoding='utf-8') as file:
            file.write(robots)
        with open(self.settings, 'w', encoding='utf-8') as file:
            file.write(f'[notify]\nrobot-file={self.robots}\nprivate-addresses={private}\n')
        self.house.words = ('--config', self.settings)
        self.house.set_up()
        self.complaint = self.house.run('survey', 'publish',
                                        os.path.join(SURVEYS, 'complaint.json'))['survey']
        self.journal = os.path.join(self.house.folder.name, 'journal')
        with open(self.journal, 'a', encoding='utf-8') as journal:
            self.house.start(stderr=journal)
        self.kiosk = Kiosk(self.house)

    def complain(self):
        body = self.kiosk.body(kind='complaint', state='complete', table='12',
                               answers={'what': ['foreign-object'], 'wish': 'now'},
                               survey={'id': 'complaint', 'version': '1', 'digest': self.complaint})
        reply = self.kiosk.send(self.kiosk.item(body))[2]
        self.assertEqual(reply['items'][0]['status'], 'stored')

    def wait_for_line(self, part):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with open(self.journal, encoding='utf-8') as journal:
                if part in journal.read():
                    return
            time.sleep(0.05)
        self.fail(part)

    def test_each_robot_is_told_in_its_own_form(self):
        at = self.receiver.address
        self.start(f'# ours\nwecom {at}/wecom?key=k\ndingtalk {at}/dingtalk?access_token=t SECx\n'
                   f'feishu {at}/feishu secret\n')
        self.complain()
        told = dict(self.receiver.told.get(timeout=PATIENCE) for _ in range(3))
        self.assertEqual(set(path.split('?')[0] for path in told), {'/wecom', '/dingtalk', '/feishu'})
        for path, body in told.items():
            text = (body.get('content') or body['text'])
            text = text.get('text') or text['content']
            self.assertIn('人民广场', text)
            self.assertIn('A-0001', text)
            self.assertIn('12', text)
            self.assertNotIn('foreign', text)
            if path.startswith('/dingtalk'):
                self.assertRegex(path, r'access_token=t&timestamp=\d+&sign=[A-Za-z0-9%]+$')
            if path.startswith('/feishu'):
                self.assertTrue(body['sign'] and body['timestamp'].isdigit())

    def test_an_address_inside_is_not_spoken_to(self):
        self.start(f'wecom {self.receiver.address.replace("http:", "https:")}/x\n', private='false')
        self.complain()
        self.wait_for_line('event=robot-failed')
        self.assertTrue(self.receiver.told.empty())

    def test_a_wrong_file_is_named_and_nothing_starts(self):
        self.house.set_up()
        for text in ('slack https://a.example/hush\n', 'wecom\n'):
            with open(self.robots, 'w', encoding='utf-8') as file:
                file.write(text)
            with open(self.settings, 'w', encoding='utf-8') as file:
                file.write(f'[notify]\nrobot-file={self.robots}\n')
            said = self.house.run('serve', '--config', self.settings, '--listen', '127.0.0.1:0',
                                  status=1)
            self.assertIn('Line 1: ', said)
            self.assertNotIn('hush', said)


if __name__ == '__main__':
    unittest.main()
