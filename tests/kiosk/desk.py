# SPDX-License-Identifier: GPL-3.0-or-later
"""A kiosk whose staff have PINs: used by the test-desk*.py beside it."""
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

from visit import Failure, Kiosk, Texts

PIN_WANG, PIN_LI, PIN_NEW, PIN_WRONG = '270419', '530862', '861537', '909091'
HASHES = {
    PIN_WANG: '$argon2id$v=19$m=19456,t=2,p=1$8wGOZ8WQGD2+yCjZThWPiw$wOoN2vuU5ZfPi8av2KD7PQhrQXnGcfcMzfbTIEGcEho',
    PIN_LI: '$argon2id$v=19$m=19456,t=2,p=1$zU75Sn39Fh4vlscAd7tDpA$i4/eaVFtD+hIRbmQdu5MrNx+TLKvKOQ+p1R2ImNeRWs',
    PIN_NEW: '$argon2id$v=19$m=19456,t=2,p=1$cOYe9v77lfzGgAKWjRTqGQ$YaBSsjWFZB+zAmxPFCqLZquId3kn0II4wu7/2eBwgHE',
}
WANG = {'id': '018f3c00-0000-7000-8000-0000000000a1', 'name': '王经理', 'pin_hash': HASHES[PIN_WANG], 'role': 'manager'}
LI = {'id': '018f3c00-0000-7000-8000-0000000000a2', 'name': 'Li', 'pin_hash': HASHES[PIN_LI], 'role': 'staff'}

CONFIG = """
[house]
name-zh-CN=回味小馆
name-zh-TW=回味小館
name-en=Aftertaste House
time-zone=Asia/Shanghai
house-public-key=3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29

[kiosk]
language=%s

[look]
style=%s
pulse=false

[times]
after-tap=300
choosing=300
typing=300
"""


def give_pins(data, staff=(WANG, LI)):
    """As if a collector had sent who may open the desk, and it had worked."""
    folder = os.path.join(data, 'received', 'current')
    os.makedirs(folder, exist_ok=True)
    for name, text in (('kiosk.conf', ''), ('etag', '"0"'), ('desk.json', json.dumps({'staff': list(staff)}))):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as f:
            f.write(text)


class Desk(Kiosk):
    """Knows the corner and the PIN; `texts` are the kiosk's words in the language of the start."""

    CORNER = (30, 30)
    HELD_MS = 3100                # a little longer than is asked for

    def __init__(self, language='en', style='day', staff=(WANG, LI), data=None, settings=CONFIG, is_waiting=True,
                 **more):
        folder = data or tempfile.mkdtemp(prefix='aftertaste-desk.')
        if staff:
            give_pins(folder, staff)
        super().__init__(config=settings % (language, style), data=folder, **more)
        self.own_data = data is None
        self.has_ended = False
        self.texts = Texts(language)
        if is_waiting:
            self.hook('painted rest')

    def hold(self, place=None, ms=HELD_MS):
        """One finger held, by the events' own times at least that long."""
        x, y = place or self.CORNER
        if 'KIOSK_UI_TOUCH' in os.environ:
            self.play([(0, 1, 'down', x, y)])
            time.sleep(ms / 1000)
            self.play([(0, 1, 'up', x, y)])
        else:
            self.hold_button(x, y, ms)

    @staticmethod
    def hold_button(x, y, ms):
        display = dict(os.environ, DISPLAY=os.environ['KIOSK_UI_DISPLAY'])
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'mousedown', '1'], check=True, env=display)
        time.sleep(ms / 1000)
        subprocess.run(['xdotool', 'mouseup', '1'], check=True, env=display)

    def knock(self):
        """Through the corner to the PIN page."""
        self.forget_hooks()
        self.hold()
        self.hook('painted pin')

    def enter(self, pin):
        for digit in pin:
            self.tap(digit, 'button')

    def come_in(self, pin=PIN_WANG):
        self.knock()
        self.enter(pin)
        self.hook('painted desk')

    def end(self, sig=signal.SIGTERM):
        """Ends it for good; SIGKILL: the power is cut."""
        self.has_ended = True
        return self.kill(sig)

    def close(self):
        if not self.has_ended:
            super().close()
            return
        self.log.close()
        if self.own_data:
            shutil.rmtree(self.data, ignore_errors=True)

    def word(self, source):
        return self.texts.word(source)

    def items(self, kind):
        """Bodies in the outbox, once the kiosk has ended."""
        connection = sqlite3.connect('file:%s?mode=ro' % os.path.join(self.data, 'kiosk.db'), uri=True)
        try:
            found = connection.execute('SELECT body FROM outbox WHERE kind = ? ORDER BY sequence', (kind,)).fetchall()
        finally:
            connection.close()
        return [json.loads(body) for (body,) in found]


def expect(is_so, what):
    if not is_so:
        raise Failure(what)
