# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a kiosk's data folder as an outsider: what is stored, and whether the chain holds.

An independent reading of DESIGN's "Chain" and "Canonical form", in Python's standard library: it
shares no code with the kiosk.
"""
import hashlib
import json
import os
import re
import sqlite3
import struct
import uuid


class Broken(Exception):
    pass


def device_id(data):
    with open(os.path.join(data, 'identity'), 'rb') as f:
        text = f.read().decode('ascii', 'replace')
    found = re.search(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', text)
    if not found:
        raise Broken('no device id in the identity file')
    return uuid.UUID(found.group(0)).bytes


def connect(data):
    """Opens the database for reading as the next start of the kiosk would (its WAL is applied)."""
    return sqlite3.connect(os.path.join(data, 'kiosk.db'))


def read(data):
    """(responses by id, outbox rows in order), with every digest, link and sequence checked."""
    connection = connect(data)
    try:
        check = connection.execute('PRAGMA integrity_check').fetchall()
        if check != [('ok',)]:
            raise Broken('integrity_check: %s' % check[:3])
        responses = {str(uuid.UUID(bytes=bytes(row[0]))): {'state': row[1], 'kind': row[2], 'open': row[3]}
                     for row in connection.execute('SELECT id, state, kind, open_body FROM response')}
        rows = connection.execute(
            'SELECT sequence, id, previous, chain, digest, body FROM outbox ORDER BY sequence').fetchall()
    finally:
        connection.close()
    out, link, device = [], bytes(32), device_id(data)
    for expected, (sequence, ident, previous, chain, digest, body) in enumerate(rows, 1):
        if sequence != expected:
            raise Broken('sequence %d where %d was due' % (sequence, expected))
        if bytes(previous) != link:
            raise Broken('sequence %d does not follow the one before' % sequence)
        if body is not None and hashlib.sha256(body.encode()).digest() != bytes(digest):
            raise Broken('sequence %d: the body is not what was signed' % sequence)
        link = hashlib.sha256(b'aftertaste-chain-1' + device + struct.pack('>Q', sequence) + link
                              + bytes(digest)).digest()
        if bytes(chain) != link:
            raise Broken('sequence %d: the chain is broken' % sequence)
        out.append((str(uuid.UUID(bytes=bytes(ident))), json.loads(body) if body is not None else None))
    ids = [ident for ident, _ in out]
    if len(set(ids)) != len(ids):
        raise Broken('an id stands twice in the outbox')
    for ident in ids:
        if ident not in responses:
            raise Broken('%s is in the outbox and not in response' % ident)
    return responses, out


def bodies(data):
    return [body for _, body in read(data)[1] if body is not None]
