# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real kiosk as a guest: used by the test-*.py beside it, inside `kiosk-ui session`.

What a test prints is TAP. The kiosk's program comes from AFTERTASTE_KIOSK; every Kiosk has a data
folder of its own and is told to print its hooks (`--test-hooks`).
"""
import atexit
import gettext
import importlib.machinery
import importlib.util
import json
import os
import queue
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
TOOL = os.path.join(HERE, '..', 'tools', 'kiosk-ui')


def load_tool():
    loader = importlib.machinery.SourceFileLoader('kiosk_ui', TOOL)
    spec = importlib.util.spec_from_loader('kiosk_ui', loader)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


ui = load_tool()


class Failure(Exception):
    pass


class Texts:
    """What the kiosk says in one language ('zh-CN', 'zh-TW', 'en'): a survey's words and its own."""

    KEYS = {'zh-CN': 'zh-cn', 'zh-TW': 'zh-tw', 'en': 'default'}
    OWN_NAMES = {'zh-CN': '简体中文', 'zh-TW': '繁體中文', 'en': 'English'}

    def __init__(self, language, survey=None):
        self.language = language
        self.key = self.KEYS[language]
        self.catalogue = gettext.translation('aftertaste', os.environ['AFTERTASTE_LOCALE_DIR'],
                                             [language.replace('-', '_')])
        self.elements = {}
        if survey:
            with open(survey, encoding='utf-8') as f:
                self.definition = json.load(f)
            self._gather(self.definition.get('pages', [self.definition]))

    def _gather(self, items):
        for item in items:
            if 'name' in item and 'type' in item:
                self.elements[item['name']] = item
            self._gather(item.get('elements', []))

    def pick(self, text):
        return text if not isinstance(text, dict) else text.get(self.key, text.get('default'))

    def title(self, name):
        return self.pick(self.elements[name]['title'])

    def choice(self, name, value):
        for item in self.elements[name].get('choices', []) + self.elements[name].get('rateValues', []):
            if isinstance(item, dict) and item['value'] == value:
                return self.pick(item['text'])
            if item == value:
                return str(item)
        raise KeyError((name, value))

    def word(self, source):
        """The catalogue's translation; a word that the catalogue lacks is a failure, not English."""
        found = self.catalogue.gettext(source)
        if self.language != 'en' and found == source:
            raise Failure('the %s catalogue has no %r' % (self.language, source))
        return found


SURVEYS = os.path.join(HERE, '..', '..', 'assets', 'surveys')


def house_survey(name):
    return os.path.join(SURVEYS, name + '.json')


def write_survey(questions):
    """The file of a survey: one rating, then a page for each of QUESTIONS. Gone when the program ends."""
    with open(os.path.join(HERE, '..', 'data', 'surveys', 'one.json'), encoding='utf-8') as f:
        definition = json.load(f)
    definition['pages'] += [{'name': 'p-' + q['name'], 'elements': [q]} for q in questions]
    with tempfile.NamedTemporaryFile('w', suffix='.json', delete=False, encoding='utf-8') as f:
        json.dump(definition, f)
    os.chmod(f.name, 0o644)
    atexit.register(os.unlink, f.name)
    return f.name


STEPS = ('Back', 'Change it', 'Skip', 'Next', 'Done', "Yes, that's right")
CATALOGUES = [gettext.translation('aftertaste', os.environ['AFTERTASTE_LOCALE_DIR'], [name])._catalog
              for name in ('zh_CN', 'zh_TW')] + [{}]


class Kiosk:
    """One running kiosk. `config` holds the lines of its key file; None: nobody has written one."""

    def __init__(self, *args, config='', env=None, data=None, survey=None, program=None, prefix=()):
        self.own_data = data is None
        self.data = data or tempfile.mkdtemp(prefix='aftertaste-test.')
        self.config = os.path.join(self.data, 'test.conf')
        self.log = open(os.path.join(self.data, 'stderr.log'), 'ab')
        argv = list(prefix) + [program or os.environ['AFTERTASTE_KIOSK'], '--test-hooks', '--data', self.data]
        if config is None:
            env = dict(env or {}, XDG_CONFIG_HOME=os.path.join(self.data, 'nothing'))
        else:
            with open(self.config, 'w', encoding='utf-8') as f:
                f.write(config)
            argv += ['--config', self.config]
        if survey:
            argv += ['--survey', survey]
        argv += list(args)
        self.hooks, self.lines = queue.Queue(), []
        self.process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log,
                                        env=dict(os.environ, G_DEBUG='fatal-criticals', **(env or {})))
        threading.Thread(target=self._read_hooks, args=(self.process.stdout,), daemon=True).start()
        self.a11y = ui.A11y()

    def _read_hooks(self, pipe):
        for line in pipe:
            text = line.decode('utf-8', 'replace').strip()
            self.lines.append(text)
            self.hooks.put(text)

    # -- looking

    def wait(self, name, role=None, seconds=25):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Failure('the kiosk ended with status %s\n%s' % (self.process.returncode, self.errors()))
            try:
                node = self.a11y.find(name, role)
            except self.a11y.GLib.Error:
                node = None                       # the tree changed while it was read
            if node:
                return node
            time.sleep(.02)
        raise Failure('%r was not there after %g s; on the screen: %s' % (name, seconds, ', '.join(self.names())))

    def gone(self, name, role=None, seconds=25):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if not self.a11y.find(name, role):
                    return
            except self.a11y.GLib.Error:
                pass
            time.sleep(.02)
        raise Failure('%r was still there after %g s' % (name, seconds))

    def has(self, name, role=None):
        try:
            return self.a11y.find(name, role) is not None
        except self.a11y.GLib.Error:
            return False

    def toolkit(self):
        """GTK's version, as (4, 8), once the kiosk stands there."""
        self.wait('~.')
        root = ('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root')
        versions = [self.a11y.prop(app, 'Application', 'Version') for app in self.a11y.children(root)]
        return tuple(int(part) for part in versions[0].split('.')[:2])

    def nodes(self):
        """Every widget that is on the screen: (role, name, extents)."""
        out = []
        for n in self.a11y.walk():
            try:
                if self.a11y.usable(n):
                    out.append((n['role'], n['name'], tuple(self.a11y.extents(n['ref']))))
            except self.a11y.GLib.Error:
                continue                      # it went while it was looked at
        return out

    def names(self):
        try:
            return [name for _, name, _ in self.nodes() if name]
        except self.a11y.GLib.Error:
            return []

    def text(self, name, role=None):
        node = self.wait(name, role)
        try:
            return self.a11y.text(node['ref'])
        except self.a11y.GLib.Error:
            return node['name']

    def place(self, name, role=None, seconds=25):
        """Where a widget is once it has stopped moving."""
        node = self.wait(name, role, seconds)
        last = None
        for _ in range(100):
            try:
                now = tuple(self.a11y.extents(node['ref']))
            except self.a11y.GLib.Error:
                node, now = self.wait(name, role, seconds), None
            if now is not None and now == last:
                break
            last = now
            time.sleep(.02)
        return last

    def middle(self, name, role=None, seconds=25):
        x, y, w, h = self.place(name, role, seconds)
        return x + w // 2, y + h // 2

    # -- acting

    FOLD_GAP = 16           # between what scrolls and the row of steps

    def tap(self, name, role=None, seconds=25):
        x, y, w, h = self.place(name, role, seconds)
        fold = self.fold(name)
        for _ in range(12):
            if fold is None or y + h <= fold - self.FOLD_GAP:
                break
            self.scroll(-200)
            x, y, w, h = self.place(name, role, seconds)
        self.touch(x + w // 2, y + h // 2)

    @staticmethod
    def words(*sources):
        """How any of the languages says these words."""
        return {texts.get(word) or word for word in sources for texts in CATALOGUES}

    def fixed_names(self):
        """Names of what never scrolls: the row of steps and the bar."""
        return self.words(*STEPS, 'Larger text', 'Call staff', 'Start again') | set(Texts.OWN_NAMES.values())

    def fold(self, name):
        """Where what scrolls ends: above the row of steps; None on pages without, and for what never scrolls."""
        steps = self.words(*STEPS)
        row = [e[1] for role, label, e in self.nodes() if role == 'button' and label in steps]
        return min(row) if row and name not in self.fixed_names() else None

    @staticmethod
    def scroll(pixels):
        """Moves the page by a finger's swipe, where there is one, else by the wheel."""
        width, height = (int(v) for v in os.environ['KIOSK_UI_SIZE'].split('x'))
        if 'KIOSK_UI_TOUCH' in os.environ:
            ui.point([str(v) for v in ('swipe', width // 2, height // 2, width // 2, height // 2 + pixels, 300)])
        else:
            subprocess.run(['xdotool', 'mousemove', str(width // 2), str(height // 2), 'click', '4' if pixels > 0 else '5'],
                           check=True, env=dict(os.environ, DISPLAY=os.environ['KIOSK_UI_DISPLAY']))
        time.sleep(.3)                       # the page comes to rest

    @staticmethod
    def touch(x, y):
        ui.point(['tap', str(x), str(y)])

    @staticmethod
    def play(lines):
        """Timed fingers: (ms, finger, 'down'|'move'|'up', x, y)."""
        with tempfile.NamedTemporaryFile('w', suffix='.touches') as f:
            f.write('\n'.join('%g %d %s %d %d' % line for line in lines) + '\n')
            f.flush()
            ui.point(['play', f.name])

    @staticmethod
    def key(*names):
        if ui.keyboard('key', list(names)) != 0:
            raise Failure('could not press %s' % (names,))

    def write(self, text):
        """Letters as they are, whatever the language: Shift on its own leaves pinyin."""
        if self.words('English input') & set(self.keys()) and not text.isdigit():
            self.key('Shift_L')
        self.write_hardware(text)

    @staticmethod
    def write_hardware(text):
        if ui.keyboard('write', [text]) != 0:
            raise Failure('could not type')

    @staticmethod
    def shot(path):
        subprocess.run([TOOL, 'shot', path], check=True)

    # -- writing on the glass

    def keyboard(self):
        """What the keyboard under the page holds: name -> middle; {} while there is none."""
        names, found, top = self.words('Keyboard'), {}, None
        try:
            for n in self.a11y.walk():
                if top is not None and n['depth'] <= top:
                    break
                if top is None and n['name'] in names and self.a11y.usable(n):
                    top = n['depth']
                elif top is not None and n['role'] in ('button', 'push button', 'toggle button') and self.a11y.usable(n):
                    x, y, w, h = self.a11y.extents(n['ref'])
                    found[n['name']] = (x + w // 2, y + h // 2)
        except self.a11y.GLib.Error:
            return {}                             # it changed while it was read
        return found

    def keys(self, *wanted, seconds=25):
        """The keyboard, once it has the keys that are named and no longer moves."""
        end, last = time.monotonic() + seconds, None
        while time.monotonic() < end:
            keys = self.keyboard()
            if keys and keys == last and all(name in keys for name in wanted):
                return keys
            last = keys
            time.sleep(.02)
        raise Failure('no keys %s; there are %s' % (wanted, sorted(last or {})))

    def press(self, *names):
        """Touches keys one after the other; all of them stand on the keyboard now, letters as capitals or not."""
        keys = {name.lower(): place for name, place in self.keys().items()}
        for name in names:
            if name.lower() not in keys:
                raise Failure('no key %r; there are %s' % (name, sorted(keys)))
            self.touch(*keys[name.lower()])

    def candidates(self):
        """Those that stand above the keys, in order."""
        numbered = [name.split(' ', 1) for name in self.keyboard() if re.match(r'\d+ .', name)]
        return [text for _, text in sorted((int(number), text) for number, text in numbered)]

    def pick(self, text, seconds=25):
        """Touches a candidate as soon as it is there."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for name, place in self.keyboard().items():
                if re.fullmatch(r'\d+ ' + re.escape(text), name):
                    self.touch(*place)
                    return
            time.sleep(.02)
        raise Failure('no candidate %r among %s' % (text, self.candidates()))

    # -- the kiosk's own lines

    def hook(self, start, seconds=25):
        """The next hook line that begins with `start`, not older than the last one asked for."""
        end = time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            if left <= 0:
                raise Failure('no line %r after %g s; lines: %s' % (start, seconds, self.lines[-12:]))
            try:
                line = self.hooks.get(timeout=min(left, .2))
            except queue.Empty:
                if self.process.poll() is not None and self.hooks.empty():
                    raise Failure('the kiosk ended with status %s\n%s' % (self.process.returncode, self.errors()))
                continue
            if line.startswith(start):
                return line

    def forget_hooks(self):
        while not self.hooks.empty():
            self.hooks.get()

    def acknowledged(self):
        return [line.split()[1] for line in self.lines if line.startswith('ack ')]

    # -- its end

    def kill(self, sig=signal.SIGKILL):
        if self.process.poll() is None:
            self.process.send_signal(sig)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Failure('signal %d did not end the kiosk within 10 s' % sig)
        return self.process.returncode

    def errors(self):
        self.log.flush()
        with open(os.path.join(self.data, 'stderr.log'), errors='replace') as f:
            return f.read()[-2000:]

    def close(self):
        status = self.kill(signal.SIGTERM)
        self.log.close()
        if self.own_data:
            shutil.rmtree(self.data, ignore_errors=True)
        if status != 0:
            raise Failure('SIGTERM ended the kiosk with status %s' % status)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.close()
            return
        if 'AFTERTASTE_FAILURE_SHOT' in os.environ:
            self.shot(os.environ['AFTERTASTE_FAILURE_SHOT'])
        sys.stdout.write(''.join('# %s\n' % line for line in self.errors().splitlines()[-20:]))
        self.kill()
        if self.own_data:
            shutil.rmtree(self.data, ignore_errors=True)


def rows(data, sql):
    """Reads the kiosk's database after the kiosk has ended (it holds an exclusive lock while it runs)."""
    connection = sqlite3.connect('file:%s?mode=ro' % os.path.join(data, 'kiosk.db'), uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def encodings(text):
    return {name: text.encode(name) for name in ('utf-8', 'utf-16-le', 'utf-32-le')}


def memory_holds(pid, text):
    """Where the process's writable memory holds `text`: a list of '<mapping> <encoding>'."""
    found = []
    with open('/proc/%d/maps' % pid) as f:
        areas = [line.split() for line in f]
    with open('/proc/%d/mem' % pid, 'rb', 0) as memory:
        for words in areas:
            if not words[1].startswith('rw') or (len(words) > 5 and words[5] in ('[vvar]', '[vsyscall]')):
                continue
            begin, end = (int(v, 16) for v in words[0].split('-'))
            try:
                memory.seek(begin)
                content = memory.read(end - begin)
            except (OSError, ValueError):
                continue
            for name, needle in encodings(text).items():
                if needle in content:
                    found.append('%s %s' % (words[5] if len(words) > 5 else 'anonymous', name))
    return found


def run(tests):
    """Runs functions as TAP: those whose name holds a word of the command line, if there is one, and none
    that begins with a minus sign."""
    words = [word for word in sys.argv[1:] if word[0] != '-']
    without = [word[1:] for word in sys.argv[1:] if word[0] == '-']
    chosen = [t for t in tests if (not words or any(word in t.__name__ for word in words))
              and not any(word in t.__name__ for word in without)]
    print('1..%d' % len(chosen), flush=True)
    bad = 0
    for number, test in enumerate(chosen, 1):
        name = test.__name__.replace('_', ' ')
        started = time.monotonic()
        try:
            test()
            print('ok %d - %s # %.1f s' % (number, name, time.monotonic() - started), flush=True)
        except Exception:
            bad += 1
            for line in traceback.format_exc().splitlines():
                print('# ' + line)
            print('not ok %d - %s' % (number, name), flush=True)
    return 1 if bad else 0
