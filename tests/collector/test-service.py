#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The collector as systemd runs it: a socket that was made for it, signs of life that come from
asking through that socket, and an end that finishes what was taken."""

import os
import socket
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
from house import House, PROGRAM  # noqa: E402


class Service(unittest.TestCase):
    def setUp(self):
        self.house = House().set_up()
        self.addCleanup(self.house.__exit__)
        self.listening = socket.socket(socket.AF_UNIX)
        self.path = os.path.join(self.house.folder.name, 'http.sock')
        self.listening.bind(self.path)
        self.listening.listen(16)
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.manager.bind(os.path.join(self.house.folder.name, 'notify'))
        self.manager.settimeout(20)

    def tearDown(self):
        self.listening.close()
        self.manager.close()

    def start(self, watchdog_ms):
        """As systemd.exec(5) hands things over: the socket is descriptor 3."""
        number = self.listening.fileno()
        given = {**os.environ, 'NOTIFY_SOCKET': self.manager.getsockname(), 'LISTEN_FDS': '1',
                 'WATCHDOG_USEC': str(watchdog_ms * 1000)}
        line = f'exec 3<&{number}; export LISTEN_PID=$$; exec "$0" serve --data "$1"'
        self.house.server = subprocess.Popen(['sh', '-c', line, PROGRAM, self.house.data], env=given,
                                             pass_fds=[number], stdout=subprocess.PIPE, text=True)

    def told(self):
        return self.manager.recv(4096).decode().strip()

    def health(self):
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(20)
        link.connect(self.path)
        link.sendall(b'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
        reply = b''.join(iter(lambda: link.recv(4096), b''))
        link.close()
        return reply

    def test_ready_alive_and_stopping_are_told_in_that_order(self):
        self.start(watchdog_ms=600)
        self.assertEqual(self.told(), 'READY=1')
        self.assertEqual(self.house.server.stdout.readline(), f'listening on unix:{self.path}\n')
        self.assertTrue(self.health().startswith(b'HTTP/1.1 200 '))
        self.assertEqual([self.told(), self.told()], ['WATCHDOG=1'] * 2)
        self.assertEqual(self.house.stop(), 0)
        rest = [self.told()]
        while rest[-1] != 'STOPPING=1':
            rest.append(self.told())
        self.assertEqual(set(rest[:-1]) - {'WATCHDOG=1'}, set())

    def test_a_second_serve_of_the_same_folder_is_refused(self):
        self.start(watchdog_ms=0)
        self.assertEqual(self.told(), 'READY=1')
        done = subprocess.run([PROGRAM, 'serve', '--data', self.house.data, '--listen', '127.0.0.1:0'],
                              capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual((done.returncode, done.stdout), (1, ''))
        self.assertTrue(done.stderr.startswith('aftertaste-collector: '), done.stderr)


if __name__ == '__main__':
    unittest.main()
