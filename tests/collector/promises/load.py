# SPDX-License-Identifier: GPL-3.0-or-later
"""Kiosks that send as fast as they are answered, keep every receipt, and send again whatever has
none; and the judgement at the end: what has a receipt is there, everything is there once."""

import http.client
import json
import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import uuid

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..'))
from house import House, Kiosk  # noqa: E402

PATIENCE = 30  # seconds after which an answer that has not come never will


def fail(*words):
    sys.exit(f'{os.path.basename(sys.argv[0])}: ' + ' '.join(str(word) for word in words))


class QuietHouse(House):
    """Its log goes where nobody looks."""

    def start(self):
        return super().start(stderr=subprocess.DEVNULL)


def make_house(*words, per_minute=1000000, folder=None):
    """A house that is set up, with a limit on requests that load does not meet. FOLDER: where its
    data lies, if not in a folder of its own."""
    house = QuietHouse(*words)
    house.data = folder or house.data
    config = os.path.join(house.folder.name, 'collector.conf')
    with open(config, 'w', encoding='utf-8') as file:
        file.write(f'[serve]\ndevice-requests-per-minute={per_minute}\n')
    house.words = (*words, '--config', config)
    return house.set_up()


class Link:
    """One connection that is opened again when it is gone. SOURCE: the address it comes from."""

    def __init__(self, house, source=None):
        self.house, self.source, self.link, self.port = house, source, None, None

    def ask(self, method, path, body=None, token=None):
        if self.link is None or self.port != self.house.port:
            self.close()
            self.port = self.house.port
            self.link = http.client.HTTPConnection(
                '127.0.0.1', self.port, timeout=PATIENCE,
                source_address=(self.source, 0) if self.source else None)
        headers = {'Content-Type': 'application/json'} if body is not None else {}
        if token:
            headers['Authorization'] = f'Bearer {token}'
        try:
            self.link.request(method, path, body, headers)
            reply = self.link.getresponse()
            data = reply.read()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        return reply.status, {k.lower(): v for k, v in reply.getheaders()}, data

    def close(self):
        if self.link is not None:
            self.link.close()
            self.link = None


class Sender(threading.Thread):
    """COUNT: items to number in all; None: until it is ended. What it has numbered is sent until it
    has its receipt, also after `ending` is set, unless it is abandoned."""

    def __init__(self, house, kiosk, batch=20, count=None, source=None):
        super().__init__(daemon=True)
        self.house, self.kiosk, self.batch, self.count = house, kiosk, batch, count
        self.link = Link(house, source)
        self.ending, self.abandoned = threading.Event(), threading.Event()
        self.waiting, self.acknowledged = [], set()
        self.wrong, self.told_to_wait, self.faults, self.answers = [], 0, 0, 0
        self.slowest, self.patience = 0.0, 1.0  # seconds; it waits no longer, whatever it is told

    def run(self):
        while not self.abandoned.is_set():
            if not self.waiting and not self.take_next():
                break
            self.exchange()
        self.link.close()

    def take_next(self):
        left = self.batch if self.count is None else min(self.batch, self.count - self.kiosk.sequence)
        if self.ending.is_set() or left <= 0 or self.wrong:
            return False
        self.waiting = [self.kiosk.item() for _ in range(left)]
        return True

    def exchange(self):
        body = json.dumps(self.kiosk.envelope(*self.waiting), ensure_ascii=False).encode()
        before = time.monotonic()
        try:
            status, headers, data = self.link.ask('POST', '/api/v1/batches', body, self.kiosk.token)
        except (OSError, http.client.HTTPException) as error:
            self.faults += 1
            if isinstance(error, socket.timeout):
                self.wrong.append('no answer')
            self.abandoned.wait(0.005)
            return
        self.slowest = max(self.slowest, time.monotonic() - before)
        self.answers += 1
        if status == 200:
            self.judge(json.loads(data))
        elif status in (429, 503) and headers.get('retry-after', '').isdigit():
            self.told_to_wait += 1
            self.abandoned.wait(min(self.patience, int(headers['retry-after'])))
        else:
            self.wrong.append((status, headers, data[:300]))
            self.abandoned.set()

    def judge(self, reply):
        receipts = reply['items']
        if len(receipts) != len(self.waiting):
            self.wrong.append((len(receipts), 'receipts'))
        for item, receipt in zip(self.waiting, receipts):
            same = all(item[name] == receipt[name] for name in ('sequence', 'id', 'digest'))
            if not same or receipt['status'] not in ('stored', 'duplicate'):
                self.wrong.append((item['sequence'], receipt))
            self.acknowledged.add(item['id'])
        self.waiting = []

    def end(self):
        """Has sent all it numbered when it returns."""
        self.ending.set()
        self.join(PATIENCE * 4)
        if self.is_alive():
            fail('a kiosk does not come to its end')


def make_senders(house, count, **how):
    return [Sender(house, Kiosk(house, f'K{i}'), **how) for i in range(count)]


def list_rows(data):
    """The ids of all responses in the database of folder DATA."""
    link = sqlite3.connect(f'file:{data}/collector.db?mode=ro', uri=True)
    rows = [str(uuid.UUID(bytes=row[0])) for row in link.execute('SELECT id FROM response')]
    link.close()
    return rows


def judge(house, senders):
    """After the last receipt: nothing wrong, nothing lost, nothing twice. How many rows there are."""
    found = house.run('verify', seconds=1200)
    rows = list_rows(house.data)
    known = set(rows)
    for sender in senders:
        if sender.wrong:
            fail('a wrong answer:', sender.wrong[:3])
        if sender.acknowledged - known:
            fail(len(sender.acknowledged - known), 'that had their receipt are lost')
    numbered = sum(sender.kiosk.sequence for sender in senders)
    if not found['sound'] or len(rows) != len(known) or len(rows) != numbered:
        fail(found['findings'][:5], len(rows), 'rows of', numbered, 'that were sent')
    for device in found['devices']:
        if device['missing'] or not device['intact'] or device['complete_to'] != device['last']:
            fail('incomplete:', {k: v for k, v in device.items() if k != 'days'})
    return len(rows)


def read_memory(pid):
    """Resident bytes and open descriptors."""
    with open(f'/proc/{pid}/status', encoding='ascii') as file:
        resident = next(line for line in file if line.startswith('VmRSS:'))
    return int(resident.split()[1]) * 1024, len(os.listdir(f'/proc/{pid}/fd'))
