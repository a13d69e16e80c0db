# SPDX-License-Identifier: GPL-3.0-or-later
"""A house with a kiosk whose guests have slips, and the listener for their phones."""

import base64
import hashlib
import http.client
import json
import os
import sqlite3
import subprocess
import sys
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, '..', '..', 'assets', 'demo'))
import fill  # noqa: E402
import house  # noqa: E402

LINK_KEY = bytes(range(32))
WORDS = '<script>document.title="owned"</script> 汤是冷的，等了四十分钟。"><img src=x onerror=owned()>'
NUMBER, NAME = '13812345678', '欧阳小明'


class Failure(Exception):
    """What was seen."""


def expect(is_so, what):
    if not is_so:
        raise Failure(what)


def make_token(device, response, key=LINK_KEY):
    """DESIGN §10, written from there and not from the program."""
    signed = b'\x01' + uuid.UUID(device).bytes[8:] + uuid.UUID(response).bytes
    mac = hashlib.blake2b(signed, key=key, digest_size=16).digest()
    return base64.urlsafe_b64encode(signed + mac).rstrip(b'=').decode()


class Place:
    """A house with a kiosk whose link key is known, and the phones' listener behind a proxy's words."""

    def __init__(self):
        self.house = house.House()
        settings = os.path.join(self.house.folder.name, 'settings')
        with open(settings, 'w', encoding='utf-8') as file:
            file.write('[serve]\nbehind-proxy=true\n')
        self.house.words = ('--public-listen', '127.0.0.1:0', '--config', settings)
        self.sender = 0

    def __enter__(self):
        try:
            self.house.set_up()
            self.house.run('survey', 'publish', os.path.join(house.SURVEYS, 'complaint.json'))
            self.house.run('venue', 'change', '人民广场', '--details', self.write_details())
            self.house.start(stderr=subprocess.DEVNULL)
            line = self.house.server.stdout.readline()
            expect(line.startswith('listening for phones on 127.0.0.1:'), line)
            self.port = int(line.rsplit(':', 1)[1])
            self.address = f'http://127.0.0.1:{self.port}'
            self.kiosk = self.let_in()
        except BaseException:
            self.house.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.house.__exit__()

    def write_details(self):
        path = os.path.join(self.house.folder.name, 'details.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump({'texts': {'telephone': '021-5555 0199', 'names': {
                'zh-CN': '老灶火锅 人民广场店', 'zh-TW': '老灶火鍋 人民廣場店', 'en': 'Old Stove, People’s Square'}}}, file)
        return path

    def let_in(self):
        self.device = str(uuid.uuid4())
        codes = self.house.ask('POST', '/api/v1/device/authorization', {
            'device_id': self.device, 'link_key': LINK_KEY.hex(), 'name': 'A'})[2]
        self.house.run('device', 'approve', codes['user_code'])
        given = self.house.ask('POST', '/api/v1/device/token', {'device_code': codes['device_code']})[2]
        return fill.Kiosk(f'http://127.0.0.1:{self.house.port}', self.device, given['access_token'])

    def complain(self):
        """A guest has complained; the token on the slip."""
        body = self.kiosk.complaint(['food', 'waiting'], WORDS, NUMBER, name=NAME, table='12')
        return make_token(self.device, body['id'])

    def ask(self, method, path, body=None, headers=None, sender=None):
        """Status, all headers and the body; each stranger comes from an address of their own."""
        self.sender += 1
        link = http.client.HTTPConnection('127.0.0.1', self.port, timeout=30)
        address = sender or '10.%d.%d.%d' % (self.sender >> 16, self.sender >> 8 & 255, self.sender & 255)
        sent = {'X-Forwarded-For': address, 'Accept-Language': 'zh-CN', **(headers or {})}
        if body is not None:
            sent['Content-Type'] = 'application/x-www-form-urlencoded'
        link.request(method, path, body, sent)
        reply = link.getresponse()
        data, found = reply.read(), [pair for pair in reply.getheaders() if pair[0] != 'Date']
        link.close()
        return reply.status, found, data

    def count(self):
        """Rows of whatever an act would add to."""
        base = sqlite3.connect(f'file:{self.house.data}/collector.db?mode=ro', uri=True)
        try:
            names = [name for name, in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: base.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
        finally:
            base.close()
