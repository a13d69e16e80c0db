#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Slips as a receipt printer draws the bytes that it was really sent (tests/tools/escpos-printer),
scanned with zbarimg: whole, and after what happens to paper.

    test-slip-paper.py PRINT-SLIP ESCPOS-PRINTER [--full] [WORD...]

Each of twenty seeds is a slip of its own: another address, another language, other damage. Damaged is
the narrow paper, where modules are smallest; with --full the wide one, too, and the longest address."""

import concurrent.futures
import functools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True
import paper  # noqa: E402

LANGUAGES = ('zh-CN', 'zh-TW', 'en')
DOTS = {'58': 384, '80': 576}
HOUSES = {'zh-CN': '回味楼', 'zh-TW': '回味樓臺北信義區松壽路第一百貨公司美食街旗艦店',
          'en': 'The Aftertaste Dining Room'}
TOKEN_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
HOST = 'feedback.huiwei.example'
LONGEST_HOST = '.'.join(['a' * 63] * 3 + ['b' * 61])    # 253 letters: RFC 1035
SEEDS = range(1, 21)
CENTRED = 3     # dots that a letter's ink may lie beside its middle
PRINT_SLIP, PRINTER = sys.argv[1:3]
IS_FULL = '--full' in sys.argv[3:]


class Slip:
    """One that was drawn, sent to a printer and drawn there."""

    def __init__(self, folder, width, language, host, seed):
        self.width = width
        letters = random.Random(seed)
        token = 'A' + ''.join(letters.choice(TOKEN_LETTERS) for _ in range(54))
        self.address = f'https://{host}/f/{token}'
        self.path = os.path.join(folder, f'{width}-{language}-{len(host)}-{seed}')
        subprocess.run([PRINT_SLIP, language, width, self.address, HOUSES[language], '8', self.path], check=True)
        subprocess.run([PRINTER, '--decode', self.path + '.bin', '--out', self.path, '--strict',
                        '--width', str(DOTS[width])], check=True, stdout=subprocess.DEVNULL)
        self.picture = os.path.join(self.path, 'job-001.png')
        with open(os.path.join(self.path, 'job-001.json'), encoding='utf-8') as file:
            self.report = json.load(file)
        with open(self.path + '.json', encoding='utf-8') as file:
            self.places = json.load(file)
        self.module = self.places.pop('module')
        self.height = self.places.pop('height')

    def rows(self):
        return paper.read_png(self.picture)


@functools.lru_cache(maxsize=None)
def slip(folder, width, language, host, seed):
    return Slip(folder, width, language, host, seed)


def every_kind(folder):
    for width in DOTS:
        for language in LANGUAGES:
            for host in (HOST, LONGEST_HOST):
                yield slip(folder, width, language, host, 1)


def is_rule(row):
    """A line from edge to edge; no letters, and no code, are as black as that."""
    return row.count(paper.BLACK) > 0.9 * len(row)


# -- the slip as it lies there ------------------------------------------------------------------

def the_printer_draws_what_the_kiosk_drew(folder):
    for one in every_kind(folder):
        drawn = subprocess.run(['convert', one.path + '.png', '-depth', '8', 'gray:-'], check=True,
                               capture_output=True).stdout
        assert drawn == b''.join(one.rows()), one.path


def it_is_pictures_and_one_cut(folder):
    for one in every_kind(folder):
        report = one.report
        assert set(report['commands']) == {'ESC @', 'GS v', 'GS V'}, report['commands']
        assert report['text'] == [] and report['cuts'] == [one.height], (report['text'], report['cuts'])
        assert not any(raster['clipped'] for raster in report['rasters']), one.path
        assert report['width'] == DOTS[one.width] and report['height'] == one.height


def every_part_stands_in_its_place_and_nothing_beside_it(folder):
    for one in every_kind(folder):
        rows = one.rows()
        below = 0
        for name, (left, top, width, height) in one.places.items():
            box = paper.ink_box(rows, (0, top, DOTS[one.width], height))
            assert box is not None and top >= below, (one.path, name)
            assert left - 1 <= box[0] and box[0] + box[2] <= left + width + 1, (one.path, name, box)
            assert abs(box[0] + box[2] / 2 - DOTS[one.width] / 2) <= CENTRED, (one.path, name, box)
            below = top + height
            for row in rows[top:below]:
                row[:] = bytes([paper.WHITE]) * len(row)
        left_over = [y for y, row in enumerate(rows) if paper.BLACK in row]
        assert len(left_over) == 4 and all(is_rule(rows[y]) for y in left_over), (one.path, left_over)


def the_number_is_the_largest_text(folder):
    for one in every_kind(folder):
        boxes = {name: paper.ink_box(one.rows(), place) for name, place in one.places.items()}
        digits = boxes['number'][3]
        line = boxes['visit'][3]
        assert digits > 7 * 8 and digits > 2 * line, (one.path, digits, line)    # 7 mm


def a_telephone_reads_it_in_every_language(folder):
    slips = {one.picture: one.address for one in every_kind(folder)}
    assert len(slips) == 2 * 3 * 2
    assert paper.scan(list(slips)) == slips


# -- what happens to paper ----------------------------------------------------------------------

def sideways(seed):
    return '10' if seed % 2 else '-10'


def blurred(rows, one, seed):
    return ['-blur', '0x2']


def small(rows, one, seed):
    return ['-resize', '60%']


def turned(rows, one, seed):
    return ['-rotate', sideways(seed)]


def speckled(rows, one, seed):
    paper.flip_modules(rows, one.places['code'], one.module, 0.01, seed)
    return []


def with_a_dead_dot(rows, one, seed):
    paper.kill_column(rows, one.places['code'], one.module, seed)
    return []


def worn(rows, one, seed):
    paper.flip_modules(rows, one.places['code'], one.module, 0.005, seed)
    return ['-blur', '0x1', '-rotate', sideways(seed), '-resize', '60%']


def damage(folder, width, host, harm, seed):
    """A damaged slip's picture, and what it said."""
    one = slip(folder, width, LANGUAGES[seed % 3], host, seed)
    rows = one.rows()
    path = os.path.join(folder, f'{harm.__name__}-{width}-{len(host)}-{seed}.pgm')
    paper.photograph(rows, path, harm(rows, one, seed))
    return path, one.address


def count_read(folder, width, host, harm):
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as workers:
        wanted = dict(workers.map(lambda seed: damage(folder, width, host, harm, seed), SEEDS))
    found = paper.scan(list(wanted))
    count = sum(found[path] == wanted[path] for path in wanted)
    print(f'# {width} mm, {len(host)} letters, {harm.__name__}: {count} of {len(wanted)}', flush=True)
    for path in wanted:
        os.unlink(path)
    return count


def survives(folder, harm, least):
    for width in DOTS if IS_FULL else ['58']:
        count = count_read(folder, width, HOST, harm)
        assert count >= least, (width, harm.__name__, count)


def survives_when_longest(folder, harm, least):
    """On narrow paper, where the modules of the longest address are smallest."""
    if IS_FULL:
        count = count_read(folder, '58', LONGEST_HOST, harm)
        assert count >= least, (harm.__name__, count)


def a_blur_of_two_dots_is_read(folder):
    survives(folder, blurred, 20)


def a_picture_at_sixty_percent_is_read(folder):
    survives(folder, small, 20)
    survives_when_longest(folder, small, 20)


def a_slip_held_aslant_is_read(folder):
    survives(folder, turned, 20)
    survives_when_longest(folder, turned, 20)


def one_module_in_a_hundred_may_be_wrong(folder):
    survives(folder, speckled, 17)
    survives_when_longest(folder, speckled, 17)


def a_dead_dot_of_the_head_is_survived(folder):
    survives(folder, with_a_dead_dot, 17)


def all_of_it_together_is_survived(folder):
    survives(folder, worn, 18)


TESTS = [the_printer_draws_what_the_kiosk_drew, it_is_pictures_and_one_cut,
         every_part_stands_in_its_place_and_nothing_beside_it, the_number_is_the_largest_text,
         a_telephone_reads_it_in_every_language, a_blur_of_two_dots_is_read, a_picture_at_sixty_percent_is_read,
         a_slip_held_aslant_is_read, one_module_in_a_hundred_may_be_wrong, a_dead_dot_of_the_head_is_survived,
         all_of_it_together_is_survived]


def run(chosen, folder):
    """As TAP; how many failed."""
    bad = 0
    print(f'1..{len(chosen)}', flush=True)
    for number, test in enumerate(chosen, 1):
        name = test.__name__.replace('_', ' ')
        try:
            test(folder)
            print(f'ok {number} - {name}', flush=True)
        except Exception:   # a test that cannot go on is one that failed
            bad += 1
            print(''.join(f'# {line}\n' for line in traceback.format_exc().splitlines())
                  + f'not ok {number} - {name}', flush=True)
    return bad


def main():
    words = [word for word in sys.argv[3:] if word != '--full']
    for program in ('zbarimg', 'convert'):
        if not shutil.which(program):
            print(f'1..0 # SKIP {program} is not installed')
            return 0
    chosen = [test for test in TESTS if not words or any(word in test.__name__ for word in words)]
    with tempfile.TemporaryDirectory() as folder:
        return min(1, run(chosen, folder))


if __name__ == '__main__':
    sys.exit(main())
