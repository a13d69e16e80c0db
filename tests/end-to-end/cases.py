# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases over the whole chain as TAP; each name states a rule."""
import argparse
import signal
import subprocess
import sys
import time
import traceback

sys.dont_write_bytecode = True
import chain  # noqa: E402
import judge  # noqa: E402


def expect(is_true, what):
    if not is_true:
        raise chain.Failure(what)


def end_all(programs):
    for program in programs:
        status = program.end(signal.SIGTERM)
        expect(status == 0, '%s ended with %s:\n%s' % (program.name, status, program.tail()))


def judge_all(whole, kiosks=None):
    """Ends everything; every row of KIOSKS must be at the collector, once."""
    kiosks = whole.kiosks if kiosks is None else kiosks
    end_all([*[kiosk for kiosk in kiosks if kiosk.process], whole.collector])
    verdict = judge.judge(whole.collector, kiosks)
    expect(not verdict.findings, '%d findings:\n%s' % (len(verdict.findings), '\n'.join(verdict.findings[:20])))
    return verdict


def now_ms():
    return int(time.time() * 1000)


def enrol_by_code(whole, kiosk):
    """Staff read the code on KIOSK's screen, which stands in its status too, and approve it."""
    chain.wait_until(lambda: kiosk.status().startswith('enrolling: '), 60,
                     lambda: 'no code is shown: %r' % kiosk.status())
    whole.collector.run('device', 'approve', kiosk.status().split()[1])


def read_options(description):
    parser = argparse.ArgumentParser(description=description,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--scale', type=float, default=1)
    parser.add_argument('--seed', type=int, default=6)
    parser.add_argument('--only', metavar='WORD', help='cases with that word in their names')
    return parser.parse_args()


def run(options, cases):
    """All CASES, or those that `--only WORD` is in the names of."""
    only = getattr(options, 'only', None)
    cases = [case for case in cases if not only or only in case.__name__]
    failed = 0
    print('1..%d' % len(cases), flush=True)
    for number, case in enumerate(cases, 1):
        try:
            case(options)
            print('ok %d - %s' % (number, case.__name__.replace('_', ' ')), flush=True)
        except (Exception, subprocess.TimeoutExpired) as trouble:
            failed += 1
            print('# ' + traceback.format_exc().replace('\n', '\n# '))
            print('not ok %d - %s: %s' % (number, case.__name__.replace('_', ' '),
                                          str(trouble).split('\n', maxsplit=1)[0]), flush=True)
    return 1 if failed else 0
