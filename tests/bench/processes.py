# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program and all its children use, read from /proc."""
import os
import subprocess


def descendants(pid):
    out = subprocess.run(['ps', '-eo', 'pid=,ppid='], capture_output=True, text=True).stdout
    children = {}
    for line in out.splitlines():
        a, b = map(int, line.split())
        children.setdefault(b, []).append(a)
    found, todo = [], [pid]
    while todo:
        p = todo.pop()
        found.append(p)
        todo += children.get(p, [])
    return found


def summed_mb(pid, name):
    total = 0
    for p in descendants(pid):
        try:
            with open('/proc/%d/smaps_rollup' % p) as f:
                total += sum(int(line.split()[1]) for line in f if line.startswith(name))
        except OSError:
            pass
    return total / 1024


def pss_mb(pid):
    return summed_mb(pid, 'Pss:')


def own_mb(pid):
    """What nobody else maps: unlike PSS it does not change with what else is running."""
    return summed_mb(pid, 'Private_Dirty:')


def cpu_seconds(pid):
    ticks = 0
    for p in descendants(pid):
        try:
            with open('/proc/%d/stat' % p) as f:
                fields = f.read().rsplit(')', 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        except OSError:
            pass
    return ticks / os.sysconf('SC_CLK_TCK')


def machine_ticks():
    """Of all processors since the start: how long they ran or waited, and how long another machine of the same
    host had them (proc(5))."""
    with open('/proc/stat') as f:
        ticks = [int(field) for field in f.readline().split()[1:9]]
    return sum(ticks), ticks[7]
