#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The console over HTTP, as a browser without script meets it: the first owner's address, signing
in, a case that rings, is taken and closed, and what is refused."""

import http.client
import os
import re
import sys
import unittest
import urllib.parse

sys.dont_write_bytecode = True
from house import House, Kiosk, SURVEYS  # noqa: E402
from visitor import Browser  # noqa: E402

PASSWORD = 'three hens and a lantern'
HOSTILE = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>'


class Console(unittest.TestCase):
    def setUp(self):
        self.house = House()
        self.addCleanup(self.house.__exit__)
        made = self.house.run('setup', '老灶火锅', '--venue', '人民广场', '--language', 'en')
        self.house.venue = made['venue']
        self.address = urllib.parse.urlparse(made['address'])
        self.house.survey = self.house.run('survey', 'publish',
                                           os.path.join(SURVEYS, 'complaint.json'))['survey']
        self.house.start()
        self.owner = Browser(self.house)

    def come_in(self):
        status, _, page = self.owner.get(self.address.path)
        self.assertEqual(status, 200)
        status, headers, _ = self.owner.send(page, self.address.path, name='mei', public_name='梅姐',
                                             new_password=PASSWORD, again=PASSWORD)
        self.assertEqual((status, headers['location']), (303, '/console?said=set-up'))
        return self.owner.get('/console')

    def complain(self, words, **changes):
        kiosk = Kiosk(self.house)
        body = kiosk.body(kind='complaint', state='complete', table='12',
                          survey={'id': 'complaint', 'version': '1', 'digest': self.house.survey},
                          answers={'what': ['service'], 'words': words}, **changes)
        reply = kiosk.send(kiosk.item(body))[2]
        self.assertEqual(reply['items'][0]['status'], 'stored', reply)

    def find_case(self):
        page = self.owner.get('/console')[2]
        return next(a['href'] for t, a in page.tags
                    if t == 'a' and re.fullmatch('/console/cases/[0-9a-f-]{36}', a.get('href', '')))

    def test_setup_prints_an_address_that_works_once(self):
        self.assertRegex(self.address.path, '^/console/setup/[A-Za-z0-9_-]{43}$')
        status, _, page = self.come_in()
        self.assertEqual(status, 200)
        self.assertIn('梅姐', page.text)
        self.assertEqual(Browser(self.house).get(self.address.path)[0], 404)
        again = urllib.parse.urlparse(self.house.run('user', 'setup')['address'])
        self.assertEqual(Browser(self.house).get(again.path)[0], 200)

    def test_every_page_carries_its_policy(self):
        self.come_in()
        self.complain('slow')
        for path in ('/console', '/console/cases', self.find_case(), '/console/password'):
            status, headers, page = self.owner.get(path)
            self.assertEqual(status, 200)
            self.assertIn("default-src 'none'", headers['content-security-policy'])
            self.assertNotIn('unsafe', headers['content-security-policy'])
            self.assertEqual(headers['cache-control'], 'no-store')
            for tag, attributes in page.tags:
                self.assertFalse([a for a in attributes if a.startswith('on') or a == 'style'])
                self.assertFalse(tag == 'script' and not attributes.get('src'))

    def test_a_case_is_worked_to_its_end_without_script(self):
        self.come_in()
        self.complain('等了五十分钟')
        path = self.find_case()
        page = self.owner.get(path)[2]
        self.assertIn('等了五十分钟', page.text)
        status, headers, _ = self.owner.send(page, '/acknowledge')
        self.assertEqual((status, headers['location']), (303, path + '?said=taken'))
        for end in ('/step', '/step', '/step', '/agree', '/step'):
            page = self.owner.get(path)[2]
            owner = {'promise_owner': page.mine} if end == '/agree' else {}
            self.assertEqual(self.owner.send(page, end, words='重做一份', **owner)[0], 303)
        page = self.owner.get(path)[2]
        self.assertIn('Call the guest back', page.text)
        self.assertEqual(self.owner.send(page, '/keep')[0], 303)
        page = self.owner.get(path)[2]
        status, _, text = self.owner.send(page, '/close', to='recovered')
        self.assertEqual(status, 409)
        self.assertIn('Choose both causes', text)
        status, _, text = self.owner.send(page, '/close', to='recovered', outcome='satisfied',
                                          stated_cause='waiting', root_cause='understaffed',
                                          responsibility='floor', cost='12.50', no_action='on')
        self.assertEqual(status, 303, text)
        page = self.owner.get(path)[2]
        self.assertIn('Recovered', page.text)
        self.assertEqual(self.house.run('verify')['sound'], True)

    def test_what_is_hostile_is_text(self):
        self.come_in()
        self.complain(HOSTILE)
        path = self.find_case()
        page = self.owner.get(path)[2]
        self.assertEqual(self.owner.send(page, '/note', words=HOSTILE)[0], 303)
        for where in ('/console', '/console/cases?number=' + urllib.parse.quote(HOSTILE), path):
            page = self.owner.get(where)[2]
            self.assertFalse([a for t, a in page.tags if t == 'img' or a.get('src') == 'x'], where)
            self.assertEqual([a['src'] for t, a in page.tags if t == 'script'],
                             ['/console/files/console.js'])
        self.assertIn(HOSTILE, page.text)

    def test_a_form_from_elsewhere_is_not_taken(self):
        page = self.come_in()[2]
        action, fields = page.form('/sign-out')
        for wrong in ({'Origin': 'https://evil.example'}, {'Sec-Fetch-Site': 'cross-site'}):
            self.assertEqual(self.owner.ask('POST', action, fields, wrong)[0], 403, wrong)
        fields['form-token'] = 'A' * 43
        self.assertEqual(self.owner.ask('POST', action, fields)[0], 403)
        self.assertEqual(self.owner.get('/console')[0], 200)

    def test_a_case_rings_on_a_page_that_listens(self):
        self.come_in()
        link = http.client.HTTPConnection('127.0.0.1', self.house.port, timeout=30)
        link.request('GET', '/console/events', headers={'Cookie': self.owner.cookie,
                                                        'Accept': 'text/event-stream'})
        stream = link.getresponse()
        self.assertEqual(stream.status, 200)
        self.complain('slow')
        seen = []
        while not seen or not seen[-1].startswith('data: '):
            seen.append(stream.readline().decode().strip())
        self.assertIn('event: case', seen)
        self.assertIn('"event":"flagged"', seen[-1])
        self.assertNotIn('slow', seen[-1])
        link.close()

    def test_a_wrong_name_or_password_is_refused(self):
        self.come_in()
        stranger = Browser(self.house)
        page = stranger.get('/console/sign-in')[2]
        for name, password in (('mei', 'nothing like it'), ('nobody', PASSWORD)):
            status, _, text = stranger.send(page, '/sign-in', name=name, password=password)
            self.assertEqual(status, 403)
            self.assertIn('Name and password do not go together.', text)
        self.assertEqual(stranger.send(page, '/sign-in', name='mei', password=PASSWORD)[0], 303)
        self.assertEqual(stranger.get('/console')[0], 200)

    def test_signing_out_ends_it_on_the_server(self):
        page = self.come_in()[2]
        kept = self.owner.cookie
        self.assertEqual(self.owner.send(page, '/sign-out')[0], 303)
        self.owner.cookie = kept
        self.assertEqual(self.owner.get('/console')[0], 303)


if __name__ == '__main__':
    unittest.main()
