# SPDX-License-Identifier: GPL-3.0-or-later
"""The real programs of a whole chain, for tests that break it: a collector (`aftertaste-collector
serve`) and kiosks without a window (headless-kiosk.c: the real house, store and uplink), each on a
small disk of its own and behind a relay of its own. The test has called namespace.enter() before.
"""
import collections
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(HERE, '..', part) for part in ('tools', 'collector', 'kiosk')]


def keep(variable):
    """A copy of the program that VARIABLE names: what is built meanwhile is not what is tested."""
    os.environ[variable] = shutil.copy(os.environ[variable], PROGRAMS.name)
    return os.environ[variable]


PROGRAMS = tempfile.TemporaryDirectory(prefix='aftertaste-programs.')
HEADLESS, FAIL_IO, COLLECTOR = (keep('AFTERTASTE_' + name)
                                for name in ('HEADLESS_KIOSK', 'FAIL_IO', 'COLLECTOR'))
import failing  # noqa: E402
import house  # noqa: E402
import namespace  # noqa: E402
import relay  # noqa: E402

SETTINGS = '[serve]\ndevice-requests-per-minute=1000000\n'
KIOSK_SETTINGS = '[collector]\naddress=http://127.0.0.1:%d\n[kiosk]\nletter=%s\n'
BAD_ENDS = {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGTRAP, -signal.SIGBUS, -signal.SIGFPE,
            -signal.SIGILL, -signal.SIGSYS}


class Failure(Exception):
    pass


def wait_until(condition, seconds, what):
    """CONDITION's value once it is true; a Failure that says WHAT after SECONDS."""
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise Failure('%s: not within %g s' % (what() if callable(what) else what, seconds))
        time.sleep(.01)


class Program:
    """A process that is started again and again, with a disk that may fail and a log."""

    def __init__(self, name, folder):
        self.name, self.folder, self.process = name, folder, None
        self.log = os.path.join(folder, name + '.log')
        self.calls = failing.FailingCalls(os.path.join(folder, name + '.io'), FAIL_IO)
        self.ends = collections.Counter()   # statuses of ends that nobody asked for
        self.environment = {}
        self.prefix = []

    def spawn(self, words, **more):
        with open(self.log, 'ab') as log:
            self.process = subprocess.Popen(
                [*self.prefix, *words], stdout=subprocess.PIPE, stderr=log,
                env={**os.environ, 'G_DEBUG': 'fatal-criticals', 'TZ': 'Asia/Shanghai',
                     **self.calls.environment, **self.environment}, **more)
        threading.Thread(target=self.read, args=(self.process,), daemon=True).start()

    def read(self, process):
        for line in process.stdout:
            self.take(line.decode('utf-8', 'replace').rstrip('\n'))
        process.stdout.close()

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def end(self, how, seconds=30):
        """Its status; None when it had ended before."""
        if self.process is None:
            return None
        if self.process.poll() is not None:
            self.note_end()
            return None
        self.process.send_signal(how)
        status = self.process.wait(seconds)
        self.process = None
        return status

    def note_end(self):
        """It ended by itself."""
        status, self.process = self.process.returncode, None
        self.ends[status] += 1
        if status in BAD_ENDS:
            raise Failure('%s crashed with %d:\n%s' % (self.name, status, self.tail()))

    def tail(self):
        with open(self.log, encoding='utf-8', errors='replace') as file:
            return file.read()[-3000:]


class Collector(Program, house.House):
    """`serve` on a disk of its own, always on the same port of this network."""
    PORT = 8460

    def __init__(self, folder, size='512m'):
        super().__init__('collector', folder)
        self.disk = namespace.Disk(os.path.join(folder, 'house'), size)
        self.data = os.path.join(self.disk.folder, 'data')
        self.config = os.path.join(folder, 'collector.conf')
        with open(self.config, 'w', encoding='utf-8') as file:
            file.write(SETTINGS)
        self.port, self.has_listened = self.PORT, threading.Event()
        self.put_back_ms = []   # when it was restored from a backup
        for kind in ('complaint', 'suggestion'):
            if kind == 'complaint':
                self.set_up()
            self.run('survey', 'publish', os.path.join(house.SURVEYS, kind + '.json'))

    def take(self, line):
        if line.startswith('listening on '):
            self.has_listened.set()

    def begin(self):
        self.has_listened.clear()
        self.spawn([COLLECTOR, 'serve', '--data', self.data, '--config', self.config,
                    '--listen', '127.0.0.1:%d' % self.port])

    def start(self, seconds=30):
        """Until it listens, however often it has to be begun: its disk may be failing."""
        def has_begun():
            if not self.is_running():
                if self.process is not None:
                    self.note_end()
                self.begin()
            return self.has_listened.wait(.1) and self.is_running()
        wait_until(has_begun, seconds, lambda: 'the collector does not start:\n' + self.tail())
        return self

    def is_ready(self):
        try:
            return self.ask('GET', '/readyz')[0] == 200
        except OSError:
            return False

    def close(self):
        if self.is_running():
            self.process.kill()
            self.process.wait()
        self.calls.close()
        self.disk.close()


class Kiosk(Program):
    """A headless kiosk. `acknowledged` is what guests were thanked for."""

    def __init__(self, collector, folder, letter='A', second_ms=20, size='64m', venue=None):
        super().__init__('kiosk-' + letter, folder)
        self.letter, self.second_ms, self.words = letter, second_ms, []
        self.relay = relay.Relay(collector.port if collector else 0)
        self.firewall = namespace.Firewall(self.relay.port)
        self.disk = namespace.Disk(os.path.join(folder, letter), size)
        self.data = os.path.join(self.disk.folder, 'data')
        os.mkdir(self.data, 0o700)
        self.config = os.path.join(folder, 'kiosk-%s.conf' % letter)
        with open(self.config, 'w', encoding='utf-8') as file:
            file.write(KIOSK_SETTINGS % (self.relay.port, letter))
        self.acknowledged, self.troubles, self.is_open = [], 0, threading.Event()
        self.counts = queue.Queue()
        if collector:
            self.enrol(collector, venue)

    def enrol(self, collector, venue=None):
        """From the collector's shell; VENUE when the house has several."""
        place = ['--venue', venue] if venue else []
        given = collector.run('token', '--name', self.letter, *place, '--identity',
                              os.path.join(self.data, 'identity'))
        self.device = given['device']
        self.write_token(given['token'])

    def write_token(self, token):
        path = os.path.join(self.data, 'token')
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w') as file:
            file.write(token)

    def take(self, line):
        word, _, rest = line.partition(' ')
        if word == 'ack':
            self.acknowledged.append(rest)
        elif word == 'open':
            self.is_open.set()
        elif word == 'trouble':
            self.troubles += 1
        elif word == 'count':
            self.counts.put(tuple(int(part) for part in rest.split()))

    def begin(self):
        self.is_open.clear()
        self.spawn([HEADLESS, '--data', self.data, '--config', self.config, '--second',
                    str(self.second_ms), *self.words], stdin=subprocess.PIPE)

    def start(self, seconds=30):
        def has_begun():
            if not self.is_running():
                if self.process is not None:
                    self.note_end()
                self.begin()
            return self.is_open.wait(.1) and self.is_running()
        wait_until(has_begun, seconds, lambda: '%s does not start:\n%s' % (self.name, self.tail()))
        return self

    def order(self, words):
        """What cannot be said any more (it has been killed) is nothing lost."""
        try:
            self.process.stdin.write(words.encode() + b'\n')
            self.process.stdin.flush()
        except (OSError, ValueError, AttributeError):
            pass

    def count(self, seconds=60):
        """(unsent, quarantined) once everything that was ordered is done."""
        while not self.counts.empty():
            self.counts.get()
        self.order('count')
        try:
            return self.counts.get(timeout=seconds)
        except queue.Empty:
            raise Failure('%s does not say how much it has:\n%s' % (self.name, self.tail())) from None

    def wait_sent(self, seconds=60):
        """Until nothing is left to be sent."""
        def is_sent():
            unsent, quarantined = self.count()
            if quarantined:
                raise Failure('%s: %d rows are in quarantine' % (self.name, quarantined))
            return unsent == 0
        wait_until(is_sent, seconds, lambda: '%s still has %d rows, and says %r' % (
            self.name, self.count()[0], self.status()))

    def status(self):
        try:
            with open(os.path.join(self.data, 'upload-status'), encoding='utf-8') as file:
                return file.read()
        except OSError:
            return ''

    def check(self):
        """The store's own verification; how many rows it has seen."""
        done = subprocess.run([HEADLESS, '--data', self.data, '--config', self.config, '--check'],
                              capture_output=True, text=True, timeout=300, check=False)
        if done.returncode != 0:
            raise Failure('%s: %s' % (self.name, done.stderr))
        return int(done.stdout.split()[1])

    def close(self):
        if self.is_running():
            self.process.kill()
            self.process.wait()
        self.calls.close()
        self.disk.close()


class Chain:
    """A collector and kiosks A, B, C …; ends with everything taken down."""

    def __init__(self, kiosks=1, folder=None, **words):
        self.folder = folder or '/tmp/aftertaste-chain.%d' % os.getpid()
        os.makedirs(self.folder, mode=0o700)
        self.collector, self.kiosks = None, []
        try:
            self.collector = Collector(self.folder)
            for number in range(kiosks):
                self.kiosks.append(Kiosk(self.collector, self.folder, chr(ord('A') + number), **words))
        except BaseException:
            self.__exit__(None, None, None)
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for program in [*self.kiosks, *([self.collector] if self.collector else [])]:
            program.close()
        shutil.rmtree(self.folder, ignore_errors=True)
