#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kiosk's own link, with the authority that the package makes, against nginx and the collector;
and against servers that are somebody else's, where not one byte of a request may leave: each of them
records every byte that it can read."""

import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest

sys.dont_write_bytecode = True
from proxy import HouseBehindProxy, tls  # noqa: E402
from house import Kiosk  # noqa: E402

ASK = os.environ['AFTERTASTE_ASK']
DENIED = 'error 3 '
SECRETS = (b'of-a-guest', b'secret-token', b'/api/v1')
# "x509 -req" takes no date of the past any more.
CA = ('[ca]\ndefault_ca=d\n[d]\ndatabase=index\nnew_certs_dir=.\npolicy=p\ndefault_md=sha256\n'
      'unique_subject=no\nrand_serial=yes\n[p]\ncommonName=supplied\n')
LEAF = 'basicConstraints=CA:FALSE\nextendedKeyUsage={}\nsubjectAltName=DNS:localhost\n'
ISSUER = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n'


def openssl(*words, folder):
    subprocess.run(['openssl', *words], cwd=folder, check=True, capture_output=True)


def ask(address, authority, path='/api/v1/batches', body='{"words":"of-a-guest"}', token='secret-token'):
    return subprocess.run([ASK, address, authority, path, body, token], capture_output=True, text=True,
                          timeout=60, check=True).stdout.strip()


class Recorder:
    """A server that keeps what clients say to it: encrypted, with PEM, else as it comes."""

    def __init__(self, pem=None):
        self.context = None
        if pem:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(pem)
        self.listening = socket.create_server(('127.0.0.1', 0))
        self.address = f'https://localhost:{self.listening.getsockname()[1]}'
        self.heard, self.connections = b'', 0
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self):
        while True:
            with self.listening.accept()[0] as link:
                link.settimeout(20)
                if not link.recv(1, socket.MSG_PEEK):
                    return
                self.connections += 1
                try:
                    self.listen_to(link)
                except (ssl.SSLError, OSError):
                    pass

    def listen_to(self, link):
        if not self.context:
            self.heard += link.recv(65536)
            return
        with self.context.wrap_socket(link, server_side=True) as opened:
            while SECRETS[0] not in self.heard and (more := opened.recv(65536)):
                self.heard += more

    def close(self):
        """Whoever says nothing ends it, after all others were listened to."""
        socket.create_connection(self.listening.getsockname()).close()
        self.thread.join()
        self.listening.close()


class Pinning(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.house = HouseBehindProxy()
        cls.addClassCleanup(cls.house.__exit__)
        cls.house.set_up().start().proxy.start()
        cls.proxy = cls.house.proxy

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix='aftertaste-pinning-')
        self.addCleanup(holder.cleanup)
        self.folder = holder.name

    def sign(self, authority, name, extensions, *words):
        """A key and a certificate for it by the authority in AUTHORITY, in one file."""
        with open(os.path.join(self.folder, f'{name}.ext'), 'w', encoding='utf-8') as file:
            file.write(extensions)
        openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj',
                f'/CN={name}', '-keyout', f'{name}.key', '-out', f'{name}.csr', folder=self.folder)
        for file, text in (('index', ''), ('ca.conf', CA)):
            with open(os.path.join(self.folder, file), 'w', encoding='utf-8') as stream:
                stream.write(text)
        openssl('ca', '-batch', '-notext', '-config', 'ca.conf', '-in', f'{name}.csr',
                '-extfile', f'{name}.ext', '-cert', f'{authority}certificate.pem',
                '-keyfile', f'{authority}key.pem', '-out', f'{name}certificate.pem',
                *(words or ('-days', '30')), folder=self.folder)
        os.link(f'{self.folder}/{name}.key', f'{self.folder}/{name}key.pem')
        return self.join(name, f'{name}.key', f'{name}certificate.pem')

    def join(self, name, *parts):
        path = os.path.join(self.folder, f'{name}.pem')
        with open(path, 'wb') as whole:
            for part in parts:
                with open(os.path.join(self.folder, part), 'rb') as file:
                    whole.write(file.read())
        return path

    def assert_nothing_is_said(self, pem, authority=None):
        recorder = Recorder(pem)
        try:
            said = [ask(recorder.address, authority or self.proxy.authority) for _ in range(3)]
        finally:
            recorder.close()
        for line in said:
            self.assertTrue(line.startswith(DENIED), line)
        self.assertGreaterEqual(recorder.connections, 3)
        self.assertEqual(recorder.heard, b'')

    def test_the_houses_collector_is_answered_by(self):
        kiosk = Kiosk(self.house)
        body = json.dumps(kiosk.envelope(kiosk.item()))
        for host in ('localhost', '127.0.0.1'):
            self.assertEqual(ask(f'https://{host}:{self.proxy.port}', self.proxy.authority,
                                 '/api/v1/batches', body, kiosk.token), '200')
        self.assertEqual(self.house.run('verify')['items'], 1)

    def test_a_recorder_that_is_trusted_hears_everything(self):
        """Else the others would prove nothing."""
        recorder = Recorder(os.path.join(self.proxy.tls, 'venue.pem'))
        try:
            ask(recorder.address, self.proxy.authority)
        finally:
            recorder.close()
        for secret in SECRETS:
            self.assertIn(secret, recorder.heard)

    def test_another_name_is_told_nothing(self):
        other = os.path.join(self.folder, 'other')
        shutil.copytree(self.proxy.tls, other)
        tls(other, 'names', 'collector.example', '127.0.0.2')
        self.assert_nothing_is_said(os.path.join(other, 'venue.pem'))

    def test_another_name_is_told_nothing_through_nginx(self):
        before = self.proxy.log('access')
        self.assertTrue(ask(f'https://localhost.localdomain:{self.proxy.port}',
                            self.proxy.authority).startswith('error '))
        said = ask(f'https://127.0.0.2:{self.proxy.port}', self.proxy.authority)
        self.assertTrue(said.startswith('error '), said)
        self.assertEqual(self.proxy.log('access'), before)

    def test_a_foreign_authority_is_told_nothing(self):
        foreign = os.path.join(self.folder, 'foreign')
        tls(foreign, 'setup', 'localhost')
        self.assert_nothing_is_said(os.path.join(foreign, 'venue.pem'))

    def test_the_systems_authorities_do_not_know_the_house(self):
        recorder = Recorder(os.path.join(self.proxy.tls, 'venue.pem'))
        try:
            self.assertTrue(ask(recorder.address, '').startswith(DENIED))
        finally:
            recorder.close()
        self.assertEqual(recorder.heard, b'')

    def test_an_expired_certificate_is_told_nothing(self):
        pem = self.sign(f'{self.proxy.tls}/authority/', 'late', LEAF.format('serverAuth'),
                        '-startdate', '20250101000000Z', '-enddate', '20250201000000Z')
        self.assert_nothing_is_said(pem)

    def test_a_certificate_that_signs_itself_is_told_nothing(self):
        openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj',
                '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', 'self.key',
                '-out', 'self.crt', folder=self.folder)
        self.assert_nothing_is_said(self.join('self', 'self.key', 'self.crt'))

    def test_a_missing_link_of_the_chain_is_told_nothing(self):
        self.sign(f'{self.proxy.tls}/authority/', 'between', ISSUER)
        alone = self.sign('between', 'leaf', LEAF.format('serverAuth'))
        self.assert_nothing_is_said(alone)

    def test_the_houses_authority_makes_no_other_authority(self):
        self.sign(f'{self.proxy.tls}/authority/', 'between', ISSUER)
        self.sign('between', 'leaf', LEAF.format('serverAuth'))
        whole = self.join('whole', 'leaf.key', 'leafcertificate.pem', 'betweencertificate.pem')
        self.assert_nothing_is_said(whole)

    def test_a_former_authority_is_told_nothing_once_it_was_followed(self):
        former = os.path.join(self.folder, 'tls')
        tls(former, 'setup', 'localhost')
        old_pem = shutil.copy(os.path.join(former, 'venue.pem'), self.folder)
        tls(former, 'rotate')
        both = shutil.copy(os.path.join(former, 'authority.pem'), self.folder)
        tls(former, 'rotate', '--finish')
        self.assert_nothing_is_said(old_pem, os.path.join(former, 'authority.pem'))
        for pem in (old_pem, os.path.join(former, 'venue.pem')):
            recorder = Recorder(pem)
            ask(recorder.address, both)
            recorder.close()
            self.assertIn(SECRETS[0], recorder.heard)

    def test_a_server_without_tls_is_told_nothing(self):
        recorder = Recorder()
        try:
            said = ask(recorder.address, self.proxy.authority)
        finally:
            recorder.close()
        self.assertTrue(said.startswith('error '), said)
        self.assertGreater(len(recorder.heard), 0)
        for secret in SECRETS:
            self.assertNotIn(secret, recorder.heard)

    def test_nothing_is_sent_without_tls_beyond_this_machine(self):
        for address in ('http://192.0.2.1', 'http://collector.example:8443'):
            self.assertTrue(ask(address, self.proxy.authority).startswith('error 0 '))


if __name__ == '__main__':
    unittest.main()
