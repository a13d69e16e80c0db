# SPDX-License-Identifier: GPL-3.0-or-later
"""A real browser for tests: Chromium, told what to do through browser/driver.mjs.

    with browser.Browser() as chromium:
        if chromium.missing: print what is missing and skip
        manager = chromium.person('manager', width=360)
        manager.go('http://127.0.0.1:8460/console')
        manager.click('button', '登录')

What the driver needs from npm is installed once into $AFTERTASTE_BROWSER_TOOLS (by packaging/test
before the tests, or here)."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))


class BrowserError(Exception):
    """The browser could not do it."""


def make_environment(scratch):
    """Who runs as nobody has no home, which npm and Chromium want."""
    home = os.environ.get('HOME', '')
    return {**os.environ, 'HOME': home if os.access(home, os.W_OK) else scratch}


def install(environment):
    """The folder of the driver's modules; None and a reason when they cannot be had."""
    for program in ('node', 'npm', 'chromium'):
        if shutil.which(program) is None:
            return None, f'{program} is not installed'
    folder = os.environ.get('AFTERTASTE_BROWSER_TOOLS', '/var/tmp/aftertaste-browser-tools')
    stamp = os.path.join(folder, 'node_modules', 'playwright-core', 'package.json')
    if not os.path.exists(stamp):
        try:
            os.makedirs(folder, exist_ok=True)
            for name in ('package.json', 'package-lock.json'):
                shutil.copy(os.path.join(HERE, 'browser', name), folder)
        except PermissionError as error:  # as nobody, in root's folder
            return None, str(error)
        done = subprocess.run(['npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts'],
                              cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return None, 'npm: ' + ' '.join(done.stderr.split())[:200]
    return folder, None


class Person:
    """One window with cookies of its own."""

    def __init__(self, browser, who):
        self.browser, self.who = browser, who

    def do(self, work, **what):
        return self.browser.do(work, who=self.who, **what)

    def go(self, address):
        """The status of the reply."""
        return self.do('go', address=address)['status']

    def click(self, role, name, **what):
        self.do('click', role=role, name=name, **what)

    def fill(self, name, text, role='textbox', **what):
        self.do('fill', role=role, name=name, text=text, **what)

    def wait(self, text, seconds=30):
        self.do('wait', text=text, seconds=seconds)

    def has(self, role, name, **what):
        return self.do('count', role=role, name=name, **what) > 0

    def text(self, selector='body'):
        return self.do('text', selector=selector)

    def axe(self):
        """Violations, a line each."""
        return self.do('axe')


class Browser:
    """Chromium with the driver in front of it. HOSTS: where names lead, 'MAP name 127.0.0.1:port'."""

    def __init__(self, hosts=''):
        self.process, self.hosts = None, hosts
        self.scratch = tempfile.TemporaryDirectory(prefix='aftertaste-browser-')
        self.environment = make_environment(self.scratch.name)
        self.folder, self.missing = install(self.environment)

    def __enter__(self):
        if self.missing is None:
            self.process = subprocess.Popen(
                ['node', os.path.join(HERE, 'browser', 'driver.mjs'), self.folder, self.hosts],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=self.environment)
            if self.process.stdout.readline() != 'ready\n':
                raise BrowserError('the driver did not start')
        return self

    def __exit__(self, *_):
        if self.process is not None:
            self.process.stdin.close()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process.stdout.close()
        self.scratch.cleanup()

    def do(self, work, **what):
        self.process.stdin.write(json.dumps({'work': work, **what}) + '\n')
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise BrowserError('the browser ended')
        answer = json.loads(line)
        if 'error' in answer:
            raise BrowserError(f'{work} {what}: {answer["error"]}')
        return answer['ok']

    def person(self, who, **how):
        self.do('open', who=who, **how)
        return Person(self, who)

    def complaints(self):
        """What the pages' scripts and policies complained of since the last time."""
        return self.do('complaints')


def main():
    """Installs what the driver needs, without a word when that works."""
    with tempfile.TemporaryDirectory(prefix='aftertaste-browser-') as scratch:
        _, missing = install(make_environment(scratch))
    return missing


if __name__ == '__main__':
    sys.exit(main())
