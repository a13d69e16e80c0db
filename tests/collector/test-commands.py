#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every subcommand as somebody at the shell uses it: beside a running `serve` and without one, for a
person and for a program; what it says when it is used wrongly or fails; who may ask at all."""

import itertools
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import unittest
import uuid

sys.dont_write_bytecode = True
from house import House, Kiosk, PROGRAM, SURVEYS, canonical, sha  # noqa: E402

NOBODY = 65534
ASK_AS_NOBODY = '''
import socket, sys
link = socket.socket(socket.AF_UNIX)
link.connect(sys.argv[1])
link.sendall(b'{"command":"venue list","arguments":{}}\\n')
sys.stdout.buffer.write(link.recv(100))
'''


def survey(name):
    return os.path.join(SURVEYS, name + '.json')


class Commands(unittest.TestCase):
    def setUp(self):
        self.house = House()
        self.addCleanup(self.house.__exit__)

    def start(self):
        self.house.start(stderr=subprocess.DEVNULL)

    def carry_out(self, *words, text=None):
        return subprocess.run([PROGRAM, *words, '--data', self.house.data], input=text or '',
                              capture_output=True, text=True, timeout=60, check=False)

    def write(self, name, value):
        path = os.path.join(self.house.folder.name, name)
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(value, file, ensure_ascii=False)
        return path

    def sheet(self, text, encoding='gb18030'):
        path = os.path.join(self.house.folder.name, 'guests.csv')
        with open(path, 'w', encoding=encoding, newline='') as file:
            file.write(text)
        return path

    def ask_code(self):
        """A kiosk that asks to be let in over the house's own port."""
        return self.house.ask('POST', '/api/v1/device/authorization', {
            'device_id': str(uuid.uuid4()), 'link_key': 'ab' * 32, 'name': 'W'})[2]['user_code']

    def all_commands(self):
        """Each line of the table at least once, in an order that makes sense; serve may run."""
        yield ('setup', '老灶火锅', '--venue', '人民广场'), None
        details = self.write('details.json', {'hours': {'monday': '11:00-22:00'}})
        yield ('venue', 'add', '南京路', '--zone', 'Asia/Shanghai', '--cut-off', '05:00'), None
        yield ('venue', 'change', '南京路', '--name', '外滩', '--details', details), None
        yield ('venue', 'list'), None
        yield ('token', '--venue', '外滩', '--name', 'A'), None
        yield ('device', 'list'), None
        yield ('device', 'rename', 'A', 'B'), None
        yield ('device', 'move', 'B', '--venue', '人民广场'), None
        if self.house.server:
            yield ('device', 'approve', self.ask_code(), '--venue', '外滩'), None
            yield ('device', 'deny', self.ask_code()), None
        yield ('device', 'revoke', 'B'), None
        yield ('user', 'add', 'wang', '--role', 'manager', '--venue', '外滩'), 'twelve-chars\n'
        yield ('user', 'change', 'wang', '--public-name', '王经理', '--language', 'zh-TW'), None
        yield ('user', 'pin', 'wang'), '271828\n'
        yield ('user', 'pin', 'wang'), '\n'
        yield ('guests', 'import', self.sheet('电话,等级\n13800000001,VIP\n'), '--venue', '外滩'), None
        yield ('guests', 'export', '--phone', '138 0000 0001', '--venue', '外滩'), None
        yield ('erase', '--phone', '138 0000 0001', '--venue', '外滩'), None
        yield ('user', 'disable', 'wang'), None
        yield ('user', 'enable', 'WANG'), None
        yield ('user', 'list'), None
        yield ('survey', 'publish', survey('exit')), None
        yield ('survey', 'publish', survey('complaint')), None
        yield ('survey', 'list'), None
        yield ('key', 'rotate'), None
        yield ('key', 'list'), None
        yield ('limits',), None
        yield ('backup', os.path.join(self.house.folder.name, 'backup.db')), None
        yield ('audit', 'list'), None
        yield ('audit', 'list', '--after', '3'), None
        yield ('verify',), None
        yield ('migrate',), None
        if not self.house.server:
            yield ('restore', os.path.join(self.house.folder.name, 'backup.db')), None

    def try_all(self, is_served, is_json):
        shutil.rmtree(self.house.data, ignore_errors=True)
        if is_served:
            self.start()
        for words, text in self.all_commands():
            done = self.carry_out(*words, *(['--json'] if is_json else []), text=text)
            self.assertEqual((done.returncode, done.stderr), (0, ''), (words, is_served, is_json))
            self.assertTrue(done.stdout.endswith('\n'), words)
            if is_json:
                self.assertEqual(done.stdout.count('\n'), 1, words)
                self.assertIsInstance(json.loads(done.stdout), dict, words)
        if is_served:
            self.assertEqual(self.house.stop(), 0)

    def test_each_command_with_serve_and_without_for_person_and_program(self):
        for is_served, is_json in itertools.product((False, True), repeat=2):
            with self.subTest(served=is_served, json=is_json):
                self.try_all(is_served, is_json)

    def test_each_command_has_its_help(self):
        whole = self.carry_out('--help').stdout
        commands = [line.split(' ')[2:] for line in whole.splitlines()
                    if line.startswith('  ') and line[2] != ' ' and not line.startswith('  --')]
        self.assertGreater(len(commands), 20)
        for words in commands:
            name = words[:2] if len(words) > 1 and words[1].islower() else words[:1]
            done = self.carry_out(*name, '--help')
            self.assertEqual((done.returncode, done.stderr), (0, ''), name)
            self.assertTrue(done.stdout.startswith('Usage: aftertaste-collector ' + ' '.join(name)))
        self.assertEqual(self.carry_out('venue', '--help').stdout.count('Usage:'), 5)

    def refused(self, status, *words, text=None):
        """The one line that says why."""
        done = self.carry_out(*words, text=text)
        self.assertEqual((done.returncode, done.stdout), (status, ''), (words, done.stderr))
        self.assertTrue(done.stderr.startswith('aftertaste-collector: '), words)
        self.assertEqual(done.stderr.count('\n'), 1, done.stderr)
        return done.stderr

    def try_misuse(self):
        for words in ((), ('nothing',), ('venue',), ('venue', 'add'), ('venue', 'add', 'A', 'B'),
                      ('venue', 'add', 'A', '--zone'), ('device', 'move', 'A'), ('backup',),
                      ('token', '--nonsense', 'x'), ('serve', 'x'), ('nothing', '--help')):
            self.assertIn('--help', self.refused(2, *words), words)
        missing = os.path.join(self.house.folder.name, 'missing')
        for words, text in (
                (('setup', 'again'), None), (('venue', 'add', 'A', '--zone', 'Mars/Base'), None),
                (('venue', 'add', 'A', '--cut-off', '25:00'), None),
                (('venue', 'change', 'nowhere', '--name', 'B'), None),
                (('venue', 'add', '人民广场'), None),
                (('device', 'rename', 'nobody', 'B'), None), (('device', 'approve', 'x'), None),
                (('device', 'approve', 'BCDF-GHJK'), None), (('device', 'deny', 'BCDFGHJK'), None),
                (('device', 'revoke', str(uuid.uuid4())), None),
                (('user', 'add', 'li', '--role', 'boss'), 'twelve-chars\n'),
                (('user', 'add', 'li', '--role', 'owner'), 'short\n'),
                (('user', 'disable', 'nobody'), None), (('user', 'pin', 'nobody'), '271828\n'),
                (('user', 'second-factor', 'off', 'nobody'), None),
                (('user', 'second-factor', 'on', 'nobody'), None),
                (('user', 'change', 'nobody', '--language', 'en'), None),
                (('guests', 'import', missing), None), (('survey', 'rollback', 'exit'), None),
                (('survey', 'rollback', 'exit', '--to', 'ab' * 32), None),
                (('survey', 'rollback', 'exit', '--to', 'ab'), None),
                (('token', '--venue', 'nowhere'), None), (('audit', 'list', '--after', 'x'), None),
                (('backup', os.path.join(missing, 'a')), None), (('backup', '/dev/null'), None),
                (('backup', os.path.join(self.house.data, 'collector.db')), None), (('restore', missing), None)):
            self.refused(1, *words, text=text)
        self.assertIn('missing', self.refused(1, 'survey', 'publish', missing))
        self.refused(1, 'survey', 'publish', self.write('no-survey.json', {'pages': 1}))

    def test_misuse_is_2_and_failure_is_1_with_one_line_each(self):
        self.house.set_up()
        self.try_misuse()
        self.start()
        self.try_misuse()
        self.assertTrue(self.house.run('verify')['sound'])

    def test_a_house_that_cannot_be_made_can_be_tried_again(self):
        self.refused(1, 'setup', 'A', '--venue', 'B', '--zone', 'Mars/Base')
        self.refused(1, 'setup', 'A', '--language', 'klingon')
        self.refused(1, 'setup', 'A', '--currency', 'yuan')
        self.refused(1, 'setup', 'A', '--venue', 'B', '--currency', 'yuan')
        made = self.house.run('setup', 'A', '--venue', 'B')
        self.assertEqual([key['key'] for key in self.house.run('key', 'list')['keys']], [made['key']])
        venues = self.house.run('venue', 'list')['venues']
        self.assertEqual([venue['venue'] for venue in venues], [made['venue']])

    def test_guests_come_in_whole_or_not_at_all(self):
        self.house.set_up()
        good = self.sheet('电话,会员号,等级,姓名\r\n13800000001,M1,VIP,王\r\n13800000002,,,李\r\n')
        self.assertEqual(self.house.run('guests', 'import', good), {
            'added': 2, 'changed': 0, 'unchanged': 0, 'columns_left_out': ['姓名']})
        self.start()
        again = self.sheet('电话,会员号,等级,姓名\r\n13800000001,M1,VIP,王\r\n', 'utf-8-sig')
        self.assertEqual(self.house.run('guests', 'import', again)['unchanged'], 1)
        bad = self.sheet('phone,tier\n13800000003,vip\n1,vip\n13800000004,gold\n', 'utf-8')
        said = self.refused(1, 'guests', 'import', bad)
        self.assertIn('2 lines are wrong: line 3: no telephone number; line 4: no tier', said)
        self.assertEqual(self.house.stop(), 0)
        with sqlite3.connect(os.path.join(self.house.data, 'collector.db')) as base:
            self.assertEqual(base.execute('SELECT count(*) FROM guest').fetchone(), (2,))
            whole = '\n'.join(base.iterdump())
        self.assertNotIn('13800000001', whole)

    def test_served_guests_come_in_whole_or_not_at_all(self):
        self.house.set_up()
        good = self.sheet('门店,日期,客数\r\n人民广场,2026-01-02,210\r\n人民广场,2026/1/3,0\r\n')
        self.assertEqual(self.house.run('venue', 'served', good), {'days': 2})
        self.start()
        again = self.sheet('guests,venue,day\n212,人民广场,2026-01-02\n', 'utf-8-sig')
        self.assertEqual(self.house.run('venue', 'served', again), {'days': 1})
        bad = self.sheet('venue,day,guests\n人民广场,2026-01-02,1\n人民广场,2026-02-30,1\n', 'utf-8')
        self.assertIn('Line 3: no day', self.refused(1, 'venue', 'served', bad))
        self.assertEqual(self.house.stop(), 0)
        with sqlite3.connect(os.path.join(self.house.data, 'collector.db')) as base:
            self.assertEqual(base.execute('SELECT day, guests FROM served').fetchall(),
                             [(20455, 212), (20456, 0)])
        actions = [row['action'] for row in self.house.run('audit', 'list')['audit']]
        self.assertEqual(actions.count('venue.served'), 2)

    def test_a_password_that_is_guessed_first_is_refused(self):
        self.house.set_up()
        add = ('user', 'add', 'wang', '--role', 'staff')
        self.assertIn('12 characters', self.refused(1, *add, text='eleven-char\n'))
        self.assertIn('guessed first', self.refused(1, *add, text='password2026!\n'))
        self.assertIn('name', self.refused(1, *add, text='wang1234567890\n'))

    def test_a_changed_user_keeps_the_rest_and_a_weak_pin_is_refused(self):
        self.house.set_up()
        self.house.run('user', 'add', 'wang', '--role', 'staff', text='twelve-chars\n')
        self.house.run('user', 'pin', 'wang', text='271828\n')
        self.assertIn('six digits', self.refused(1, 'user', 'pin', 'wang', text='123456\n'))
        self.refused(1, 'user', 'change', 'wang', '--language', 'klingon')
        changed = self.house.run('user', 'change', 'wang', '--public-name', '小王', '--language', 'en')
        self.assertEqual((changed['public_name'], changed['language'], changed['has_pin']),
                         ('小王', 'en', True))
        self.house.run('user', 'add', 'wang', '--role', 'manager', text='twelve-chars\n')
        user = self.house.run('user', 'list')['users'][0]
        self.assertEqual((user['role'], user['has_pin'], user['language']), ('manager', True, 'en'))
        self.assertFalse(self.house.run('user', 'pin', 'wang', text='\n')['has_pin'])

    def test_only_setup_makes_a_house(self):
        for words in (('verify',), ('venue', 'add', 'A'), ('token',), ('migrate',)):
            self.assertIn('setup makes one', self.refused(1, *words))
        self.assertFalse(os.path.exists(self.house.data))

    def test_a_changed_venue_reaches_its_kiosks_and_keeps_what_is_not_named(self):
        self.house.set_up()
        self.start()
        kiosk = Kiosk(self.house)
        ask = ('GET', '/api/v1/device/configuration')
        before = self.house.ask(*ask, token=kiosk.token)
        hours = {'monday': '11:00-14:00;17:00-23:30'}
        self.house.run('venue', 'change', '人民广场', '--details', self.write('d', {'hours': hours}))
        after = self.house.ask(*ask, token=kiosk.token)
        self.assertNotEqual(before[1]['etag'], after[1]['etag'])
        self.assertEqual(after[2]['hours']['monday'], hours['monday'])
        self.house.run('venue', 'change', self.house.venue, '--cut-off', '05:30')
        venue = self.house.run('venue', 'list')['venues'][0]
        self.assertEqual((venue['name'], venue['cut_off'], venue['hours']), ('人民广场', '05:30', hours))

    def test_a_name_is_one_however_it_is_typed(self):
        """Letters with their marks behind them, as some programs copy them, and in one."""
        apart, whole = 'Cafe\u0301', 'Caf\u00e9'
        self.carry_out('setup', apart, '--venue', apart)
        self.assertEqual(self.carry_out('venue', 'add', whole).returncode, 1)
        self.carry_out('user', 'add', 'Rene\u0301', '--role', 'staff', '--venue', apart, text='twelve-chars\n')
        self.carry_out('user', 'change', 'Ren\u00e9', '--public-name', 'Rene\u0301')
        codes = json.loads(self.carry_out('venue', 'codes', '--venue', whole, '--tables', 'E\u03011', '--json').stdout)
        self.assertEqual((codes['venue'], codes['codes'][0]['table']), (whole, '\u00c91'))
        database = sqlite3.connect(os.path.join(self.house.data, 'collector.db'))
        self.assertEqual(database.execute('SELECT house.name, venue.name, user.name, public_name FROM house, venue, user')
                         .fetchall(), [(whole, whole, 'Ren\u00e9', 'Ren\u00e9')])
        database.close()

    def test_a_moved_kiosk_counts_for_its_new_venue_from_then_on(self):
        self.house.set_up()
        self.start()
        kiosk = Kiosk(self.house)
        self.house.run('venue', 'add', '外滩')
        kiosk.send(kiosk.item())
        self.house.run('device', 'move', 'A', '--venue', '外滩')
        self.assertEqual(kiosk.send(kiosk.item())[0], 200)
        found = self.house.run('verify')
        self.assertTrue(found['sound'], found['findings'])
        self.assertEqual((found['devices'][0]['venue'], found['devices'][0]['last']), ('外滩', 2))

    def test_a_disabled_user_stays_so_when_the_password_changes(self):
        self.house.set_up()
        add = ('user', 'add', 'wang', '--role', 'owner')
        self.house.run(*add, text='twelve-chars\n')
        self.assertIsNotNone(self.house.run('user', 'disable', 'wang')['disabled'])
        self.assertIsNotNone(self.house.run(*add, text='other-twelve\n')['disabled'])
        self.assertIsNone(self.house.run('user', 'enable', 'wang')['disabled'])

    def test_the_pin_of_a_disabled_user_is_taken_from_the_kiosks_at_once(self):
        self.house.set_up()
        self.start()
        kiosk = Kiosk(self.house)
        self.house.run('user', 'add', 'wang', '--role', 'owner', text='twelve-chars\n')
        self.house.run('user', 'pin', 'wang', text='271828\n')

        def staff():
            said = self.house.ask('GET', '/api/v1/device/configuration', token=kiosk.token)[2]
            return len(said['desk']['staff']) if 'desk' in said else 0
        self.assertEqual(staff(), 1)
        self.house.run('user', 'disable', 'wang')
        self.assertEqual(staff(), 0)
        self.house.run('user', 'enable', 'wang')
        self.assertEqual(staff(), 1)

    def test_a_survey_goes_back_to_the_one_before(self):
        self.house.set_up()
        with open(survey('exit'), encoding='utf-8') as file:
            definition = json.load(file)
        definition['aftertaste']['version'] = 7
        second = self.house.run('survey', 'publish', self.write('7.json', definition))['survey']
        self.assertEqual(second, sha(canonical(definition)))
        back = self.house.run('survey', 'rollback', 'exit')
        self.assertEqual((back['survey'], back['current']), (self.house.survey, True))
        forth = self.house.run('survey', 'rollback', 'exit', '--to', second)
        self.assertEqual(forth['version'], '7')
        in_use = [s['survey'] for s in self.house.run('survey', 'list')['surveys'] if s['current']]
        self.assertEqual(in_use, [second])

    def test_every_change_is_in_the_audit(self):
        self.try_all(False, True)
        actions = [row['action'] for row in self.house.run('audit', 'list')['audit']]
        self.assertEqual(actions[:2], ['venue.add', 'house.set-up'])
        self.assertEqual(actions[-1], 'house.restore')
        self.assertLessEqual({'venue.change', 'device.approve', 'device.token', 'device.change',
                              'device.revoke', 'user.add', 'user.disable', 'user.enable',
                              'survey.publish', 'key.rotate'}, set(actions))
        self.assertEqual(self.house.run('verify')['audit_rows'], len(actions))

    def test_verify_shows_a_person_each_day(self):
        self.house.set_up()
        self.start()
        kiosk = Kiosk(self.house)
        kiosk.send(kiosk.item())
        kiosk.item()
        kiosk.send(kiosk.item())
        lines = self.carry_out('verify').stdout.splitlines()
        self.assertTrue(lines[0].endswith('all is sound'), lines)
        self.assertEqual(lines[2], f'A (人民广场) {kiosk.device}')
        self.assertRegex(lines[4], r'^  \d{4}-\d\d-\d\d +2 +1 +3 +1 +0 +0  intact   missing: 2–2$')
        self.assertRegex(lines[5], r'^  all +2 +1 +3 +1 +0 +0  intact   complete to 1, 0 refused$')

    def test_what_was_tampered_with_is_named_and_fails(self):
        self.house.set_up()
        self.start()
        kiosk = Kiosk(self.house)
        kiosk.send(kiosk.item(), kiosk.item())
        self.house.stop()
        with sqlite3.connect(os.path.join(self.house.data, 'collector.db')) as database:
            database.execute("UPDATE response SET answers = '{}' WHERE sequence = 2")
            database.execute("UPDATE audit SET actor = 'nobody' WHERE sequence = 2")
        database.close()
        found = self.house.run('verify', status=1)
        self.assertFalse(found['sound'])
        self.assertFalse(found['devices'][0]['intact'])
        self.assertEqual(found['devices'][0]['days'][0]['changed'], 1)
        told = self.carry_out('verify')
        self.assertEqual((told.returncode, told.stderr), (1, ''))
        self.assertRegex(told.stdout, r'! device A, .*: 2 \(response .*\) has been changed')
        self.assertIn('! audit: row 2 was changed or moved', told.stdout)
        self.assertIn('NOT PROVED', told.stdout)

    def test_only_the_owner_may_ask_a_running_collector(self):
        if os.geteuid() != 0:
            self.skipTest('only root can ask as somebody else')
        self.house.set_up()
        self.start()
        path = os.path.join(self.house.data, 'admin.sock')
        as_nobody = ['setpriv', f'--reuid={NOBODY}', '--clear-groups', sys.executable, '-c',
                     ASK_AS_NOBODY, path]
        for folder in (self.house.folder.name, self.house.data):
            os.chmod(folder, 0o711)
        done = subprocess.run(as_nobody, capture_output=True, timeout=30, check=False)
        self.assertIn(b'PermissionError', done.stderr)
        os.chmod(path, 0o666)
        done = subprocess.run(as_nobody, capture_output=True, timeout=30, check=False)
        self.assertEqual(done.stdout, b'', done)
        with socket.socket(socket.AF_UNIX) as link:
            link.connect(path)
            link.sendall(b'{"command":"venue list","arguments":{}}\n')
            self.assertIn(b'"reply"', link.recv(100))

    def test_without_serve_the_folder_is_locked(self):
        self.house.set_up()
        self.start()
        os.unlink(os.path.join(self.house.data, 'admin.sock'))
        self.assertIn('aftertaste-collector: ', self.refused(1, 'venue', 'list'))
        self.refused(1, 'restore', os.path.join(self.house.data, 'collector.db'))


if __name__ == '__main__':
    unittest.main()
