#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""house_traffic.py ADDRESS AUTHORITY health|upload [SECONDS]: eight devices of the collector of this
machine upload through ADDRESS, each over connections of its own, and every answer has to be a receipt.
Exit status 1 when one was not."""

import json
import os
import ssl
import subprocess
import sys
import threading
import time
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'collector'))
os.environ.setdefault('AFTERTASTE_COLLECTOR', 'aftertaste-collector')
os.environ.setdefault('AFTERTASTE_SURVEYS', '/usr/share/aftertaste-collector/surveys')
from house import Kiosk  # noqa: E402

DEVICES = 8


class Installed:
    """The collector of this machine, as house.House has it."""

    def __init__(self, address, authority):
        self.address, self.context = address, ssl.create_default_context(cafile=authority)

    def run(self, *words):
        done = subprocess.run(['aftertaste-collector', *words, '--json'], capture_output=True, text=True,
                              check=True)
        return json.loads(done.stdout)

    def ask(self, method, path, body=None, token=None):
        request = urllib.request.Request(self.address + path, method=method)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header('Content-Type', 'application/json')
        if token:
            request.add_header('Authorization', f'Bearer {token}')
        with urllib.request.urlopen(request, timeout=60, context=self.context) as reply:
            return reply.status, reply.read()


def upload(house, kiosk, end, failed, slowest):
    while time.monotonic() < end:
        item, asked = kiosk.item(), time.monotonic()
        try:
            _, reply = house.ask('POST', '/api/v1/batches', kiosk.envelope(item), kiosk.token)
            if json.loads(reply)['items'][0]['status'] != 'stored':
                failed.append(reply)
        except OSError as error:
            failed.append(error)
        slowest.append(time.monotonic() - asked)
        time.sleep(0.2)


def main():
    house = Installed(*sys.argv[1:3])
    if sys.argv[3] == 'health':
        house.ask('GET', '/healthz')
        return
    surveys = house.run('survey', 'list')['surveys']
    house.survey = next(s['survey'] for s in surveys if s['kind'] == 'exit')
    kiosks = [Kiosk(house, f'traffic {i}') for i in range(DEVICES)]
    end, failed, slowest = time.monotonic() + float(sys.argv[4]), [], []
    threads = [threading.Thread(target=upload, args=(house, kiosk, end, failed, slowest))
               for kiosk in kiosks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f'{len(slowest)} uploads, {len(failed)} failed, the slowest took {max(slowest):.2f} s',
          *failed[:3])
    sys.exit(1 if failed else 0)


main()
