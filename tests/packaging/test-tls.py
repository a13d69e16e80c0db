#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""aftertaste-collector-tls: what it makes is right, what is there stays, and a rotation loses nobody."""

import hashlib
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

TLS = os.environ['AFTERTASTE_TLS']
NAMES = ('collector.house.example', '192.168.7.2', 'fd00::7')
DAY = 86400
CA = ('[ca]\ndefault_ca=d\n[d]\ndatabase=.index\nnew_certs_dir=.\npolicy=p\ndefault_md=sha256\n'
      'unique_subject=no\nrand_serial=yes\n[p]\ncommonName=supplied\n')


def zulu(days):
    """As openssl wants it, DAYS from now."""
    return time.strftime('%Y%m%d%H%M%SZ', time.gmtime(time.time() + days * DAY))


class Tls(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix='aftertaste-tls-')
        self.addCleanup(holder.cleanup)
        self.top = holder.name
        self.folder = os.path.join(self.top, 'tls')
        self.settings = os.path.join(self.top, 'settings')

    def run_tls(self, *words, status=0):
        done = subprocess.run([TLS, *words, '--dir', self.folder, '--settings', self.settings,
                               '--no-reload'], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, status, (words, done))
        return done.stdout if status == 0 else done.stderr

    def set_up(self):
        return self.run_tls('setup', *NAMES)

    def path(self, name):
        return os.path.join(self.folder, name)

    def snapshot(self):
        """Every file and what is in it."""
        found = {}
        for folder, _, names in os.walk(self.folder):
            for name in names:
                with open(os.path.join(folder, name), 'rb') as file:
                    found[os.path.relpath(os.path.join(folder, name), self.folder)] = file.read()
        return found

    def changed(self, before):
        after = self.snapshot()
        return {name for name in {*before, *after} if before.get(name) != after.get(name)}

    def openssl(self, *words):
        return subprocess.run(['openssl', *words], cwd=self.folder, capture_output=True, text=True,
                              check=False)

    def days_left(self, name):
        return (ssl.cert_time_to_seconds(self.text(name, '-enddate').split('=')[1].strip())
                - ssl.cert_time_to_seconds(self.text(name, '-startdate').split('=')[1].strip())) / DAY

    def text(self, name, what):
        return self.openssl('x509', '-in', name, '-noout', what).stdout

    def is_trusted(self, bundle, pem='venue.pem', name=('-verify_hostname', NAMES[0])):
        return self.openssl('verify', '-x509_strict', '-purpose', 'sslserver', *name, '-CAfile', bundle,
                            pem).returncode == 0

    def sign_for(self, days):
        """A server's certificate as the program makes it, but for another time."""
        extensions = self.openssl('x509', '-in', 'venue.pem', '-noout', '-ext', 'subjectAltName').stdout
        names = re.sub('IP Address', 'IP', extensions.splitlines()[1].strip())
        with open(self.path('.ext'), 'w', encoding='utf-8') as file:
            file.write(f'subjectAltName={names}\n')
        self.openssl('pkey', '-in', 'venue.pem', '-out', '.key')
        self.openssl('req', '-new', '-key', '.key', '-subj', '/CN=a', '-out', '.csr')
        for file, text in (('.index', ''), ('.conf', CA)):
            with open(self.path(file), 'w', encoding='utf-8') as stream:
                stream.write(text)
        made = self.openssl('ca', '-batch', '-notext', '-config', '.conf', '-in', '.csr',
                            '-extfile', '.ext', '-cert', 'authority/certificate.pem', '-keyfile',
                            'authority/key.pem', '-out', '.new', '-startdate', zulu(days - 397),
                            '-enddate', zulu(days))
        self.assertEqual(made.returncode, 0, made)
        with open(self.path('venue.pem'), 'w', encoding='utf-8') as whole:
            for name in ('.key', '.new'):
                with open(self.path(name), encoding='utf-8') as file:
                    whole.write(file.read())
        for name in os.listdir(self.folder):
            if name.endswith(('.key', '.csr', '.new', '.ext')) \
                    or name.startswith(('.index', '.conf')) or re.fullmatch('[0-9A-F]{16,}.pem', name):
                os.unlink(self.path(name))

    def test_what_is_made_is_right(self):
        said = self.set_up()
        self.assertAlmostEqual(self.days_left('authority.pem'), 3653, delta=1)
        self.assertAlmostEqual(self.days_left('venue.pem'), 397, delta=1)
        for name in NAMES:
            kind = '-verify_hostname' if name == NAMES[0] else '-verify_ip'
            self.assertTrue(self.is_trusted('authority.pem', name=(kind, name)), name)
        self.assertFalse(self.is_trusted('authority.pem', name=('-verify_hostname', 'other.example')))
        with open(self.path('authority.pem'), encoding='ascii') as file:
            digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(file.read())).hexdigest().upper()
        self.assertIn(' '.join(digest[i:i + 8] for i in range(0, 64, 8)), said)
        with open(self.path('server-name.conf'), encoding='utf-8') as file:
            self.assertIn(f'server_name {NAMES[0]} {NAMES[1]} [{NAMES[2]}];', file.read())

    def test_secrets_are_their_owners_alone(self):
        os.umask(0)
        self.set_up()
        modes = {name: os.stat(self.path(name)).st_mode & 0o777
                 for name in ('authority', 'authority/key.pem', 'venue.pem', 'authority.pem', '.')}
        self.assertEqual(modes, {'authority': 0o700, 'authority/key.pem': 0o600, 'venue.pem': 0o600,
                                 'authority.pem': 0o644, '.': 0o755})

    def test_done_again_nothing_changes(self):
        self.set_up()
        before = self.snapshot()
        self.run_tls('setup')
        self.set_up()
        self.run_tls('renew')
        self.assertEqual(self.changed(before), set())

    def test_an_authority_is_never_replaced(self):
        self.set_up()
        before = self.snapshot()
        self.run_tls('setup', 'other.example')
        self.run_tls('renew', '--force')
        self.run_tls('names', 'third.example')
        self.assertEqual(self.changed(before), {'venue.pem', 'names', 'server-name.conf'})

    def test_without_names_the_machine_is_asked(self):
        said = self.run_tls('setup')
        self.assertIn(f'\n  {os.uname().nodename}\n', said)
        self.assertIn('\n  localhost\n', said)

    def test_a_changed_name_renews(self):
        self.set_up()
        self.run_tls('names', 'new.house.example')
        self.assertTrue(self.is_trusted('authority.pem', name=('-verify_hostname', 'new.house.example')))
        self.assertFalse(self.is_trusted('authority.pem'))
        with open(self.settings, 'w', encoding='utf-8') as file:
            file.write('[house]\nvenue-address=https://told.house.example:8443\n')
        self.run_tls('renew')
        self.assertTrue(self.is_trusted('authority.pem', name=('-verify_hostname', 'told.house.example')))

    def test_what_is_due_renews_and_what_is_not_stays(self):
        self.set_up()
        for days, is_renewed in ((131, False), (129, True), (-1, True)):
            self.sign_for(days)
            before = self.snapshot()
            self.run_tls('renew')
            self.assertEqual(self.changed(before), {'venue.pem'} if is_renewed else set(), days)

    def test_what_is_broken_renews(self):
        self.set_up()
        for text in ('', 'words\n'):
            with open(self.path('venue.pem'), 'w', encoding='utf-8') as file:
                file.write(text)
            self.run_tls('renew')
            self.assertTrue(self.is_trusted('authority.pem'))
        os.unlink(self.path('authority.pem'))
        self.run_tls('renew')
        self.assertTrue(self.is_trusted('authority.pem'))

    def test_a_rotation_loses_nobody(self):
        self.set_up()
        shutil.copy(self.path('authority.pem'), self.path('first'))
        self.assertIn('The next authority', self.run_tls('rotate'))
        shutil.copy(self.path('authority.pem'), self.path('both'))
        for bundle in ('first', 'both'):
            self.assertTrue(self.is_trusted(bundle), bundle)
        self.run_tls('rotate', '--finish')
        self.assertEqual([self.is_trusted(b) for b in ('first', 'both', 'authority.pem')],
                         [False, True, True])
        self.assertEqual(len([n for n in os.listdir(self.folder) if n.startswith('authority.former.')]), 1)

    def test_a_rotation_is_not_begun_twice_nor_ended_before(self):
        self.set_up()
        before = self.snapshot()
        self.assertIn('no next authority', self.run_tls('rotate', '--finish', status=1))
        self.assertEqual(self.changed(before), set())
        self.run_tls('rotate')
        before = self.snapshot()
        self.assertIn('is there already', self.run_tls('rotate', status=1))
        self.assertEqual(self.changed(before), set())

    def test_a_rotation_that_was_cut_short_is_finished(self):
        self.set_up()
        self.run_tls('rotate')
        shutil.move(self.path('authority'), self.path('authority.former.x'))
        self.run_tls('renew')
        self.assertTrue(self.is_trusted('authority.pem'))
        self.assertFalse(os.path.exists(self.path('authority.next')))

    def test_leftovers_of_a_run_that_was_killed_go(self):
        self.set_up()
        os.mkdir(self.path('.making.dead'))
        self.run_tls('renew')
        self.assertFalse(os.path.exists(self.path('.making.dead')))

    def test_names_that_are_none_are_refused(self):
        for name in ('', 'a b', 'DNS:x', 'a,IP:1.2.3.4', '-x.example', 'ä.example', 'a;b', '*.example'):
            self.assertIn('aftertaste-collector-tls: ', self.run_tls('setup', name, status=2))
        self.assertFalse(os.path.exists(self.folder))
        self.set_up()
        with open(self.path('names'), 'a', encoding='utf-8') as file:
            file.write('a;b\n')
        before = self.snapshot()
        self.run_tls('renew', status=2)
        self.assertEqual(self.changed(before), set())

    def test_it_says_how_it_is_used(self):
        self.assertIn('Usage: ', self.run_tls('--help'))
        self.assertRegex(self.run_tls('--version'), r'^aftertaste-collector-tls \d+\.\d+')
        for words in ((), ('dance',), ('renew', 'x'), ('show', '--loud'), ('names',)):
            self.run_tls(*words, status=2)
        done = subprocess.run([TLS, 'show', '--dir'], capture_output=True, check=False)
        self.assertEqual(done.returncode, 2)
        for words in (('renew',), ('show',), ('rotate',)):
            self.run_tls(*words, status=1)
        self.assertFalse(os.path.exists(self.path('authority')))


if __name__ == '__main__':
    sys.exit(unittest.main())
