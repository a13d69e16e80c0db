#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A kiosk that nobody has set up: staff enter the collector's address on the glass, compare the
authority's fingerprint, and enrol it; nothing leaves it before they agree. With AFTERTASTE_SHOTS=DIR the
screens are kept as pictures."""
import configparser
import os
import shutil
import subprocess
import sys
import tempfile

from collector import CODE, Collector
from visit import HERE, Failure, Kiosk, Texts, run

SURVEY = os.path.join(HERE, '..', 'data', 'surveys', 'one.json')
CONFIG = '/etc/aftertaste/aftertaste-kiosk.conf'


class House:
    """A house's authority, and its collector, whose certificate it made."""

    def __init__(self, name='good', chain=('good.pem', 'house.pem')):
        self.folder = tempfile.mkdtemp(prefix='aftertaste-house.')
        subprocess.run([os.path.join(HERE, 'upload', 'make-certificates'), self.folder], check=True)
        whole = os.path.join(self.folder, 'chain.pem')
        with open(whole, 'w', encoding='ascii') as out:
            for part in chain:
                with open(os.path.join(self.folder, part), encoding='ascii') as one:
                    out.write(one.read())
        self.collector = Collector((whole, os.path.join(self.folder, name + '.key')))

    @property
    def fingerprint(self):
        said = subprocess.run(['openssl', 'x509', '-noout', '-sha256', '-fingerprint', '-in', self.authority],
                              check=True, capture_output=True, text=True).stdout
        digits = said.strip().split('=')[1].replace(':', '')
        return [digits[i:i + 8] for i in range(0, 64, 8)]

    @property
    def authority(self):
        return os.path.join(self.folder, 'house.pem')

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.collector.shutdown()
        shutil.rmtree(self.folder)


def shot(kiosk, name):
    folder = os.environ.get('AFTERTASTE_SHOTS')
    if folder:
        kiosk.shot(os.path.join(folder, name + '.png'))


def enter_address(kiosk, t, text, has_keyboard=True):
    """By a keyboard that is plugged in; else what comes last by the keys on the glass."""
    typed = len(text) if has_keyboard else len(text) - 5
    kiosk.wait(t.word('For staff: where is your collector?'))
    kiosk.write(text[:typed])
    if text[typed:]:
        kiosk.press(*text[typed:])
    if kiosk.text(t.word('Address of the collector'), 'text box') != text:
        raise Failure('%r stands there' % kiosk.text(t.word('Address of the collector'), 'text box'))
    shot(kiosk, 'address')
    kiosk.tap(t.word('Next'))


def one_visit(kiosk, t):
    kiosk.tap(t.choice('overall', 5))
    kiosk.hook('page thanks')
    kiosk.hook('ack ')
    kiosk.tap(t.word('Done'))
    kiosk.wait(t.title('overall'))


def chosen(kiosk):
    path = os.path.join(kiosk.data, 'collector.conf')
    settings = configparser.RawConfigParser()
    settings.read(path, encoding='utf-8')
    if os.stat(path).st_mode & 0o777 != 0o600:
        raise Failure('others may read %s' % path)
    return settings['collector']


def staff_pair_and_enrol_a_kiosk_and_what_guests_say_arrives():
    t = Texts('zh-CN', SURVEY)
    with House() as house, Kiosk(config=None, survey=SURVEY) as kiosk:
        enter_address(kiosk, t, house.collector.host_text, has_keyboard=False)
        kiosk.wait(t.word('For staff: is this your collector?'))
        shot(kiosk, 'authority')
        said = ' '.join(kiosk.names()).split()
        for group in house.fingerprint:
            if group not in said:
                raise Failure('%s is not among %s' % (group, said))
        if house.collector.requests:
            raise Failure('something was sent before staff agreed')
        kiosk.tap(t.word('It is the same'))
        kiosk.wait(CODE)
        shot(kiosk, 'enrol')
        with open(os.path.join(kiosk.data, chosen(kiosk)['authority']), encoding='ascii') as kept:
            if kept.read().strip() != open(house.authority, encoding='ascii').read().strip():
                raise Failure('another authority was kept')
        with house.collector.arrived:
            house.collector.is_approved = True
        kiosk.wait(t.title('overall'))
        one_visit(kiosk, t)
        house.collector.wait_for(1)
        kiosk.kill(15)
        with Kiosk(config=None, survey=SURVEY, data=kiosk.data) as again:
            one_visit(again, t)
            house.collector.wait_for(2)


def another_fingerprint_is_refused_and_not_a_request_goes_there():
    t = Texts('zh-CN', SURVEY)
    with House() as house, Kiosk(config=None, survey=SURVEY) as kiosk:
        enter_address(kiosk, t, house.collector.host_text)
        kiosk.tap(t.word('It differs'))
        kiosk.wait(t.word('Then something else answers there. Nothing has been sent to it.'))
        kiosk.tap(t.word('Not now'))
        one_visit(kiosk, t)
        if house.collector.requests or not house.collector.connections:
            raise Failure('%d requests, %d connections' % (house.collector.requests, house.collector.connections))
        if chosen(kiosk)['address']:
            raise Failure('%r is kept' % chosen(kiosk)['address'])


def what_cannot_prove_itself_is_told_in_words():
    t = Texts('zh-CN', SURVEY)
    for name, chain, word in (
            ('expired', ('expired.pem', 'house.pem'), "Its certificate has expired, or this machine's clock is wrong"),
            ('other-host', ('other-host.pem', 'house.pem'), 'Its certificate is not for this address'),
            ('good', ('good.pem',), 'Its certificate comes without the authority that signed it')):
        with House(name, chain) as house, Kiosk(config=None, survey=SURVEY) as kiosk:
            enter_address(kiosk, t, house.collector.host_text)
            kiosk.wait(t.word(word))
            if house.collector.requests:
                raise Failure('something was sent')


def nobody_there_is_told_and_the_address_can_be_mended():
    t = Texts('zh-CN', SURVEY)
    with House() as house, Kiosk(config=None, survey=SURVEY) as kiosk:
        enter_address(kiosk, t, 'localhost:1')
        kiosk.wait(t.word('No collector answers there. Is the address right, and the network plugged in?'))
        shot(kiosk, 'nobody')
        kiosk.touch(*kiosk.middle(t.word('Address of the collector'), role='text box'))
        kiosk.press(*[t.word('Backspace')] * 2)
        kiosk.write(':%d' % house.collector.server_port)
        kiosk.tap(t.word('Next'))
        kiosk.wait(t.word('For staff: is this your collector?'))


def staff_read_it_in_their_language():
    with Kiosk(config=None, survey=SURVEY) as kiosk:
        kiosk.wait(Texts('zh-CN').word('For staff: where is your collector?'))
        kiosk.press('a')
        for language in ('en', 'zh-TW', 'zh-CN'):
            t = Texts(language)
            kiosk.tap(t.OWN_NAMES[language])
            kiosk.wait(t.word('For staff: where is your collector?'))
            if kiosk.text(t.word('Address of the collector'), 'text box') != 'a':
                raise Failure('what was entered is gone')


def a_kiosk_without_a_collector_works_and_asks_shortly_at_the_next_start():
    t = Texts('zh-CN', SURVEY)
    with Kiosk(config=None, survey=SURVEY) as kiosk:
        kiosk.tap(t.word('Not now'))
        one_visit(kiosk, t)
        kiosk.kill(15)
        with Kiosk(config=None, survey=SURVEY, data=kiosk.data) as again:
            again.wait(t.word('For staff: where is your collector?'))
            again.wait(t.title('overall'), seconds=40)


def a_settings_file_wins_key_by_key():
    t = Texts('en', SURVEY)
    with House() as house, Kiosk(config=None, survey=SURVEY) as kiosk:
        zh = Texts('zh-CN', SURVEY)
        enter_address(kiosk, zh, house.collector.host_text)
        kiosk.tap(zh.word('It is the same'))
        with house.collector.arrived:
            house.collector.is_approved = True
        kiosk.wait(zh.title('overall'))
        kiosk.kill(15)
        other = Collector((os.path.join(house.folder, 'good.pem'), os.path.join(house.folder, 'good.key')))
        settings = '[kiosk]\nlanguage=en\n[collector]\naddress=%s\n' % other.address
        with Kiosk(config=settings, survey=SURVEY, data=kiosk.data) as again:
            one_visit(again, t)             # by the authority that staff agreed to
            other.wait_for(1)


if __name__ == '__main__':
    if os.path.exists(CONFIG):
        print('1..0 # SKIP this machine has a kiosk of its own: %s' % CONFIG)
        sys.exit(0)
    sys.exit(run([staff_pair_and_enrol_a_kiosk_and_what_guests_say_arrives,
                  another_fingerprint_is_refused_and_not_a_request_goes_there,
                  what_cannot_prove_itself_is_told_in_words, nobody_there_is_told_and_the_address_can_be_mended,
                  staff_read_it_in_their_language,
                  a_kiosk_without_a_collector_works_and_asks_shortly_at_the_next_start,
                  a_settings_file_wins_key_by_key]))
