# SPDX-License-Identifier: GPL-3.0-or-later
"""The pinyin engine in process: how long a look-up takes and what memory the engine takes, over a
hundred of the sentences that typing is measured with. The figures of quality are beside them."""
import json
import os
import subprocess
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
SENTENCES = os.path.join(ROOT, 'tests', 'kiosk', 'keyboard', 'sentences.tsv')
MODELS = os.path.join(ROOT, 'assets', 'models')
HOW_MANY = 100
LOOK_UP_MS = 8
MEMORY_MB = 31


def say(what, figure, unit, beside, limit):
    goal = '<= %g %s' % (limit, unit) if limit else ''
    ratio = '%.2f' % (figure / limit) if limit else ''
    print('%-46s %14s  %-34s %-26s %s' % (what, '%.2f %s' % (figure, unit), beside, goal, ratio), flush=True)


def score(build, path):
    argv = [os.path.join(build, 'tests/kiosk/keyboard/score-typing'),
            '--words', os.path.join(MODELS, 'restaurant-words.txt'),
            '--phrases', os.path.join(MODELS, 'restaurant-phrases.txt'), path]
    return json.loads(subprocess.run(argv, capture_output=True, text=True, check=True).stdout)


def measure(build):
    with open(SENTENCES, encoding='utf-8') as file:
        lines = file.readlines()
    step = max(1, len(lines) // HOW_MANY)
    with tempfile.NamedTemporaryFile('w', encoding='utf-8', suffix='.tsv') as some:
        some.writelines(lines[::step][:HOW_MANY])
        some.flush()
        figures = score(build, some.name)
    for name, mode, limit in (('full pinyin', 'full', LOOK_UP_MS), ('nine-key', 'nine_key', LOOK_UP_MS)):
        own = figures[mode]
        right = '%.0f %% of sentences right' % (100 * own['sentences_right'])
        say('typing, look-up p50, ' + name, own['look_up_p50_ms'], 'ms', right, 0)
        say('typing, look-up p99, ' + name, own['look_up_p99_ms'], 'ms', right, limit)
    memory = figures['memory']
    say('typing, memory (PSS) once loaded', memory['loaded_pss_kb'] / 1024, 'MB',
        'phrases %.1f MB' % (memory['phrases_kb'] / 1024), MEMORY_MB)
    say('typing, memory (PSS) after %d sentences' % HOW_MANY, memory['pss_kb'] / 1024, 'MB', 'both ways', MEMORY_MB)
