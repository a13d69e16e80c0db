# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay between a kiosk and its collector that does what bad networks do.

It speaks as much HTTP as it takes to tell one request from the next. `spoil(MODE)` says what becomes
of requests from now on: one of spoilers.py, called with an Exchange; after `heal()` everything is
passed on again. What the collector gave receipts for is kept in `receipts`,
whoever it reached: these must be true for ever.
"""
import json
import select
import socket
import struct
import threading

HEAD_MAX = 65536
TICK = .02


class Gone(Exception):
    """One end has hung up."""


class Message:
    def __init__(self, head, body):
        self.head, self.body = head, body
        self.first = head.split(b'\r\n', 1)[0].decode('latin-1')

    def bytes(self):
        return self.head + self.body

    @property
    def status(self):
        return int(self.first.split()[1])

    def with_body(self, body):
        """The same head with another body's length."""
        lines = [line for line in self.head.split(b'\r\n')[:-2]
                 if not line.lower().startswith(b'content-length:')]
        return Message(b'\r\n'.join(lines + [b'Content-Length: %d' % len(body), b'', b'']), body)


def receive(link, rest=b''):
    """The next message on LINK; None when it ended before one began."""
    data = rest
    while b'\r\n\r\n' not in data:
        piece = link.recv(65536)
        if not piece and not data:
            return None
        if not piece or len(data) > HEAD_MAX:
            raise Gone
        data += piece
    head, body = data.split(b'\r\n\r\n', 1)
    head += b'\r\n\r\n'
    length = 0
    for line in head.split(b'\r\n'):
        name, _, value = line.partition(b':')
        if name.lower() == b'content-length':
            length = int(value)
        if name.lower() == b'transfer-encoding':
            raise Gone  # nothing here speaks so
    while len(body) < length:
        piece = link.recv(65536)
        if not piece:
            raise Gone
        body += piece
    return Message(head, body)


def make_reply(status, media_type, body, *headers):
    head = 'HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\n' % (status, media_type,
                                                                          len(body))
    return (head + ''.join(h + '\r\n' for h in headers) + '\r\n').encode() + body


class Exchange:
    """One request of the kiosk's, and what may be done with it."""

    def __init__(self, connection, request, is_healed):
        self.connection, self.request, self.relay = connection, request, connection.relay
        self.is_healed = is_healed
        self.is_batch = ' /api/v1/batches ' in request.first

    def forward(self):
        """Gives it to the collector; the reply. Gone when there is none."""
        return self.connection.ask(self.request)

    def deliver(self, data):
        self.connection.client.sendall(data)

    def reset(self):
        """Ends the connection as a router does that has forgotten it."""
        self.connection.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                          struct.pack('ii', 1, 0))
        raise Gone

    def close(self):
        raise Gone

    def wait(self, seconds=None):
        """Until healed, or for so long; FALSE when the kiosk has hung up."""
        client, steps = self.connection.client, None if seconds is None else int(seconds / TICK)
        while steps is None or steps > 0:
            if self.is_healed.wait(TICK):
                return True
            readable, _, _ = select.select([client], [], [], 0)
            if readable and not client.recv(1, socket.MSG_PEEK):
                return False
            steps = steps - 1 if steps is not None else None
        return True


class Connection(threading.Thread):
    def __init__(self, relay, client):
        super().__init__(daemon=True)
        self.relay, self.client, self.server = relay, client, None

    def ask(self, request):
        is_fresh = self.server is None
        try:
            if is_fresh:
                self.server = socket.create_connection(('127.0.0.1', self.relay.upstream), 10)
                self.server.settimeout(60)
            self.server.sendall(request.bytes())
            reply = receive(self.server)
        except OSError:
            reply = None
        if reply is None:
            if self.server:
                self.server.close()
            self.server = None
            if is_fresh:
                raise Gone
            return self.ask(request)  # the collector had hung up between two
        self.relay.note(request, reply)
        return reply

    def serve(self, request):
        relay = self.relay
        mode, is_healed = relay.state
        exchange = Exchange(self, request, is_healed)
        relay.exchanges += 1
        if mode is None:
            self.client.sendall(exchange.forward().bytes())
            return
        relay.spoilt += 1
        mode(exchange)

    def run(self):
        try:
            while True:
                request = receive(self.client)
                if request is None:
                    break
                self.serve(request)
        except (OSError, Gone):
            pass
        finally:
            self.client.close()
            if self.server:
                self.server.close()


class Relay:
    """Listens on a port of its own and passes on to UPSTREAM, which may be 0: to nobody."""

    def __init__(self, upstream):
        self.upstream = upstream
        self.state = None, threading.Event()   # the mode, and the end of it
        self.exchanges, self.spoilt = 0, 0
        self.receipts, self.lock = {}, threading.Lock()
        self.failures = self.heartbeats = 0   # replies of the collector's: 5xx; to a heartbeat
        self.last = None                      # reply to a batch
        self.door = socket.create_server(('127.0.0.1', 0), backlog=64)
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.door.accept()
            except OSError:
                return
            Connection(self, client).start()

    def spoil(self, mode):
        """MODE is what becomes of requests from now on."""
        self.spoilt = 0
        self.state = mode, threading.Event()

    def heal(self):
        _, is_healed = self.state
        self.state = None, threading.Event()
        is_healed.set()

    def note(self, request, reply):
        """Keeps what the collector has given its word for."""
        self.failures += reply.status >= 500
        self.heartbeats += ' /api/v1/device/heartbeat ' in request.first and reply.status == 200
        if ' /api/v1/batches ' not in request.first or reply.status != 200:
            return
        self.last = reply
        with self.lock:
            for item in json.loads(reply.body)['items']:
                if item['sequence'] and item['status'] != 'refused':
                    self.receipts[item['id']] = item
