# SPDX-License-Identifier: GPL-3.0-or-later
"""The cells of a workbook's first sheet, put into a table as they stand, for a peer that writes them again."""

import html
import re
import sqlite3
import zipfile

SHEET = 'xl/worksheets/sheet1.xml'
CELL = re.compile(rb'<c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="inlineStr"><is><t[^>]*>(.*?)</t></is>|><v>(.*?)</v>)</c>',
                  re.S)
PIECE = 1 << 20


def rows(path):
    """The XML of each, headings first."""
    with zipfile.ZipFile(path) as book, book.open(SHEET) as sheet:
        rest = b''
        while True:
            piece = sheet.read(PIECE)
            *whole, rest = (rest + piece).split(b'</row>')
            for row in whole:
                yield row[row.index(b'<row '):]
            if not piece:
                return


def number_of(letters):
    """Of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def cells_of(row):
    """Number of the column, format, value."""
    for letters, style, text, number in CELL.findall(row):
        value = html.unescape(text.decode()) if not number else float(number) if b'.' in number else int(number)
        yield number_of(letters), style.decode() or '0', value


def copy(path, database):
    """Makes the table `answer` in DATABASE of PATH's rows; gives how many, and a digit of its format for
    each column. A column has one format only."""
    found = rows(path)
    count = len(list(cells_of(next(found))))
    styles = ['0'] * count

    def values():
        for row in found:
            line = [None] * count
            for column, style, value in cells_of(row):
                line[column], styles[column] = value, style
            yield line
    with sqlite3.connect(database) as table:
        table.execute('CREATE TABLE answer (%s)' % ', '.join('c%d' % i for i in range(count)))
        made = table.executemany('INSERT INTO answer VALUES (%s)' % ', '.join('?' * count), values()).rowcount
    table.close()
    return made, ''.join(styles)


def is_same(first, second, most):
    """Are the first MOST rows below the headings of both the same bytes?"""
    both = zip(rows(first), rows(second))
    next(both)
    return all(one == other for (one, other), _ in zip(both, range(most)))
