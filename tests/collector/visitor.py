# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody at the console without script: pages as a browser reads them, and forms as it sends them."""

import html.parser
import http.client
import urllib.parse


class Reader(html.parser.HTMLParser):
    """The forms of a page and its text, as a browser sees them."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.tags, self.text, self.mine = [], [], '', None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        if tag == 'form':
            self.forms.append((found.get('action'), {}))
        if tag == 'input' and self.forms and 'name' in found:
            self.forms[-1][1][found['name']] = found.get('value') or ''
        if tag == 'option' and 'selected' in found and found.get('value'):
            self.mine = found['value']      # whom a form proposes: who looks at it

    def handle_data(self, data):
        self.text += data

    def form(self, end):
        return next((a, dict(f)) for a, f in self.forms if a and a.endswith(end))


class Browser:
    def __init__(self, house):
        self.house, self.cookie = house, None

    def ask(self, method, path, fields=None, headers=None):
        link = http.client.HTTPConnection('127.0.0.1', self.house.port, timeout=30)
        sent = {'Accept': 'text/html', 'Accept-Language': 'en', **(headers or {})}
        if self.cookie:
            sent['Cookie'] = self.cookie
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            sent.update({'Content-Type': 'application/x-www-form-urlencoded',
                         'Sec-Fetch-Site': 'same-origin',
                         'Origin': f'http://127.0.0.1:{self.house.port}'})
            sent.update(headers or {})
        link.request(method, path, body, sent)
        reply = link.getresponse()
        page = reply.read().decode()
        found = {k.lower(): v for k, v in reply.getheaders()}
        link.close()
        if 'set-cookie' in found:
            self.cookie = found['set-cookie'].split(';')[0]
        return reply.status, found, page

    def get(self, path):
        status, headers, page = self.ask('GET', path)
        return status, headers, Reader(page)

    def send(self, page, end, **changes):
        """Posts the form of PAGE whose address ends with END, filled in with CHANGES."""
        action, fields = page.form(end)
        fields.update({k.replace('_', '-'): v for k, v in changes.items()})
        return self.ask('POST', action, fields)
