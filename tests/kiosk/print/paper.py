# SPDX-License-Identifier: GPL-3.0-or-later
"""Slips as they come out of a printer, and what becomes of them in a pocket: pictures of dots, read
and written without a library, damaged by fixed seeds, and scanned with zbarimg."""

import os
import random
import re
import struct
import subprocess
import zlib

BLACK, WHITE = 0, 255


def read_png(path):
    """Rows of one byte a dot, of the grey PNG files of 8 bits and no filter that escpos-printer
    writes."""
    with open(path, 'rb') as file:
        data = file.read()
    place, packed = 8, b''
    width = height = 0
    while place < len(data):
        length, kind = struct.unpack('>I4s', data[place:place + 8])
        body = data[place + 8:place + 8 + length]
        if kind == b'IHDR':
            width, height, bits, colour = struct.unpack('>IIBB', body[:10])
            assert (bits, colour) == (8, 0), path
        elif kind == b'IDAT':
            packed += body
        place += 12 + length
    raw = zlib.decompress(packed)
    assert len(raw) == (width + 1) * height and not any(raw[::width + 1]), path
    return [bytearray(raw[y * (width + 1) + 1:(y + 1) * (width + 1)]) for y in range(height)]


def write_pgm(path, rows):
    with open(path, 'wb') as file:
        file.write(b'P5\n%d %d\n255\n' % (len(rows[0]), len(rows)))
        file.writelines(rows)


def ink_box(rows, box=None):
    """The smallest (x, y, width, height) around what is black inside of BOX; None without any."""
    left, top, width, height = box or (0, 0, len(rows[0]), len(rows))
    inside = [rows[y][left:left + width] for y in range(top, min(top + height, len(rows)))]
    inked = [i for i, row in enumerate(inside) if BLACK in row]
    if not inked:
        return None
    first = min(row.index(BLACK) for row in inside if BLACK in row)
    last = max(row.rindex(BLACK) for row in inside if BLACK in row)
    return left + first, top + inked[0], last - first + 1, inked[-1] - inked[0] + 1


def flip_modules(rows, code, module, share, seed):
    """Turns SHARE of the code's modules over; CODE is its box with the quiet zone of four."""
    size = code[2] // module - 8
    places = [(x, y) for x in range(size) for y in range(size)]
    for x, y in random.Random(seed).sample(places, round(share * size * size)):
        for row in rows[code[1] + (y + 4) * module:code[1] + (y + 5) * module]:
            left = code[0] + (x + 4) * module
            row[left:left + module] = bytes(WHITE - dot for dot in row[left:left + module])


def kill_column(rows, code, module, seed):
    """One heating element is dead: a white line through the code, and through all else."""
    x = random.Random(seed).randrange(code[0] + 4 * module, code[0] + code[2] - 4 * module)
    for row in rows:
        row[x] = WHITE


def photograph(rows, path, changes):
    """Saves ROWS as PATH, changed by ImageMagick."""
    plain = path + '.pgm'
    write_pgm(plain, rows)
    subprocess.run(['convert', plain, '-background', 'white', *changes, path], check=True)
    os.unlink(plain)


def scan(paths):
    """What zbarimg reads of each picture: a text, or None."""
    said = subprocess.run(['zbarimg', '--quiet', '--nodbus', '--xml', '-Sdisable',
                           '-Sqrcode.enable', *paths], capture_output=True, text=True).stdout
    found = dict.fromkeys(paths)
    for source in re.findall(r'<source href=\'(.*?)\'>(.*?)</source>', said, re.DOTALL):
        text = re.search(r'<data><!\[CDATA\[(.*?)\]\]></data>', source[1], re.DOTALL)
        found[source[0]] = text.group(1) if text else None
    return found
