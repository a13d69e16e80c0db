# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges a whole chain afterwards, from its databases and what went over the wire, by code of its
own: written from DESIGN's "Canonical form", "Chain" and the wire's description. All programs have
been ended before.
"""
import base64
import collections
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import uuid

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'kiosk'))
import records  # noqa: E402

KINDS = ('exit', 'complaint', 'suggestion', 'call-staff')
STATES = ('complete', 'partial', 'tap')
LOCALES = ('zh-CN', 'zh-TW', 'en')


def text_of(blob):
    return str(uuid.UUID(bytes=bytes(blob)))


def canonical(value):
    """RFC 8785 of what is in a body: whole numbers, names of ASCII."""
    return json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False)


class House:
    """What the collector's database holds."""

    def __init__(self, path):
        self.sql = sqlite3.connect(path)
        self.sql.row_factory = sqlite3.Row

    def all(self, sql, *values):
        return self.sql.execute(sql, values).fetchall()

    def device(self, ident):
        return self.all('SELECT * FROM device WHERE id = ?', uuid.UUID(ident).bytes)[0]

    def rows(self, device):
        return self.all('SELECT response.*, boot.id AS boot_id, survey.id AS survey_id, survey.version,'
                        ' survey.digest AS survey_digest FROM response'
                        ' JOIN boot ON boot.ref = response.boot'
                        ' LEFT JOIN survey ON survey.ref = response.survey'
                        ' WHERE response.device = ? ORDER BY sequence', device['ref'])

    def seals(self, ref):
        return [{'name': name, 'kid': kid,
                 'box': base64.urlsafe_b64encode(bytes(box)).decode().rstrip('=')}
                for name, kid, box in self.all(
                    'SELECT name, kid, box FROM sealed WHERE response = ? ORDER BY position', ref)]

    def consent(self, ref):
        for row in self.all('SELECT * FROM consent WHERE response = ?', ref):
            return {'callback': bool(row['callback']), 'offers': bool(row['offers']),
                    'version': row['text_version'], 'locale': LOCALES[row['locale']],
                    'given_ms': row['given_ms']}
        return None

    def body(self, row):
        """The body that the kiosk sent, put together again."""
        survey = None
        if row['survey_id'] is not None:
            survey = {'id': row['survey_id'], 'version': row['version'],
                      'digest': bytes(row['survey_digest']).hex()}
        risk = {} if row['risk'] is None else {'risk': json.loads(row['risk'])}
        return {'schema': 1, 'id': text_of(row['id']), 'sitting_id': text_of(row['sitting_id']),
                'kind': KINDS[row['kind']], 'state': STATES[row['state']], 'survey': survey,
                'started_ms': row['ended_ms'] - row['duration_ms'], 'ended_ms': row['ended_ms'],
                'boot_id': text_of(row['boot_id']), 'monotonic_ms': row['monotonic_ms'],
                'burst': bool(row['burst']), 'locale': LOCALES[row['locale']], 'channel': 'kiosk',
                'table': row['table_code'], 'answers': json.loads(row['answers']),
                'seals': self.seals(row['ref']), 'consent': self.consent(row['ref']),
                'salt': bytes(row['salt']).hex(), **risk}


class Verdict:
    def __init__(self):
        self.findings = []
        self.rows = self.acknowledged = self.lost = self.doubled = self.receipts = 0

    def find(self, *words):
        self.findings.append(' '.join(str(word) for word in words))


def read_kiosk(data):
    """The outbox as records.py reads it, with receipts beside it."""
    _, rows = records.read(data)
    sql = records.connect(data)
    try:
        held = sql.execute('SELECT id, digest, chain, receipt FROM outbox ORDER BY sequence').fetchall()
        quarantined = sql.execute('SELECT count(*) FROM quarantine').fetchone()[0]
    finally:
        sql.close()
    return rows, held, quarantined


def judge_rows(verdict, name, house, device, held):
    """Are the rows there one for one, in order, unchanged?"""
    arrived = house.rows(device)
    if [row['sequence'] for row in arrived] != list(range(1, len(held) + 1)):
        have = {row['sequence'] for row in arrived}
        missing = [n for n in range(1, len(held) + 1) if n not in have]
        verdict.lost += len(missing)
        verdict.doubled += len(arrived) - len(have)
        verdict.find(name, len(arrived), 'of', len(held), 'rows arrived; missing', missing[:10])
    for row in arrived:
        own = held[row['sequence'] - 1] if row['sequence'] <= len(held) else None
        body = canonical(house.body(row)).encode()
        if own is None or bytes(own[0]) != bytes(row['id']) or bytes(own[1]) != bytes(row['digest']):
            verdict.find(name, 'row', row['sequence'], 'is another one at the collector')
        elif hashlib.sha256(body).digest() != bytes(row['digest']):
            verdict.find(name, 'row', row['sequence'], 'has been changed at the collector')
    return {text_of(row['id']): row for row in arrived}


def judge_end(verdict, name, device, held):
    chain = bytes(held[-1][2]) if held else bytes(32)
    if (device['last_sequence'], bytes(device['last_chain'])) != (len(held), chain):
        verdict.find(name, 'the chain ends at', device['last_sequence'], 'of', len(held), 'or elsewhere')


def is_true(said, row, put_back_ms):
    """Does the collector hold what it SAID? It received a row when it says, unless it was put back
    to an older state since, and got the row once more: then it says when that was."""
    if row is None or (said['id'], said['digest'], said['sequence']) \
            != (text_of(row['id']), bytes(row['digest']).hex(), row['sequence']):
        return False
    return said['received_at'] == row['received_ms'] \
        or any(said['received_at'] <= moment <= row['received_ms'] for moment in put_back_ms)


def judge_receipts(verdict, kiosk, arrived, held, put_back_ms):
    """What the kiosk keeps, and what went over the wire, holds at the collector."""
    for ident, digest, _, receipt in held:
        if receipt is None:
            verdict.find(kiosk.name, text_of(ident), 'has no receipt')
            continue
        said = json.loads(receipt)
        verdict.receipts += 1
        if said['status'] not in ('stored', 'duplicate') or said['digest'] != bytes(digest).hex() \
                or not is_true(said, arrived.get(text_of(ident)), put_back_ms):
            verdict.find(kiosk.name, 'has an untrue receipt', receipt)
    for ident, said in kiosk.relay.receipts.items():
        verdict.receipts += 1
        if not is_true(said, arrived.get(ident), put_back_ms):
            verdict.find(kiosk.name, 'was given an untrue receipt', said)


def judge_kiosk(verdict, house, kiosk, put_back_ms):
    rows, held, quarantined = read_kiosk(kiosk.data)
    device = house.device(kiosk.device)
    arrived = judge_rows(verdict, kiosk.name, house, device, held)
    judge_end(verdict, kiosk.name, device, held)
    judge_receipts(verdict, kiosk, arrived, held, put_back_ms)
    own = collections.Counter(ident for ident, _ in rows)
    thanked = [ident for ident in kiosk.acknowledged if own[ident] != 1 or ident not in arrived]
    verdict.lost += len(thanked)
    verdict.rows += len(rows)
    verdict.acknowledged += len(kiosk.acknowledged)
    for ident in thanked[:10]:
        verdict.find(kiosk.name, ident, 'was thanked for and is lost or doubled')
    if len(set(kiosk.acknowledged)) != len(kiosk.acknowledged):
        verdict.find(kiosk.name, 'thanked twice for one answer')
    if quarantined:
        verdict.find(kiosk.name, quarantined, 'rows are in quarantine')


def judge_house(verdict, house, kiosks):
    for table in ('refusal', 'ahead', 'chain_break'):
        count = house.all('SELECT count(*) FROM ' + table)[0][0]
        if count:
            verdict.find('the collector has', count, 'rows in', table)
    total = house.all('SELECT count(*), count(DISTINCT id) FROM response')[0]
    if total[0] != total[1]:
        verdict.doubled += total[0] - total[1]
        verdict.find('the collector has', total[0] - total[1], 'rows twice')
    if total[0] != verdict.rows:
        verdict.find('the collector has', total[0], 'rows, the kiosks', verdict.rows)
    counted = house.all('SELECT coalesce(sum(count), 0) FROM device_day')[0][0]
    if counted != total[0]:
        verdict.find('the days of the kiosks have', counted, 'rows, the collector', total[0])
    alarms = house.all('SELECT count(*) FROM device WHERE alarm_ms <> 0')[0][0]
    if alarms:
        verdict.find(alarms, 'of', len(kiosks), 'kiosks are under suspicion of being two')


def verify(verdict, collector):
    """What the collector says of itself."""
    done = subprocess.run([os.environ['AFTERTASTE_COLLECTOR'], 'verify', '--data', collector.data, '--json'],
                          capture_output=True, text=True, timeout=600, check=False)
    said = json.loads(done.stdout) if done.stdout else None
    if done.returncode != 0 or not said['sound'] or said['items'] != verdict.rows \
            or any(device['gaps'] for device in said['devices']):
        verdict.find('verify ends with', done.returncode, done.stderr, done.stdout[:2000])


def judge(collector, kiosks):
    """Everything that is wrong, with the figures."""
    verdict = Verdict()
    house = House(os.path.join(collector.data, 'collector.db'))
    for kiosk in kiosks:
        rows = kiosk.check()
        judge_kiosk(verdict, house, kiosk, collector.put_back_ms)
        if rows != len(read_kiosk(kiosk.data)[0]):
            verdict.find(kiosk.name, 'counts', rows, 'rows itself')
    judge_house(verdict, house, kiosks)
    house.sql.close()
    verify(verdict, collector)
    return verdict
