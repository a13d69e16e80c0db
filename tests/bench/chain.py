# SPDX-License-Identifier: GPL-3.0-or-later
"""A chain's house for benchmarks: set up by the collector's own commands, then given venues and kiosks
by the thousand straight into its database; copied for each run. And what a program uses."""
import base64
import hashlib
import json
import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import time
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
SURVEY = os.path.join(HERE, '..', '..', 'assets', 'surveys', 'exit.json')
KIOSKS_A_VENUE = 3


class Server:
    """A program that says where it listens."""

    def __init__(self, *argv):
        begin = time.monotonic()
        self.process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        self.started_ms = (time.monotonic() - begin) * 1000
        if not line.startswith('listening on 127.0.0.1:'):
            raise SystemExit('bench: %s does not listen: %s' % (argv[0], line))
        self.port = int(line.rsplit(':', 1)[1])

    def cpu_seconds(self):
        with open('/proc/%d/stat' % self.process.pid) as f:
            fields = f.read().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def status_mb(self, name):
        with open('/proc/%d/status' % self.process.pid) as f:
            return next(int(line.split()[1]) for line in f if line.startswith(name + ':')) / 1024

    def descriptors(self):
        return len(os.listdir('/proc/%d/fd' % self.process.pid))

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait()
        self.process.stdout.close()


class Chain:
    def __init__(self, build, folder):
        self.program = os.path.join(build, 'survey/collector/aftertaste-collector')
        self.parts = os.path.join(build, 'tests/bench')
        self.folder = folder
        self.template = os.path.join(folder, 'template')
        self.config = os.path.join(folder, 'bench.conf')
        with open(self.config, 'w') as f:
            f.write('[serve]\ndevice-requests-per-minute=1000000\n')
        self.command('setup', '老灶火锅', '--venue', '人民广场')
        self.survey = self.command('survey', 'publish', SURVEY)['survey']
        self.kiosks, self.venue = [], None

    def command(self, *words, data=None):
        done = subprocess.run([self.program, *words, '--data', data or self.template, '--json'],
                              stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout)

    def enrol(self, count):
        """Venues and kiosks until there are COUNT, as `venue` and `device approve` would leave them."""
        now = int(time.time() * 1000)
        database = sqlite3.connect(os.path.join(self.template, 'collector.db'))
        while len(self.kiosks) < count:
            number = len(self.kiosks)
            if number % KIOSKS_A_VENUE == 0:
                self.venue = database.execute(
                    'INSERT INTO venue (id, name, zone, cut_off_minutes, country_code, day_parts, hours, texts)'
                    ' SELECT ?, ?, zone, cut_off_minutes, country_code, day_parts, hours, texts FROM venue'
                    ' WHERE ref = 1', (uuid.uuid4().bytes, 'Venue %d' % number)).lastrowid
            device = uuid.uuid4()
            token = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip('=')
            database.execute(
                'INSERT INTO device (id, venue, name, link_key, token_digest, approved_ms, approved_by)'
                ' VALUES (?, ?, ?, ?, ?, ?, ?)', (device.bytes, self.venue, 'Kiosk %d' % number, secrets.token_bytes(32),
                                                  hashlib.sha256(token.encode()).digest(), now, 'bench'))
            self.kiosks.append('%s %s\n' % (device, token))
        database.commit()
        database.close()

    def make_uploads(self, name, first, count, rows, batch):
        """ROWS responses of COUNT kiosks from the FIRST on, BATCH in a request; the file's path."""
        self.enrol(first + count)
        path = os.path.join(self.folder, name)
        with open(path + '.kiosks', 'w') as f:
            f.writelines(self.kiosks[first:first + count])
        subprocess.run([os.path.join(self.parts, 'make-uploads'), path + '.kiosks', path, str(rows), str(batch),
                        self.survey], check=True)
        return path

    def copy(self):
        """A fresh house with everybody enrolled and nothing stored."""
        data = os.path.join(self.folder, 'house')
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self.template, data)
        return data

    def serve(self, data):
        return Server(self.program, 'serve', '--data', data, '--listen', '127.0.0.1:0', '--config', self.config)

    def serve_limit(self, what):
        path = os.path.join(self.folder, 'limit.db')
        for suffix in ('', '-wal', '-shm'):
            if os.path.exists(path + suffix):
                os.unlink(path + suffix)
        return Server(os.path.join(self.parts, 'collector-limits'), what, *([path] if what == 'store' else []))

    def tool(self, name, *words):
        done = subprocess.run([os.path.join(self.parts, name), *map(str, words)], stdout=subprocess.PIPE, text=True,
                              check=True)
        return json.loads(done.stdout)

    def commit(self, count):
        path = os.path.join(self.folder, 'commit.db')
        for suffix in ('', '-wal', '-shm'):
            if os.path.exists(path + suffix):
                os.unlink(path + suffix)
        return self.tool('collector-limits', 'commit', path, count)


def fill(path, rows):
    """ROWS responses of thirty days as copies of those that are there, each with an id, a sequence and a
    digest of its own. They stand where real ones would; only their digests are not those of their bodies."""
    database = sqlite3.connect(path, isolation_level=None)
    have, last, begin = database.execute('SELECT count(*), max(ref), min(ended_ms) FROM response').fetchone()
    step = 30 * 86400000 / rows

    def make_id(number):
        ms = int(begin - 31 * 86400000 + number * step)
        return ms.to_bytes(6, 'big') + b'\x70' + number.to_bytes(9, 'big')

    database.create_function('make_id', 1, make_id)
    for pragma in ('journal_mode = OFF', 'synchronous = OFF', 'cache_size = -1000000', 'foreign_keys = OFF'):
        database.execute('PRAGMA ' + pragma)
    database.execute('BEGIN')
    for base in range(0, rows - have, have):
        database.execute(
            'INSERT INTO response SELECT ref + :shift, make_id(ref + :shift), venue, device,'
            ' 1000000 + ref + :shift, randomblob(16), kind, state, survey, boot,'
            ' ended_ms - 31 * 86400000 + CAST((ref + :base) * :step AS INTEGER), duration_ms, monotonic_ms, burst,'
            ' locale, table_code, answers, salt, randomblob(32), received_ms, day - 31 + (ref + :base) * 30 / :rows,'
            ' part, clock, true_ms FROM response WHERE ref <= :last LIMIT :most',
            {'shift': last + base, 'base': base, 'step': step, 'rows': rows, 'last': last,
             'most': rows - have - base})
    database.execute('COMMIT')
    database.execute('PRAGMA journal_mode = WAL')
    database.close()
