# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents that no honest kiosk sends, for a collector that has let one in: name, path, bytes. None
may be answered with a 2xx, except batches whose items are all refused one by one."""

import json
import uuid

BATCHES = '/api/v1/batches'
HEARTBEAT = '/api/v1/device/heartbeat'
APPLY = '/api/v1/device/authorization'
POLL = '/api/v1/device/token'
NIL = '00000000-0000-0000-0000-000000000000'
RAW = '@raw@'  # its string is replaced by text as it is

# What is no JSON, or none that this collector takes (RFC 8259, RFC 7493).
NO_JSON = [
    b' ', b'null', b'true', b'1', b'"x"', b'[]', b'[{}]', b'{', b'}', b'{}}', b'{}{}', b'{},', b'{}x', b'{}\x00', b'\x00{}',
    b'\xef\xbb\xbf{}', b'\xff\xfe{\x00}\x00', b'\xfe\xff\x00{\x00}', b'\x00\x00\x00{\x00\x00\x00}', b'{}\x1a', b'\x0c{}', b'\xc2\xa0{}',
    b"{'a':1}", b'{a:1}', b'{"a":1,}', b'{,"a":1}', b'{"a" 1}', b'{"a":1 "b":2}', b'{"a"}', b'{"a":}', b'{:1}', b'{1:1}',
    b'// x\n{}', b'/* x */{}', b'# x\n{}', b'{"a":/**/1}', b')]}\',\n{}', b'<a/>', b'a=1&b=2', b'--x\r\n\r\n{}', b'\x1f\x8b\x08\x00',
    b'PK\x03\x04', b'\x80\x04}.', b'O:8:"stdClass":0:{}', b'%00', b'{{7*7}}', b'${jndi:ldap://a}',
] + [b'{"a":%b}' % value for value in [
    b'NaN', b'Infinity', b'-Infinity', b'nan', b'01', b'-01', b'00', b'1.', b'.5', b'+1', b'0x10', b'1e', b'1e+', b'--1', b'1_000',
    b'1,000', b'0b1', b'0o7', b'1e400', b'-1e400', b'1e999999999', b'9' * 400, b'0.' + b'0' * 4000 + b'1e', b'tru', b'True', b'nil',
    b'undefined', b"'x'", b'`x`', b'"', b'"\\"', b'"\\x41"', b'"\\u12"', b'"\\u+123"', b'"\\u{41}"', b'"\\ud800"', b'"\\udc00"',
    b'"\\udc00\\ud800"', b'"\\ud800\\u0041"', b'"\\u0000"', b'"a\x00b"', b'"a\x01b"', b'"a\nb"', b'"a\tb"', b'"\x7f\xff"', b'"\xc0\xaf"',
    b'"\xc1\x81"', b'"\xe0\x80\xaf"', b'"\xed\xa0\x80"', b'"\xed\xa0\x80\xed\xb0\x80"', b'"\xf4\x90\x80\x80"', b'"\xf8\x88\x80\x80\x80"',
    b'"\xe4\xbd"', b'"\x80"', b'"\xfe"', b'[1,]', b'[,1]', b'[1 2]', b'[', b'{', b'[' * 20 + b']' * 20, b'[' * 30000, b'{"a":' * 9000]
] + [b'{"a":1,"a":1}', b'{"a":1,"\\u0061":1}', b'{"":1,"":1}', b'{"a":{"b":1,"b":2}}',
     b'{' + b','.join(b'"a%d":1' % n for n in range(6000)) + b',"a1":1}']


def flip(text, at=0):
    return text[:at] + ('0' if text[at] != '0' else '1') + text[at + 1:]


def wrong_of(value):
    """Values that cannot stand in VALUE's place, by its type."""
    yield from (v for v in (None, True, [], {}, [1], {'a': 1}, '') if type(v) is not type(value))
    if isinstance(value, int):
        yield from (-1, 0.5, str(value), 2 ** 53, 2 ** 53 + 1, 2 ** 63, 2 ** 64, -2 ** 63, 1e300)
    elif isinstance(value, str):
        yield from (0, 'x', value + 'x', ' ' + value, value[:-1], 'x' * 5000, '../' * 12, "' OR 1=1 --", '\u202e', '\ufffe')


def members(document):
    """DOCUMENT with each member missing, wrong, or joined by another."""
    for name, value in document.items():
        yield f'no-{name}', {k: v for k, v in document.items() if k != name}
        yield f'{name}-renamed', {k.upper() if k == name else k: v for k, v in document.items()}
        for number, wrong in enumerate(wrong_of(value)):
            yield f'{name}-{number}', {**document, name: wrong}
    for name in ('more', '', '__proto__', 'constructor', '$schema', 'schema\u200b', 'device', 'x' * 3000):
        yield f'surplus-{name[:12]}', {**document, name: 1}


def ids():
    good = str(uuid.uuid4())
    return [good.upper(), good.replace('-', ''), '{' + good + '}', 'urn:uuid:' + good, good[:-1], good + '0', good[:-1] + 'g',
            good.replace('-', '_'), ' ' + good, good + '\n', good[:8] + good[9:] + '-', '0', '-' * 36, '\uff10' + good[1:]]


def digests():
    good = 'ab' * 32
    return [good.upper(), good[:-1], good + 'a', good[:-1] + 'g', '0x' + good[2:], '', ' ' + good[1:], good[:-1] + '\u0661']


def envelopes(kiosk):
    """Batches that are refused as a whole."""
    good = kiosk.envelope({**kiosk.item(), 'sequence': 10 ** 6})
    for name, document in members(good):
        yield name, document
    for number, wrong in enumerate(ids()):
        yield f'device-id-{number}', {**good, 'device_id': wrong}
        yield f'boot-id-{number}', {**good, 'boot_id': wrong}
        yield f'item-id-{number}', {**good, 'items': [{**good['items'][0], 'id': wrong}]}
    for number, wrong in enumerate(digests()):
        yield f'item-digest-{number}', {**good, 'items': [{**good['items'][0], 'digest': wrong}]}
    yield 'boot-id-nil', {**good, 'boot_id': NIL}
    yield 'another-device', {**good, 'device_id': str(uuid.uuid4())}
    yield 'no-items', {**good, 'items': []}
    yield 'items-201', {**good, 'items': [{'sequence': n + 1, 'id': str(uuid.uuid4()), 'digest': 'ab' * 32}
                                          for n in range(201)]}
    yield 'later-schema', {**good, 'schema': 2, 'new': True}
    for number, item in enumerate([None, 1, 'x', [], {}, {'sequence': 1}]):
        yield f'item-{number}', {**good, 'items': [item]}
        yield f'item-{number}-behind', {**good, 'items': good['items'] + [item]}
    for name in ('sequence', 'id', 'digest'):
        item = {k: v for k, v in good['items'][0].items() if k != name}
        yield f'item-without-{name}', {**good, 'items': [item]}
    for number, wrong in enumerate([-1, 0.5, 2 ** 53, 2 ** 53 + 1, 2 ** 64, '1', None, True, 1e300]):
        yield f'sequence-{number}', {**good, 'items': [{**good['items'][0], 'sequence': wrong}]}


def bodies(kiosk):
    """Bodies whose items are refused: each is right in its frame and wrong in what it says."""
    good = kiosk.body()
    for name, document in members(good):
        # No time is too far away, no table and no consent is fine, an answer need not be there.
        yield f'body-{name}', document
    for number, answers in enumerate([
            {'overall': 0}, {'overall': 6}, {'overall': 1e9}, {'overall': -1}, {'overall': 2.5}, {'overall': '5'},
            {'overall': None}, {'overall': [5]}, {'overall': {'value': 5}}, {'overall': True}, {'nobody': 1}, {'': 1},
            {'__proto__': 5}, {'overall ': 5}, {'Overall': 5}, {'overall': 5, 'x' * 4000: 1}, {'overall': 'x' * 15000},
            {f'q{n}': n for n in range(1000)}, {'overall': {'a': {'b': {'c': {'d': {}}}}}}]):
        yield f'answers-{number}', {**good, 'answers': answers}
    for number, survey in enumerate([
            {}, None, {'id': 'exit'}, {**good['survey'], 'id': ''}, {**good['survey'], 'id': 'x' * 65},
            {**good['survey'], 'version': 1}, {**good['survey'], 'digest': 'AB' * 32}, {**good['survey'], 'more': 1}]):
        yield f'survey-{number}', {**good, 'survey': survey}
    for name, values in {'kind': ['tap', 'EXIT', 'drop table'], 'state': ['done', 'TAP', ''], 'locale': ['zh', 'zh_CN', 'xx', 'EN'],
                         'channel': ['phone', 'KIOSK'], 'table': ['', 'x' * 17, 'a\nb', 5, '\u0000'], 'schema': [0, 2, '1'],
                         'salt': ['', 'ab', 'AB' * 16, 'xy' * 16], 'seals': [[1], [{}], {}, [None] * 9],
                         'consent': [{}, True, {'call_back': 1}], 'burst': [0, 'false']}.items():
        for number, value in enumerate(values):
            yield f'{name}-{number}', {**good, name: value}
    yield 'nothing', {}
    yield 'too-large', {**good, 'answers': {'words': 'x' * 17000}}
    yield 'control', {**good, 'table': 'a\u0085b'}


def items(kiosk):
    """Items that are refused, whatever their body says."""
    def spoil(**changes):
        return {**kiosk.item(), **changes}

    for kind in ('', 'Response', 'responses', 'survey-definition', 'call-staff', 'delete', None, 1, []):
        yield f'kind-{kind}', spoil(kind=kind)
    for name in ('previous', 'chain'):
        for number, wrong in enumerate(digests() + [None, 1, 'cd' * 32]):
            yield f'{name}-{number}', spoil(**{name: wrong})
    for number, body in enumerate([None, 1, 'x', [], [{}], True]):
        yield f'body-{number}', spoil(body=body)
    item = spoil()
    for name in ('kind', 'previous', 'chain', 'body'):
        yield f'without-{name}', {k: v for k, v in spoil().items() if k != name}
    yield 'surplus', spoil(more=1)
    yield 'other-digest', spoil(digest=flip(item['digest']))
    yield 'other-id', spoil(id=str(uuid.uuid4()))
    yield 'sequence-0', spoil(sequence=0)


def definitions(page):
    """Surveys that are none; PAGE puts elements into one."""
    yield 'nothing', {}
    yield 'no-house', {'elements': []}
    yield 'id-traversal', {'aftertaste': {'id': '', 'version': 1, 'kind': 'exit'}, 'elements': []}
    yield 'id-too-long', {'aftertaste': {'id': 'x' * 65, 'version': 1, 'kind': 'exit'}, 'elements': []}
    yield 'expression-deep', page({'type': 'rating', 'name': 'a', 'visibleIf': '(' * 9000 + '1' + ')' * 9000})
    yield 'twice', page({'type': 'rating', 'name': 'a'}, {'type': 'rating', 'name': 'a'})
    yield 'no-name', page({'type': 'rating'})
    yield 'file', page({'type': 'file', 'name': 'a'})
    yield 'regex', page({'type': 'comment', 'name': 'a', 'validators': [{'type': 'regex', 'regex': '(a+)+('}]})
    yield 'elements-object', {'aftertaste': {'id': 'x', 'version': 1, 'kind': 'exit'}, 'elements': {'type': 'rating'}}


def costly_definitions(page):
    """Surveys that are read, as SurveyJS reads them, and must cost nothing to judge by."""
    deep = {'type': 'rating', 'name': 'a'}
    for number in range(60):
        deep = {'type': 'panel', 'name': f'p{number}', 'elements': [deep]}
    yield 'deep', page(deep)
    yield 'expression', page({'type': 'rating', 'name': 'a', 'visibleIf': '((((({a}'})
    yield 'markup', page({'type': 'html', 'name': 'b', 'html': '<script>alert(1)</script>'}, {'type': 'rating', 'name': 'a'})
    yield 'rate-endless', page({'type': 'rating', 'name': 'a', 'rateMax': 1000000000})
    yield 'regex', page({'type': 'rating', 'name': 'a'}, {'type': 'comment', 'name': 'b', 'validators': [
        {'type': 'regex', 'regex': '^(a+)+$'}]})
    yield 'itself', page({'type': 'rating', 'name': 'a', 'visibleIf': '{a} > 1', 'requiredIf': '{a} < {a}'})
    yield 'many', page({'type': 'rating', 'name': 'a'}, *({'type': 'comment', 'name': f'q{n}'} for n in range(900)))


def heartbeats(kiosk):
    good = {'schema': 1, 'version': '0.1', 'queue': 0, 'disk_free_bytes': 1, 'clock_ms': 1, 'boot_id': kiosk.boot,
            'monotonic_ms': 1, 'printer': None}
    # A version is any short text of ASCII.
    yield from ((name, document) for name, document in members(good) if not fits(document.get('version')))
    for number, wrong in enumerate(ids() + [NIL]):
        yield f'boot-id-{number}', {**good, 'boot_id': wrong}
    for number, wrong in enumerate(['a\u0000', 'a\nb', '\u7248', 'x' * 33]):
        yield f'version-{number}', {**good, 'version': wrong}


def fits(text, other='0.1', most=32):
    """Another text than OTHER that may stand there."""
    return isinstance(text, str) and text != other and 0 < len(text) <= most and text.isprintable()


def applications():
    good = {'device_id': str(uuid.uuid4()), 'link_key': 'ab' * 32, 'name': 'A'}
    # A name is any short text.
    yield from ((name, document) for name, document in members(good) if not fits(document.get('name'), 'A', 64))
    for number, wrong in enumerate(ids() + [NIL]):
        yield f'device-id-{number}', {**good, 'device_id': wrong}
    for number, wrong in enumerate(['x' * 65, 'a\nb', 'a\u0085b', 'a\u0000', '\u202eA', 'a\u2028b', '\U000e0041']):
        yield f'name-{number}', {**good, 'name': wrong}


def polls():
    good = {'device_code': 'A' * 43}
    yield from members(good)
    yield 'unknown', good


def raw(document):
    return json.dumps(document).encode()
