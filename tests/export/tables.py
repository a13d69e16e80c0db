# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables as lists of cells in one normal form, whatever format they come from and whoever reads it:
texts, numbers, 'YYYY-MM-DD' for a day, milliseconds since 1970 for a time, '' for nothing."""

import csv
import datetime
import json
import os
import re
import subprocess
import xml.etree.ElementTree
import zipfile

import sav
from exports import Cells, SOFFICE

NAMES = {'office': 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
         'table': 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
         'text': 'urn:oasis:names:tc:opendocument:xmlns:text:1.0'}
OFFICE, TABLE, TEXT = ('{%s}' % NAMES[name] for name in ('office', 'table', 'text'))
DAY_MS = 24 * 60 * 60 * 1000
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
SPREADSHEET_EPOCH_DAYS, SPSS_EPOCH_SECONDS = 25569, 12219379200


def read_time(text):
    if not text.endswith('Z'):
        text += 'Z'
    whole, _, part = text[:-1].partition('.')
    moment = datetime.datetime.fromisoformat(whole).replace(tzinfo=datetime.timezone.utc)
    return (moment - EPOCH) // datetime.timedelta(milliseconds=1) + round(float('0.' + (part or '0')) * 1000)


def day_of(days):
    return str(datetime.date(1970, 1, 1) + datetime.timedelta(days=days))


def from_text(kind, cell):
    """What CSV and HTML hold. Where values have labels, those stand in columns of numbers."""
    if cell == '' or kind in ('text', 'day'):
        return cell
    if kind == 'time':
        return read_time(cell)
    return float(cell) if re.fullmatch(r'-?[\d.]+(e[-+]?\d+)?', cell) else cell


def read_csv(path, kinds):
    with open(path, encoding='utf-8-sig', newline='') as file:
        heading, *rows = csv.reader(file, strict=True)
    return heading, [[from_text(kind, cell) for kind, cell in zip(kinds, row, strict=True)] for row in rows]


def read_html(path, kinds):
    with open(path, encoding='utf-8', newline='') as file:
        cells = Cells()
        cells.feed(file.read())
        cells.close()
    heading, *rows = cells.rows
    return heading, [[from_text(kind, cell) for kind, cell in zip(kinds, row, strict=True)] for row in rows]


def from_json(kind, cell):
    if cell is None:
        return ''
    if kind in ('integer', 'number') and not isinstance(cell, str):
        return float(cell)
    assert isinstance(cell, str), cell
    return read_time(cell) if kind == 'time' else cell


def read_jsonl(path, kinds):
    with open(path, encoding='utf-8', newline='') as file:
        rows = [json.loads(line) for line in file.read().split('\n')[:-1]]
    heading = list(rows[0])
    assert all(list(row) == heading for row in rows)
    return heading, [[from_json(kind, cell) for kind, cell in zip(kinds, row.values(), strict=True)]
                     for row in rows]


def from_sav(kind, cell):
    if cell is None:
        return ''
    if kind == 'day':
        seconds = cell - SPSS_EPOCH_SECONDS
        assert seconds % 86400 == 0, cell
        return day_of(int(seconds) // 86400)
    return round((cell - SPSS_EPOCH_SECONDS) * 1000) if kind == 'time' else cell


def read_sav(path, kinds):
    table = sav.read(path)
    assert table.n_cases == len(table.rows)
    return table.variables, [[from_sav(kind, cell) for kind, cell in zip(kinds, row, strict=True)]
                             for row in table.rows]


# -- workbooks, by LibreOffice ----------------------------------------------------------------


def convert(paths, folder):
    """All of PATHS in one start of LibreOffice, as flat OpenDocument: a cell with its own type."""
    subprocess.run([SOFFICE, '-env:UserInstallation=file://' + folder + '-profile', '--headless', '--convert-to',
                    'fods', '--outdir', folder, *paths], check=True, capture_output=True, timeout=300)


def text_of(element):
    """Blanks, tabs and line ends are elements of their own."""
    found = element.text or ''
    for part in element:
        if part.tag == TEXT + 's':
            found += ' ' * int(part.get(TEXT + 'c', '1'))
        else:
            found += {TEXT + 'tab': '\t', TEXT + 'line-break': '\n'}.get(part.tag) or text_of(part)
        found += part.tail or ''
    return found


def from_fods(kind, cell):
    """A text in a column of numbers is a label."""
    own = cell.get(OFFICE + 'value-type')
    if own is None:
        return ''
    if own == 'string':
        assert kind not in ('day', 'time')
        return '\n'.join(text_of(line) for line in cell.iter(TEXT + 'p'))
    if own == 'float':
        assert kind in ('integer', 'number'), kind
        return float(cell.get(OFFICE + 'value'))
    assert own == 'date' and kind in ('day', 'time'), own
    value = cell.get(OFFICE + 'date-value')
    return value if kind == 'day' else read_time(value if 'T' in value else value + 'T00:00:00')


def read_sheet_row(row, width):
    cells = []
    for cell in row:
        cells += [cell] * min(int(cell.get(TABLE + 'number-columns-repeated', '1')), width - len(cells))
    return cells


def read_fods(path, kinds):
    sheet = next(xml.etree.ElementTree.parse(path).iter(TABLE + 'table'))
    rows = [read_sheet_row(row, len(kinds)) for row in sheet.iter(TABLE + 'table-row')
            for _ in range(min(int(row.get(TABLE + 'number-rows-repeated', '1')), 1000))]
    rows = [row for row in rows if any(cell.get(OFFICE + 'value-type') for cell in row)]
    return ([from_fods('text', cell) for cell in rows[0]],
            [[from_fods(kind, cell) for kind, cell in zip(kinds, row, strict=True)] for row in rows[1:]])


def read_xlsx_times(path, column):
    """Milliseconds of the column from 0, as they stand in the workbook: LibreOffice says hundredths."""
    letters = ''
    while column >= 0:
        letters, column = chr(ord('A') + column % 26) + letters, column // 26 - 1
    with zipfile.ZipFile(path) as book:
        text = book.read('xl/worksheets/sheet1.xml').decode()
    found = re.findall(r'<c r="%s(\d+)"[^>]*><v>([^<]*)</v>' % letters, text)
    return [round((float(value) - SPREADSHEET_EPOCH_DAYS) * DAY_MS) for _, value in found]


READERS = {'csv': read_csv, 'html': read_html, 'jsonl': read_jsonl, 'sav': read_sav}


def read(path, kinds):
    """Heading and rows; of XLSX as convert() has left it."""
    ending = os.path.splitext(path)[1][1:]
    return READERS[ending](path, kinds) if ending in READERS else read_fods(path, kinds)
