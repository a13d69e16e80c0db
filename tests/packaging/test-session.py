#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kiosk's session ends with the kiosk's own status, whatever its compositor says, and the unit does
not start again what staff have quit."""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGING = os.path.join(HERE, '..', '..', 'packaging')
SESSION = os.path.join(PACKAGING, 'session', 'session')
QUIT_STATUS = 3
SILENT = '#!/bin/sh\nshift\n"$@" || :\nexit 0\n'        # as cage 0.1.4: 0, however the program ended
HONEST = '#!/bin/sh\nshift\nexec "$@"\n'
BROKEN = '#!/bin/sh\nexit 0\n'                           # ends before it has started anything


def run(cage, kiosk, left=None):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (('cage', cage), ('aftertaste-kiosk', kiosk)):
            path = os.path.join(folder, name)
            with open(path, 'w', encoding='ascii') as f:
                f.write(text)
            os.chmod(path, 0o755)
        if left is not None:
            with open(os.path.join(folder, 'status'), 'w', encoding='ascii') as f:
                f.write(left)
        return subprocess.run([SESSION], env={'PATH': folder + ':/usr/bin:/bin', 'XDG_RUNTIME_DIR': folder},
                              stderr=subprocess.DEVNULL, timeout=30, check=False).returncode


def main():
    for cage in (SILENT, HONEST):
        for status in (0, 1, QUIT_STATUS):
            assert run(cage, '#!/bin/sh\nexit %d\n' % status) == status, (cage, status)
        assert run(cage, '#!/bin/sh\nkill -SEGV $$\n') == 128 + 11
    assert run(BROKEN, '#!/bin/sh\n') == 1
    assert run(BROKEN, '#!/bin/sh\n', left='%d\n' % QUIT_STATUS) == 1, 'a former status was believed'
    with open(os.path.join(PACKAGING, 'systemd', 'aftertaste-kiosk.service'), encoding='utf-8') as f:
        lines = f.read().splitlines()
    assert 'RestartPreventExitStatus=%d' % QUIT_STATUS in lines
    assert 'SuccessExitStatus=%d' % QUIT_STATUS in lines
    assert 'ExecStart=/usr/libexec/aftertaste-kiosk/session' in lines


if __name__ == '__main__':
    sys.exit(main())
