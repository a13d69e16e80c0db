# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checkers of this folder share: which files the tree holds, a reader of C tokens, and how
a finding is told. It judges nothing by itself."""

import argparse
import json
import os
import re
import subprocess
import sys

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LEFT_OUT = {'.git', 'node_modules', '__pycache__'}


def options(text, paths=True):
    """The command line every checker has: [--root DIR] [PATH...]."""
    parser = argparse.ArgumentParser(description=text,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--root', default=HOME, help='the tree to look at (default: this one)')
    if paths:
        parser.add_argument('path', nargs='*', help='files or folders; none: the whole tree')
    chosen = parser.parse_args()
    chosen.root = os.path.abspath(chosen.root)
    return chosen


def files(root, paths=()):
    """Every file of the tree that git would keep, relative to root and sorted; in a tree without
    git (a package's source) every file outside build folders. PATHs, as the shell gave them,
    narrow it."""
    listed = subprocess.run(['git', '-c', 'safe.directory=*', '-C', root, 'ls-files', '-z', '-co',
                             '--exclude-standard'], capture_output=True, check=False)
    own = subprocess.run(['git', '-c', 'safe.directory=*', '-C', root, 'rev-parse',
                          '--show-toplevel'], capture_output=True, check=False, text=True)
    if listed.returncode == 0 and os.path.realpath(own.stdout.strip()) == os.path.realpath(root):
        names = [n for n in listed.stdout.decode('utf-8').split('\0') if n]
    else:
        names = list(walked(root))
    names = sorted({n for n in names if os.path.isfile(os.path.join(root, n))})
    if not paths:
        return names
    wanted = [os.path.relpath(os.path.abspath(p), root) for p in paths]
    for asked, name in zip(paths, wanted):
        if not os.path.exists(os.path.join(root, name)):
            sys.exit(f'{asked}: no such file or folder')
    return [n for n in names
            if any(w in (n, '.') or n.startswith(w + os.sep) for w in wanted)]


def walked(root):
    for folder, below, names in os.walk(root):
        below[:] = [b for b in below if b not in LEFT_OUT
                    and not re.match(r'_?build|obj-', b)]
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), root)


def text_of(root, name):
    with open(os.path.join(root, name), encoding='utf-8', errors='replace') as stream:
        return stream.read()


def finish(checker, findings, looked_at):
    """Prints the findings, one a line, and ends the program: 0 when there are none, else 1."""
    for finding in findings:
        print(finding)
    if findings:
        print(f'{checker}: {len(findings)} finding{"s"[:len(findings) > 1]} '
              f'in {looked_at} files', file=sys.stderr)
        sys.exit(1)
    print(f'{checker}: {looked_at} files, nothing found')
    sys.exit(0)


def programs(build):
    """Name and file of each program of the house in the list of meson's folder BUILD."""
    with open(os.path.join(build, 'meson-info', 'intro-targets.json'), encoding='utf-8') as stream:
        for target in json.load(stream):
            if target['type'] == 'executable' and target['name'].startswith('aftertaste-'):
                yield target['name'], target['filename'][0]


TOKEN = re.compile(r'''
    (?P<comment> /\*.*?\*/ | //[^\n]* )
  | (?P<directive> ^[ \t]*\#(?: /\*.*?\*/ | \\\n | [^\n] )* )
  | (?P<string> (?:u8|[LuU])?"(?: \\. | [^"\\] )*" | [LuU]?'(?: \\. | [^'\\] )*' )
  | (?P<word> [A-Za-z_]\w* )
  | (?P<number> \.?\d(?: [eEpP][+-] | [\w.] )* )
  | (?P<sign> && | \|\| | -> | \+\+ | -- | <<= | >>= | [-+*/%&|^!=<>]= | << | >> | \.\.\. | [^\s] )
''', re.VERBOSE | re.DOTALL | re.MULTILINE)


def tokens(text):
    """The C tokens of TEXT as (kind, text, line). Of an #if with an #else only the first branch is
    read, and nothing of an #if 0: two branches together need not be balanced."""
    found, line, at, branches = [], 1, 0, []
    for match in TOKEN.finditer(text):
        line += text.count('\n', at, match.start())
        at = match.start()
        kind, value = match.lastgroup, match.group()
        if kind == 'directive':
            follow(branches, value)
        if kind in ('directive', 'comment') or all(branches):
            found.append((kind, value, line))
    return found


def follow(branches, directive):
    said = re.match(r'\s*#\s*(\w+)\s*(.*)', directive, re.DOTALL)
    if not said:
        return
    word, rest = said.group(1), said.group(2).strip()
    if word in ('if', 'ifdef', 'ifndef'):
        branches.append(not (word == 'if' and rest == '0'))
    elif word in ('else', 'elif') and branches:
        branches[-1] = False
    elif word == 'endif' and branches:
        branches.pop()
