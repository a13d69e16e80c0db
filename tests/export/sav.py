# SPDX-License-Identifier: GPL-3.0-or-later
"""SPSS's system file, read from the description of the format (PSPP's "System File Format") and not
from the library that writes it: what both agree on is right. Little-endian, compressed by rows."""

import math
import struct
from typing import NamedTuple

SEGMENT = 255  # bytes that a segment of a very long text holds; one is counted each 252
EMPTY = -1.7976931348623157e308


class Variable(NamedTuple):
    name: str
    label: str
    width: int  # bytes; 0: a number
    format: int  # 5: F, 22: DATETIME, 39: SDATE, …
    labels: dict  # value → label


class Table(NamedTuple):
    variables: list
    rows: list  # texts without the blanks at their end, numbers, None
    n_cases: int  # as the header has it


class Bytes:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        self.at += count
        assert self.at <= len(self.data), 'the file ends early'
        return self.data[self.at - count:self.at]

    def integers(self, count):
        return struct.unpack('<%di' % count, self.take(4 * count))

    def integer(self):
        return self.integers(1)[0]


def round_up(length, unit):
    return (length + unit - 1) // unit * unit


def read_element(file):
    """One variable record: its type (−1: goes on), name, label and format."""
    kind, has_label, missing, shown, _ = file.integers(5)
    name, label = file.take(8).rstrip().decode(), ''
    if has_label:
        length = file.integer()
        label = file.take(round_up(length, 4))[:length].decode()
    file.take(8 * abs(missing))
    return kind, name, label, shown >> 16 & 0xff


def read_labels(file):
    """{eight bytes: label} and the elements, from 1, that it is of."""
    found = {}
    for _ in range(file.integer()):
        value, length = file.take(8), file.take(1)[0]
        found[value] = file.take(round_up(length + 1, 8) - 1)[:length].decode()
    assert file.integer() == 4, 'labels without variables'
    return found, file.integers(file.integer())


def read_pairs(data, end):
    """"NAME=VALUE" with a separator behind each."""
    return dict(pair.split('=', 1) for pair in data.decode().split(end) if '=' in pair)


def read_long_labels(data):
    """Of texts of more than eight bytes: {name: {value: label}}."""
    file, found = Bytes(data), {}
    while file.at < len(data):
        name = file.take(file.integer()).decode()
        file.integer()  # the width
        own = found.setdefault(name, {})
        for _ in range(file.integer()):
            value = file.take(file.integer()).decode().rstrip(' ')
            own[value] = file.take(file.integer()).decode()
    return found


def read_dictionary(file):
    elements, labels, extensions = [], [], {}
    while (record := file.integer()) != 999:
        if record == 2:
            elements.append(read_element(file))
        elif record == 3:
            labels.append(read_labels(file))
        else:
            assert record == 7, record
            subtype, size, count = file.integers(3)
            extensions[subtype] = file.take(size * count)
    file.integer()
    return elements, labels, extensions


def make_variables(elements, labels, extensions):
    """[(variable, widths of its segments)] in the file's order."""
    names = read_pairs(extensions.get(13, b''), '\t')
    widths = {name: int(width) for name, width in read_pairs(extensions.get(14, b''), '\0\t').items()}
    long_labels = read_long_labels(extensions.get(21, b''))
    of_element = {element: found for found, those in labels for element in those}
    made, at = [], 0
    while at < len(elements):
        kind, short, label, shown = elements[at]
        assert kind >= 0, 'an element that goes on with nothing'
        width = widths.get(short, kind)
        count = math.ceil(width / 252) if short in widths else 1
        own = {value.decode().rstrip(' ') if kind else struct.unpack('<d', value)[0]: text
               for value, text in of_element.get(at + 1, {}).items()}
        own.update(long_labels.get(names.get(short, short), {}))
        segments = []
        for _ in range(count):
            segments.append(elements[at][0])
            behind = max(1, round_up(segments[-1], 8) // 8)
            assert all(elements[at + i][0] == -1 for i in range(1, behind)), short
            at += behind
        assert short not in widths or segments == [255] * (count - 1) + [width - 252 * (count - 1)], segments
        made.append((Variable(names.get(short, short), label, width, shown, own), segments))
    return made


def unpack(file, bias):
    """The elements of all cases, eight bytes each."""
    while file.at < len(file.data):
        for code in file.take(8):
            if code == 252:
                return
            if code == 253:
                yield file.take(8)
            elif code == 254:
                yield b' ' * 8
            elif code == 255:
                yield struct.pack('<d', EMPTY)
            elif code > 0:
                yield struct.pack('<d', code - bias)


def read_case(elements, made):
    row = []
    for variable, segments in made:
        if variable.width == 0:
            value, = struct.unpack('<d', next(elements))
            row.append(None if value == EMPTY else value)
            continue
        text = b''
        for width in segments:
            whole = b''.join(next(elements) for _ in range(round_up(width, 8) // 8))
            assert not whole[width:].strip(b' '), 'more than the variable is wide'
            text += whole[:min(width, SEGMENT)]
        row.append(text.decode().rstrip(' '))
    return row


def read(path):
    with open(path, 'rb') as stored:
        file = Bytes(stored.read())
    assert file.take(4) == b'$FL2'
    file.take(60)
    layout, size, compression, _, n_cases = file.integers(5)
    assert (layout, compression) == (2, 1), (layout, compression)
    bias, = struct.unpack('<d', file.take(8))
    file.take(84)
    elements, labels, extensions = read_dictionary(file)
    assert Bytes(extensions[3]).integers(8)[7] == 65001, 'not UTF-8'
    made = make_variables(elements, labels, extensions)
    assert size in (-1, len(elements)), size
    flat = list(unpack(file, bias))
    assert len(flat) % len(elements) == 0, 'half a case'
    rows, cells = [], iter(flat)
    for _ in range(len(flat) // len(elements)):
        rows.append(read_case(cells, made))
    return Table([variable for variable, _ in made], rows, n_cases)
