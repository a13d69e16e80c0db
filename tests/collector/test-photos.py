#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A guest's photo from the phone to the console, in Chromium at 360 px: sent by a plain form, made
anew, sealed on the disk, seen by who works there and by nobody else, and gone when it is erased; with
the words and the wish for a call that came with it. AFTERTASTE_SHOTS=DIR: pictures of what is seen."""

import http.client
import importlib
import os
import struct
import subprocess
import sys
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(HERE, '..', 'tools'), os.path.join(HERE, '..', '..', 'assets', 'demo')]
import browser  # noqa: E402
import fill  # noqa: E402
import house  # noqa: E402
phones = importlib.import_module('test-phone-survey')
Phone, expect, SHOTS = phones.Phone, phones.expect, phones.SHOTS

PLACE = b'GPSLatitude 30.5728 N, the camera of Mr Wang'


class House(phones.House):
    """With people at the console."""

    def open(self):
        super().open()
        self.console = 'http://127.0.0.1:%d' % self.port
        self.people = fill.House(house.PROGRAM, self.data, self.console)
        self.people.let_in()
        return self

    def sealed(self):
        folder = os.path.join(self.data, 'attachments')
        return [os.path.join(folder, name) for name in os.listdir(folder)] if os.path.isdir(folder) else []

    def picture(self, name, size='2000x1500', orientation=6):
        """A JPEG that says where it was taken, and lies on its side."""
        made = subprocess.run(['convert', '-size', size, 'gradient:tan-brown', '-quality', '90', 'jpeg:-'],
                              capture_output=True, check=True).stdout
        tiff = b'MM\0*' + struct.pack('>LHHHLHHL', 8, 1, 0x0112, 3, 1, orientation, 0, 0)
        exif = b'Exif\0\0' + tiff + PLACE
        return self.keep(name, made[:2] + b'\xff\xe1' + struct.pack('>H', len(exif) + 2) + exif + made[2:])

    def keep(self, name, content):
        path = os.path.join(self.folder.name, name)
        with open(path, 'wb') as file:
            file.write(content)
        return path


def complain(chromium, own, language='en'):
    """Somebody with a slip's link, at its page."""
    phone = phones.begin_complaint(Phone(chromium, 'photo', language), own.table).next().tap(1)
    phone.person.do('click', selector='a.button.main')
    phone.link = phone.person.do('address').split('?')[0]
    expect('/f/' in phone.link, phone.link)
    return phone


def send_photo(phone, path):
    phone.person.do('give', selector='input[type=file]', path=path)
    phone.person.do('click', selector='main form button.main')
    return phone


def sign_in(chromium, own, name='zhou', **how):
    person = chromium.person('console', language='en', **how)
    expect(person.go(own.console + '/console') == 200, 'no sign-in')
    person.do('fill', selector='#name', text=name)
    person.do('fill', selector='#password', text=own.people.passwords[name])
    person.do('click', selector='form button')
    expect(person.do('count', selector='nav.sections'), 'not signed in: ' + person.text())
    return person


def look(chromium, person, name):
    if SHOTS:
        os.makedirs(SHOTS, exist_ok=True)
        person.do('shot', path=os.path.join(SHOTS, name + '.png'))
    wrong = ['sticks out: %s' % one for one in person.do('overflow')]
    wrong += ['complains: %s' % one for one in chromium.complaints()]
    wrong += ['axe: %s' % one for one in person.axe()]
    expect(not wrong, '%s: %s' % (name, '\n'.join(wrong)))


def an_erased_guest_leaves_no_photo(chromium, own):
    phone = complain(chromium, own)
    phone.go(phone.link + '/photo')
    send_photo(phone, own.picture('gone.jpg'))
    expect(len(own.sealed()) == 1, own.sealed())
    phone.go(phone.link + '/erase')
    phone.person.do('click', selector='main form button')
    expect(not own.sealed(), own.sealed())
    phone.go(phone.link + '/photo', 404).close()


def a_photo_is_sent_by_a_plain_form_in_each_language(chromium, own):
    photo = own.picture('table.jpg')
    for number, language in enumerate(phones.LANGUAGES, 1):
        phone = complain(chromium, own, language)
        phone.go(phone.link + '/photo').look('choose')
        send_photo(phone, photo).look('sent')
        expect(phone.person.do('address').split('?')[0] == phone.link, phone.text())
        expect(len(own.sealed()) == number, own.sealed())
        phone.go(phone.link + '/photo').look('again').close()
    for path in own.sealed():
        with open(path, 'rb') as file:
            content = file.read()
        expect(content.startswith(b'AFTSEAL1') and b'JFIF' not in content, 'not sealed: ' + path)
        expect(PLACE not in content, 'the place is in it')


def what_is_no_photo_is_said_in_one_sentence(chromium, own):
    phone = complain(chromium, own)
    for name, content, words in (('note.jpg', b'not a picture', 'no photo we can read'),
                                 ('page.png', b'<svg xmlns="http://www.w3.org/2000/svg"/>', 'no photo we can read')):
        phone.go(phone.link + '/photo')
        send_photo(phone, own.keep(name, content))
        expect(words in phone.text(), '%s: %s' % (name, phone.text()))
        phone.wrong = [one for one in phone.look(name[:4]).wrong if 'status of 4' not in one]
    expect(not own.sealed(), own.sealed())
    refuse_a_film(phone, own)
    phone.close()


def refuse_a_film(phone, own):
    """Its length is enough; nginx, which reads it to its end, leads to the page that says so."""
    path = urllib.parse.urlsplit(phone.link).path + '/photo'
    link = http.client.HTTPConnection(urllib.parse.urlsplit(own.phones).netloc, timeout=30)
    link.putrequest('POST', path)
    link.putheader('Content-Type', 'multipart/form-data; boundary=x')
    link.putheader('Content-Length', str(9 * 1024 * 1024))
    link.endheaders()
    expect(link.getresponse().status == 413, 'a film is read')
    link.close()
    phone.go(phone.link + '/photo?said=too-large').look('film')
    expect('larger than 8 MB' in phone.text(), phone.text())


def five_photos_and_no_more(chromium, own):
    phone, photo = complain(chromium, own), own.picture('small.jpg', '64x48')
    for _ in range(5):
        phone.go(phone.link + '/photo')
        send_photo(phone, photo)
    phone.go(phone.link + '/photo').look('full')
    expect(phone.person.do('count', selector='input[type=file]') == 0, 'there is room for a sixth')
    expect(len(own.sealed()) == 5, own.sealed())
    phone.close()


def add_everything(chromium, own):
    """A complaint with words, a wish for a call and two photos added."""
    phone = complain(chromium, own, 'zh-CN')
    for name in ('one.jpg', 'two.jpg'):
        phone.go(phone.link + '/photo')
        send_photo(phone, own.picture(name, '1600x1200' if name == 'one.jpg' else '900x1400', 1))
    return phone


def staff_see_what_was_added(chromium, own):
    phone = add_everything(chromium, own)
    phone.go(phone.link + '/say').tap(2).fill('a hair <b>in</b> it').next().tap(0).tap(2).tick(0).next()
    phone.fill('13900001234').next().fill('王').next()
    phone.close()
    for width, language in ((1280, 'en'), (360, 'zh-CN')):
        person = sign_in(chromium, own, width=width)
        person.go(own.console + '/console')
        person.do('click', selector='.me button[value="%s"]' % language)
        expect(person.do('count', selector='.waits .news') == 1, 'the board says nothing of it')
        look(chromium, person, 'today-%d' % width)
        person.do('click', selector='.waits .number a')
        expect(person.do('count', selector='#added .photos img') == 2, person.text('#added'))
        expect('a hair <b>in</b> it' in person.text('#added'), person.text('#added'))
        expect('14:00' in person.text('#added'), person.text('#added'))
        look(chromium, person, 'case-%d' % width)
        photo = person.do('attribute', selector='#added .photos img', name='src')
        expect(person.go(own.console + photo) == 200, 'there is no photo')
        expect(person.go(own.console + photo[:-1] + ('0' if photo[-1] != '0' else '1')) == 404, 'another is there')
        person.do('close')
        chromium.complaints()


TESTS = [a_photo_is_sent_by_a_plain_form_in_each_language, what_is_no_photo_is_said_in_one_sentence,
         five_photos_and_no_more, staff_see_what_was_added,
         an_erased_guest_leaves_no_photo]


def main():
    phones.House = House
    chosen = [test for test in TESTS if not sys.argv[1:] or any(word in test.__name__ for word in sys.argv[1:])]
    with browser.Browser() as chromium:
        if chromium.missing:
            print('1..0 # SKIP ' + chromium.missing)
            return 0
        return min(1, phones.run(chromium, chosen))


if __name__ == '__main__':
    sys.exit(main())
