# SPDX-License-Identifier: GPL-3.0-or-later
"""A network and mounts of a test's own: nothing it does to packets or disks is seen outside, and
nothing outside can be in its way.

`enter()` starts the program again in there (root only; where that is not allowed the reason is
printed and the test is skipped: status 77, or as TAP has it). `Firewall` spoils the traffic of one port on lo by
nftables, `Disk` is a small disk that can be filled.
"""
import errno
import json
import os
import subprocess
import sys
import threading

SKIPPED = 77
INSIDE = 'AFTERTASTE_NAMESPACE'
NEEDED = ('ip link set lo up && mount -t tmpfs probe /mnt && nft add table inet probe'
          ' && nft delete table inet probe')


def enter(is_tap=False):
    """Returns inside; to be called first of all. A test of TAP IS_TAP: meson takes 77 of it for a failure."""
    if os.environ.get(INSIDE) == 'yes':
        subprocess.run(['ip', 'link', 'set', 'lo', 'up'], check=True)
        return
    try:
        probe = subprocess.run(['unshare', '-n', '-m', 'sh', '-c', NEEDED], capture_output=True,
                               text=True, check=False)
        trouble = probe.stderr.strip() if probe.returncode != 0 else ''
    except FileNotFoundError as error:
        trouble = str(error)
    if trouble:
        print(('1..0 # SKIP ' if is_tap else 'skipped: ')
              + 'no network of its own here (root, iproute2 and nftables are needed): ' + trouble.splitlines()[0])
        sys.exit(0 if is_tap else SKIPPED)
    os.environ[INSIDE] = 'yes'
    os.execvp('unshare', ['unshare', '-n', '-m', '--', sys.executable, *sys.argv])


ONE_AT_A_TIME = threading.Lock()


def nft(*lines):
    with ONE_AT_A_TIME:
        done = subprocess.run(['nft', '-f', '-'], input='\n'.join(lines) + '\n', text=True,
                              capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError('nft: %s\n%s' % (done.stderr, '\n'.join(lines)))
    return done.stdout


class Firewall:
    """What becomes of the packets to and from PORT of this machine; a chain of its own each."""

    def __init__(self, port):
        self.port, self.chain = port, 'port%d' % port
        nft('add table inet chaos',
            'add chain inet chaos %s { type filter hook input priority 0; }' % self.chain)

    def heal(self):
        nft('flush chain inet chaos ' + self.chain)

    def _spoil(self, direction, verdict):
        ends = {'to': ['dport'], 'from': ['sport'], 'both': ['dport', 'sport']}[direction]
        nft(*['add rule inet chaos %s tcp %s %d %s' % (self.chain, end, self.port, verdict)
              for end in ends])

    def lose(self, percent, direction='both'):
        self._spoil(direction, 'numgen random mod 100 < %d counter drop' % percent)

    def swallow(self, direction='both'):
        """A black hole: everything goes in and nothing comes back."""
        self._spoil(direction, 'counter drop')

    def reset(self):
        self._spoil('to', 'counter reject with tcp reset')

    def count(self):
        """Packets that were spoilt since heal()."""
        said = subprocess.run(['nft', '-j', 'list', 'chain', 'inet', 'chaos', self.chain],
                              capture_output=True, text=True, check=True).stdout
        return sum(part['counter']['packets'] for entry in json.loads(said)['nftables']
                   for part in entry.get('rule', {}).get('expr', []) if 'counter' in part)


class Disk:
    """A disk in memory of its own, SIZE as mount writes it."""

    def __init__(self, folder, size):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        subprocess.run(['mount', '-t', 'tmpfs', '-o', 'mode=0700,size=' + size, 'disk', folder],
                       check=True)
        self.ballast = os.path.join(folder, 'ballast')

    def fill(self, left=0):
        """Leaves LEFT bytes of room."""
        with open(self.ballast, 'wb', buffering=0) as file:
            try:
                while file.write(b'x' * 65536):
                    pass
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
            file.truncate(max(0, file.tell() - left))

    def free(self):
        if os.path.exists(self.ballast):
            os.unlink(self.ballast)

    def close(self):
        subprocess.run(['umount', '-l', self.folder], check=False)
