#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a running collector writes of itself: every line has one form, and nothing that a sender
wrote stands in any."""

import re
import subprocess
import sys
import tempfile
import uuid

from house import House, Kiosk

LINE = re.compile(r'20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z event=[a-z-]+'
                  r'( (method|route|device|reason|version|command|status|us|lines)='
                  r'("[^"\\]*"|[^ "\\]+))*')
WORDS = '汤里有头发TEXT-OF-A-GUEST'


def visit(house):
    """Requests with something in every place that must not be written down; what was in them."""
    kiosk = Kiosk(house, 'NAME-OF-A-KIOSK')
    secrets = [WORDS, 'FORGED-TOKEN', 'QUERY-OF-A-SENDER', 'PATH-OF-A-SENDER', 'AGENT-OF-A-SENDER',
               kiosk.token, '198.51.100.7', '13912345678']
    good = kiosk.item(kiosk.body(answers={'overall': 1, 'why': WORDS + '13912345678'}))
    kiosk.send(good)
    kiosk.send({**good, 'digest': '0' * 64})
    house.ask('GET', '/api/v1/device/configuration', token='FORGED-TOKEN')
    house.ask('GET', '/PATH-OF-A-SENDER?QUERY-OF-A-SENDER=1',
              headers={'User-Agent': 'AGENT-OF-A-SENDER', 'X-Forwarded-For': '198.51.100.7'})
    house.ask('POST', '/api/v1/batches', b'{"TEXT-OF-A-GUEST":' + WORDS.encode(), kiosk.token)
    house.ask('POST', '/api/v1/device/authorization',
              {'device_id': str(uuid.uuid4()), 'link_key': 'ab' * 32, 'name': 'NAME-OF-A-KIOSK'})
    return kiosk, secrets


def main():
    with tempfile.TemporaryFile('w+') as log, tempfile.NamedTemporaryFile('w', suffix='.conf') as conf:
        conf.write('[serve]\nlog=requests\n')
        conf.flush()
        with House('--config', conf.name) as house:
            house.set_up().start(stderr=log)
            kiosk, secrets = visit(house)
            assert house.stop() == 0
        log.seek(0)
        text = log.read()
    lines = text.splitlines()
    for line in lines:
        assert LINE.fullmatch(line), line
    for secret in [*secrets, 'NAME-OF-A-KIOSK', '人民广场']:
        assert secret not in text, secret
    assert 'event=started' in lines[0] and lines[-1].endswith('event=stopping'), lines
    refused = [line for line in lines if ' status=401 ' in line]
    assert len(refused) == 1 and 'reason=token-unknown' in refused[0], refused
    taken = [line for line in lines if f'route=/api/v1/batches device={kiosk.device} status=200' in line]
    assert taken, lines
    assert any('event=command command=token' in line for line in lines), lines
    print(f'{len(lines)} lines, {len(secrets)} secrets in none of them')


if __name__ == '__main__':
    sys.exit(main())
