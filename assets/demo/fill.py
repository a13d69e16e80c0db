#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fill.py COLLECTOR DATA ADDRESS

Gives the demo house at ADDRESS (a collector's `serve` on the folder DATA) people who may sign in, guests
and cases of every state: by batches as a kiosk sends them, and by the console's forms as staff press
them. Only a house that nobody has signed in to is filled; how to sign in stands in DATA/../sign-in.
Needs nothing but Python and libsodium."""

import base64
import ctypes
import ctypes.util
import datetime
import hashlib
import html.parser
import http.client
import json
import os
import secrets
import subprocess
import sys
import time
import urllib.parse
import uuid

CONSENT = '2026-11'
WORDS = ['灶', '汤', '云', '竹', '桥', '月', '山', '茶', '灯', '河', '松', '雪', '米', '风', '石', '花']


class FillError(Exception):
    """The house could not be filled."""


# -- what a kiosk does -------------------------------------------------------------------------

def canonical(value):
    """RFC 8785 of what is sent here: no floats, names of ASCII."""
    return json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False).encode()


def sha(data):
    return hashlib.sha256(data).hexdigest()


def load_sodium():
    sodium = ctypes.CDLL(ctypes.util.find_library('sodium') or 'libsodium.so.23')
    if sodium.sodium_init() < 0:
        raise FillError('libsodium does not start')
    return sodium


class Seal:
    """Words that only the house reads."""

    def __init__(self, public_key):
        self.key, self.sodium = bytes.fromhex(public_key), load_sodium()

    def make(self, record, purpose, text):
        plain = f'aftertaste-seal-1\n{record}\n{purpose}\n{text}'.encode()
        box = ctypes.create_string_buffer(len(plain) + self.sodium.crypto_box_sealbytes())
        if self.sodium.crypto_box_seal(box, plain, ctypes.c_ulonglong(len(plain)), self.key) != 0:
            raise FillError('the house\'s key seals nothing')
        return {'name': purpose, 'kid': sha(self.key)[:16],
                'box': base64.urlsafe_b64encode(box.raw).rstrip(b'=').decode()}


class Link:
    """Requests to the collector."""

    def __init__(self, address):
        self.address = address.rstrip('/')
        self.host = urllib.parse.urlsplit(address).netloc

    def ask(self, method, path, body=None, headers=None):
        """Status, headers (lower case; Set-Cookie once) and body."""
        link = http.client.HTTPConnection(self.host, timeout=60)
        try:
            link.request(method, path, body, headers or {})
            reply = link.getresponse()
            return reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read()
        finally:
            link.close()


class Kiosk(Link):
    """Sends what guests answer, a chain of its own."""

    def __init__(self, address, device, token):
        super().__init__(address)
        self.device, self.token = device, token
        self.boot, self.sequence, self.chain = str(uuid.uuid4()), 0, '0' * 64
        told = self.call('GET', '/api/v1/device/configuration')
        self.surveys, self.seal = told['surveys'], Seal(told['house_public_key'])

    def call(self, method, path, body=None):
        status, _, data = self.ask(method, path, None if body is None else json.dumps(body).encode(), {
            'Authorization': 'Bearer ' + self.token, 'Content-Type': 'application/json'})
        if status != 200:
            raise FillError(f'{path}: {status} {data[:200]!r}')
        return json.loads(data)

    def item(self, body):
        self.sequence += 1
        previous, digest = self.chain, sha(canonical(body))
        self.chain = sha(b'aftertaste-chain-1' + uuid.UUID(self.device).bytes
                         + self.sequence.to_bytes(8, 'big') + bytes.fromhex(previous)
                         + bytes.fromhex(digest))
        kind = 'call-staff' if body['kind'] == 'call-staff' else 'response'
        return {'sequence': self.sequence, 'id': body['id'], 'kind': kind, 'previous': previous,
                'chain': self.chain, 'digest': digest, 'body': body}

    def send(self, *bodies):
        """All of them must be stored."""
        got = self.call('POST', '/api/v1/batches', {
            'schema': 1, 'device_id': self.device, 'boot_id': self.boot, 'sent_ms': now_ms(),
            'monotonic_ms': UP_MS + 6000, 'items': [self.item(body) for body in bodies]})
        bad = [r for r in got['items'] if r['status'] != 'stored']
        if bad:
            raise FillError(f'refused: {bad}')

    def heartbeat(self):
        self.call('POST', '/api/v1/device/heartbeat', {
            'schema': 1, 'version': '0.1', 'queue': 0, 'disk_free_bytes': 10 ** 10,
            'clock_ms': now_ms(), 'boot_id': self.boot, 'monotonic_ms': UP_MS + 7000, 'printer': None})

    def body(self, kind, answers, locale='zh-CN', table=None, sitting=None, days_ago=0):
        now = now_ms() - days_ago * DAY_MS
        survey = self.surveys.get(kind)
        named = survey and {'id': kind, 'version': str(survey['definition']['aftertaste']['version']),
                            'digest': survey['digest']}
        return {'schema': 1, 'id': str(uuid.uuid4()), 'sitting_id': sitting or str(uuid.uuid4()),
                'kind': kind, 'state': 'complete', 'survey': named, 'started_ms': now - 60000,
                'ended_ms': now, 'boot_id': self.boot, 'burst': False,
                'monotonic_ms': UP_MS + 5000 - days_ago * DAY_MS,
                'locale': locale, 'channel': 'kiosk', 'table': table, 'answers': answers, 'seals': [],
                'consent': None, 'salt': secrets.token_hex(16)}

    def complaint(self, what, words=None, phone=None, wish='now', name=None, **more):
        """A guest complains; a PHONE is left with consent to be called."""
        answers = {'what': what, 'wish': 'call' if phone else wish}
        if more.get('table'):
            answers['tableNumber'] = int(more['table'])
        if phone:
            answers['callback'] = ['yes']
        body = self.body('complaint', answers, **more)
        if words:
            body['seals'].append(self.seal.make(body['id'], 'words', words))
        if phone:
            contact = {'phone': phone, **({'callName': name} if name else {})}
            body['seals'].append(self.seal.make(body['id'], 'contact', canonical(contact).decode()))
            body['consent'] = {'callback': True, 'offers': False, 'given_ms': now_ms(),
                               'locale': body['locale'], 'version': CONSENT}
        self.send(body)
        return body

    def call_staff(self, table=None):
        self.send(self.body('call-staff', {}, table=table))


DAY_MS = 86400000
UP_MS = 10 * DAY_MS     # how long the kiosk has been running


def now_ms():
    return int(time.time() * 1000)


# -- what staff do -----------------------------------------------------------------------------

class Forms(html.parser.HTMLParser):
    """The forms of a page: action, fields as they stand, and what each field takes."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.links, self.form, self.select, self.area = [], [], None, None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == 'a':
            self.links.append(given.get('href', ''))
        elif tag == 'form':
            self.form = {'action': given.get('action'), 'method': given.get('method'), 'fields': {},
                         'kinds': {}, 'most': {}, 'is_file': 'multipart' in (given.get('enctype') or '')}
            self.forms.append(self.form)
        elif self.form is not None and given.get('name'):
            self.take(tag, given)
        elif tag == 'option' and self.select:
            self.take_option(given)

    def take(self, tag, given):
        name, kind = given['name'], given.get('type', 'text') if tag == 'input' else tag
        if tag == 'button' or (kind == 'checkbox' and 'checked' not in given):
            self.form['kinds'].setdefault(name, (kind, given.get('value') or 'on'))
            return
        self.form['kinds'][name] = (kind, [])
        self.form['most'][name] = int(given.get('maxlength') or 0)
        self.form['fields'][name] = given.get('value') or ('on' if kind == 'checkbox' else '')
        self.select = name if tag == 'select' else None
        self.area = name if tag == 'textarea' else None

    def take_option(self, given):
        values, value = self.form['kinds'][self.select][1], given.get('value') or ''
        values.append(value)
        if 'selected' in given or len(values) == 1:
            self.form['fields'][self.select] = value

    def handle_data(self, data):
        if self.area:
            self.form['fields'][self.area] += data

    def handle_endtag(self, tag):
        if tag in ('textarea', 'select'):
            self.area = self.select = None
        elif tag == 'form':
            self.form = None


class Person(Link):
    """Somebody at the console, without a script."""

    def __init__(self, address):
        super().__init__(address)
        self.cookie = None

    def open(self, path):
        """Status and the page."""
        status, _, data = self.ask('GET', path, None, {'Cookie': self.cookie} if self.cookie else {})
        return status, data.decode()

    def page(self, path):
        status, page = self.open(path)
        if status != 200:
            raise FillError(f'{path}: {status}')
        return Forms(page)

    def post(self, path, fields):
        """Status, where it leads to, and the page."""
        headers = {'Content-Type': 'application/x-www-form-urlencoded', 'Origin': self.address,
                   'Sec-Fetch-Site': 'same-origin', **({'Cookie': self.cookie} if self.cookie else {})}
        status, found, data = self.ask('POST', path, urllib.parse.urlencode(fields).encode(), headers)
        if 'set-cookie' in found:
            self.cookie = found['set-cookie'].split(';', 1)[0]
        return status, found.get('location'), data.decode()

    def press(self, path, action, **fields):
        """Fills the form on the page PATH that goes to ACTION (its end), and presses it."""
        chosen = [form for form in self.page(path).forms if form['action'].endswith(action)]
        if not chosen:
            raise FillError(f'{path} has no form {action}')
        press_form(self, chosen[0], {name.replace('_', '-'): text for name, text in fields.items()})

    def sign_in(self, name, password):
        self.press('/console/sign-in', '/console/sign-in', name=name, password=password)
        return self


def press_form(person, form, fields):
    status, _, page = person.post(form['action'], {**form['fields'], **fields})
    if status != 303:
        said = page.partition('role="alert"')[2] if 'is-refused' in page else page
        raise FillError(f'{form["action"]}: {status} {said[:300]}')


def make_password():
    return '-'.join(secrets.choice(WORDS) for _ in range(4)) + '-' + secrets.token_hex(4)


# -- the demo house ----------------------------------------------------------------------------

class House:
    """The house that is filled."""

    def __init__(self, collector, data, address):
        self.collector, self.data, self.address = collector, data, address
        self.passwords, self.roles = {}, {}

    def run(self, *words):
        done = subprocess.run([self.collector, *words, '--data', self.data, '--json'],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise FillError(done.stderr.strip())
        return json.loads(done.stdout)

    def is_empty(self):
        return all(user['disabled'] for user in self.run('user', 'list')['users'])

    def let_in(self):
        """The owner by the one-time address, a manager and two of the staff by the owner."""
        path = urllib.parse.urlsplit(self.run('user', 'setup')['address']).path
        owner = Person(self.address)
        self.passwords['zhou'], self.roles['zhou'] = make_password(), 'owner'
        owner.press(path, path, name='zhou', public_name='周老板', again=self.passwords['zhou'],
                    new_password=self.passwords['zhou'])
        for name, public, role in (('wang', '王经理', 'manager'), ('li', '小李', 'staff'),
                                   ('chen', '小陈', 'staff')):
            self.passwords[name], self.roles[name] = make_password(), role
            owner.press('/console/settings/staff', '/staff', name=name, public_name=public, role=role,
                        new_password=self.passwords[name])
        return owner

    def enter(self, name):
        return Person(self.address).sign_in(name, self.passwords[name])

    def write_down(self):
        path = os.path.join(os.path.dirname(os.path.abspath(self.data)), 'sign-in')
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w', encoding='utf-8') as file:
            for name, password in self.passwords.items():
                file.write(f'{name} {password} ({self.roles[name]})\n')


def find_newest_case(person):
    links = [path for path in person.page('/console/cases').links if path.startswith('/console/cases/')]
    return links[0].split('#')[0]


def take(person, path, *steps):
    """Takes a case and goes the first STEPS, each with what came of it."""
    person.press(path, '/acknowledge')
    for words in steps:
        acts = [form['action'].rpartition('/')[2] for form in person.page(path).forms]
        person.press(path, '/step' if 'step' in acts else '/agree', words=words)


def promise(person, path, words, minutes):
    """Something is promised in a case, by who promises it, for in so many minutes."""
    form = next(f for f in person.page(path).forms if f['action'].endswith('/promise'))
    # The form proposes the next full hour of tomorrow, by the venue's clock.
    hour = datetime.datetime.fromisoformat(form['fields']['promise-due']) - datetime.timedelta(days=1)
    now = hour - datetime.timedelta(minutes=-datetime.datetime.now().minute % 60)
    due = now + datetime.timedelta(minutes=minutes)
    press_form(person, form, {'promise': words, 'promise-due': due.strftime('%Y-%m-%dT%H:%M')})


def close(person, path, end, *causes, cost='0', action=None, words=''):
    """Closes a case. CAUSES: outcome, as the guest states it, as the house found it, whose it was."""
    form = next(f for f in person.page(path).forms if f['action'].endswith('/close'))
    due = datetime.date.today() + datetime.timedelta(days=7)
    mended = {'action': action, 'action-owner': form['kinds']['action-owner'][1][1],
              'action-due': due.isoformat()} if action else {'no-action': 'on'}
    named = dict(zip(('outcome', 'stated-cause', 'root-cause', 'responsibility'), causes))
    press_form(person, form, {**mended, **named, 'to': end, 'cost': cost, 'words': words})


def fill_cases(kiosk, zhou, wang, li, chen):
    """A case of every state, oldest first, so that the newest is the one that waits."""
    def new(*words, **more):
        kiosk.complaint(*words, **more)
        return find_newest_case(wang)

    path = new(['service', 'waiting'], '催了三次才上菜，服务员还翻白眼。', '13912345678', name='王女士', table='8',
               days_ago=6)      # she comes again below
    take(wang, path, '请到安静的位置坐下，上了茶。', '等了四十分钟，孩子饿哭了。', '当班漏了单。',
         '锅底免单，送一份水果。')
    wang.press(path, '/offer', rung='off-bill', cost='48', words='锅底免单，客人同意；等了四十分钟，孩子都饿哭了。')
    zhou.press(path, '/approve')
    wang.press(path, '/resume', words='客人接受。')
    wang.press(path, '/keep', words='电话里王女士说满意，过几天再来。')
    close(wang, path, 'recovered', 'compensated', 'waiting', 'understaffed', 'management', cost='48.00',
          action='高峰时传菜口加一人，催菜两次即报当班经理。', words='客人当场接受，临走说下次再来。')

    path = new(['hygiene'], '碗边有口红印，换了一个还是有。', table='3')
    take(li, path, '先道歉，换了一整套餐具。')
    close(wang, path, 'lost', 'not-satisfied', 'hygiene', 'cleaning', 'kitchen', words='客人没有接受，先走了。')

    path = new(['price'], '账单多了两瓶饮料。', wish='explain', table='15')
    take(chen, path, '一起看了账单。')
    close(wang, path, 'closed-without-remedy', 'not-ours', 'bill', 'misunderstanding', 'guest',
          words='饮料是同桌的人点的，账单没有错，已说明。')

    path = new(['portion', 'food'], 'The beef plate was half of what the picture shows.', locale='en', table='11')
    take(li, path, '请客人看了菜单上的克数。', 'Guest feels misled by the picture.')
    promise(li, path, '把图片下面的克数写清楚，新菜单拿给客人看。', 2)     # overdue when somebody looks
    li.press(path, '/wait', words='客人要和同桌的人商量。')

    path = new(['food'], '毛肚又老又腥，吃了两口就不敢吃了。', '13912345678', name='王女士', table='8')
    take(chen, path, '端走那盘，先道歉。')
    promise(chen, path, '给王女士打电话，说清毛肚是怎么回事。', 50)
    chen.press(path, '/offer', rung='again', cost='28', words='毛肚重上一份，不收钱。')
    chen.press(path, '/offer', rung='discount', cost='188', words='王女士第二次来又没吃好，想给整桌打八折，请经理批。')

    path = new(['waiting'], '排号过了没有叫我们，前面的人比我们晚来。', '021-5555 0188', table='2')
    take(li, path, '请到门口的椅子坐，送了瓜子。', '叫号时客人在洗手间。')
    li.press(path, '/hand-over', to=find_user(li, path, '王经理'), words='客人要见经理，已经等了十分钟，别让他再说一遍。')

    path = new(['ambience'], '空調太冷，孩子打噴嚏。', locale='zh-TW', table='21')
    take(chen, path)

    kiosk.send(kiosk.body('exit', {'overall': 1, 'why': ['service', 'hygiene'], 'recommend': 0, 'return': 'no'}))
    kiosk.send(*(kiosk.body('exit', {'overall': score}) for score in (5, 4, 5, 3, 4, 5)))
    kiosk.call_staff(table='6')
    kiosk.complaint(['illness', 'food'], '吃完半小时肚子疼，怀疑虾滑没有熟。', '13812340002', name='陈先生', table='17')


def find_user(person, path, public_name):
    """The id of a colleague, by the name that the hand-over form shows."""
    _, page = person.open(path)
    head = page.split(f'>{public_name}</option>')[0]
    return head.rsplit('value="', 1)[1].split('"')[0]


def fill_house(house):
    """True when it was filled now; False when somebody may sign in already."""
    if not house.is_empty():
        return False
    owner = house.let_in()
    house.write_down()
    house.run('venue', 'codes', '--tables', '1-8,A1-A4', '--door')
    given = house.run('token', '--name', 'B')
    kiosk = Kiosk(house.address, given['device'], given['token'])
    kiosk.heartbeat()
    wang, li, chen = (house.enter(name) for name in ('wang', 'li', 'chen'))
    owner.press('/console', '/duty', on='yes')
    li.press('/console', '/duty', on='yes')
    fill_cases(kiosk, owner, wang, li, chen)
    return True


def main():
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        fill_house(House(*sys.argv[1:]))
    except (FillError, OSError) as error:
        print(f'The demo house could not be filled: {error}', file=sys.stderr)
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
