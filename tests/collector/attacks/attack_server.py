# SPDX-License-Identifier: GPL-3.0-or-later
"""The attacked program, run as a child, and raw connections to it."""

import json
import os
import signal
import socket
import subprocess
import time

PATIENCE_SECONDS = 10


class Server:
    def __init__(self, program, limits=(), files=None):
        words = [program] + [f'--limit={name}={value}' for name, value in dict(limits).items()]
        if files:
            words = ['prlimit', f'--nofile={files}'] + words
        environment = dict(os.environ, G_DEBUG='fatal-criticals')
        self.process = subprocess.Popen(words + ['127.0.0.1:0'], stdout=subprocess.PIPE, text=True,
                                        env=environment)
        host, port = self.process.stdout.readline().strip().rsplit(':', 1)
        self.address = (host, int(port))

    def connect(self, seconds=PATIENCE_SECONDS):
        return socket.create_connection(self.address, timeout=seconds)

    def rss_kib(self):
        with open(f'/proc/{self.process.pid}/statm') as statm:
            return int(statm.read().split()[1]) * os.sysconf('SC_PAGESIZE') // 1024

    def files(self):
        return len(os.listdir(f'/proc/{self.process.pid}/fd'))

    def is_alive(self):
        return self.process.poll() is None

    def stop(self):
        """The exit status; everything that was taken is finished by then."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


def read_all(connection):
    """What comes until the other side closes; a reset ends it too."""
    received = b''
    try:
        while True:
            more = connection.recv(65536)
            if not more:
                return received
            received += more
    except ConnectionResetError:
        return received


def send_quietly(connection, data):
    """False when the other side did not want to hear it all."""
    try:
        connection.sendall(data)
        return True
    except (ConnectionResetError, BrokenPipeError):
        return False


def say(server, data):
    """Sends DATA, then nothing more, and returns what came back."""
    with server.connect() as connection:
        if send_quietly(connection, data):
            try:
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass
        return read_all(connection)


def probe(server):
    """Milliseconds for an honest request on a connection of its own."""
    started = time.monotonic()
    answer = say(server, b'GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    if not answer.startswith(b'HTTP/1.1 200 '):
        raise AssertionError(f'an honest request got {answer[:80]!r}')
    return (time.monotonic() - started) * 1000


def counts(server):
    answer = say(server, b'GET /api/v1/counts HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    return json.loads(answer.partition(b'\r\n\r\n')[2])


def statuses(answer):
    """The status of each reply in ANSWER, by its framing; a cut one counts as far as its head."""
    found = []
    while answer.startswith(b'HTTP/1.1 '):
        head, _, rest = answer.partition(b'\r\n\r\n')
        found.append(int(head[9:12]))
        length = 0
        for line in head.split(b'\r\n')[1:]:
            name, _, value = line.partition(b':')
            if name.lower() == b'content-length':
                length = int(value)
        answer = rest[length:]
    return found


def problem(answer):
    """The problem's members, checked for what each must have."""
    head, _, body = answer.partition(b'\r\n\r\n')
    if b'\r\nContent-Type: application/problem+json; charset=utf-8' not in head:
        raise AssertionError(f'no problem: {head[:200]!r}')
    read = json.loads(body[:body.rfind(b'}') + 1])
    if set(read) != {'type', 'title', 'status', 'detail', 'reason'}:
        raise AssertionError(f'members of a problem: {sorted(read)}')
    return read
