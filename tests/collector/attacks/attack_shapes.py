# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests that no honest client sends: name, bytes, and the statuses that may answer them. A 2xx to
what hides in them is never allowed."""

HOST = b'Host: a\r\n'
JSON = HOST + b'Content-Type: application/json\r\n'
HIDDEN = b'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
POST = b'POST /api/v1/batches HTTP/1.1\r\n' + JSON


def get(target, extra=b''):
    return b'GET ' + target + b' HTTP/1.1\r\n' + HOST + extra + b'\r\n'


def framing():
    lengths = [b'Content-Length: 6\r\nContent-Length: 5\r\n', b'Content-Length: 5, 5\r\n',
               b'Content-Length: +5\r\n', b'Content-Length: 5 \x0b\r\n', b'Content-Length: 0x5\r\n',
               b'Content-Length: -1\r\n', b'Content-Length: 5;\r\n', b'Content-Length:\r\n',
               b'Content-Length: 18446744073709551616\r\n', b'Content-Length: 5_0\r\n',
               b'Content-Length : 5\r\n', b'Content_Length: 5\r\nContent-Length: 99999999\r\n']
    codings = [b'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n',
               b'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n',
               b'Transfer-Encoding: chunked, identity\r\n', b'Transfer-Encoding: identity\r\n',
               b'Transfer-Encoding : chunked\r\n', b'Transfer-Encoding: xchunked\r\n',
               b'Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n',
               b'Transfer-Encoding:\x0bchunked\r\n', b'Transfer-Encoding: "chunked"\r\n',
               b'Transfer-Encoding: gzip, chunked\r\n', b'Transfer-Encoding\r\n : chunked\r\n',
               b'X: y\rTransfer-Encoding: chunked\r\n', b'X: y\nTransfer-Encoding: chunked\r\n',
               b' Transfer-Encoding: chunked\r\n', b'Transfer-Encoding: chunked\x00\r\n']
    for number, lines in enumerate(lengths):
        yield f'length-{number}', POST + lines + b'\r\n' + b'0\r\n\r\n' + HIDDEN, {400, 413}
    for number, lines in enumerate(codings):
        yield f'coding-{number}', POST + lines + b'\r\n' + b'0\r\n\r\n' + HIDDEN, {400}
    yield 'coding-old', b'POST /api/v1/batches HTTP/1.0\r\n' + JSON \
        + b'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n' + HIDDEN, {400}


def chunks():
    head = POST + b'Transfer-Encoding: chunked\r\n\r\n'
    bodies = [b'5;a=b\r\n{"a"}\r\n0\r\n\r\n', b'fffffffffffffffff\r\n', b'-5\r\n', b'0x5\r\n', b'5\n{',
              b'5\r\n{"a"}X', b'\r\n', b'5 \r\n', b'0\r\nX: y\r\n\r\n', b'0\r\n\n', b'00000000000\r\n',
              b'5\r{', b'g\r\n', b'0\r\n' + HIDDEN, b'2\r\n{}0\r\n\r\n', b';\r\n']
    for number, body in enumerate(bodies):
        yield f'chunk-{number}', head + body + HIDDEN, {400, 413}
    yield 'chunk-too-large', head + b'10001\r\n', {413}
    yield 'chunk-endless', head + b'1\r\na\r\n' * 70000, {413}


def heads():
    yield 'two-hosts', b'GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', {400}
    yield 'no-host', b'GET /healthz HTTP/1.1\r\n\r\n', {400}
    yield 'bad-host', b'GET /healthz HTTP/1.1\r\nHost: a/../b\r\n\r\n', {400}
    yield 'absolute', get(b'http://evil/healthz'), {400}
    yield 'authority', b'CONNECT 127.0.0.1:22 HTTP/1.1\r\n' + HOST + b'\r\n', {400}
    yield 'star', b'OPTIONS * HTTP/1.1\r\n' + HOST + b'\r\n', {400}
    yield 'nul-header', get(b'/healthz', b'X: a\x00b\r\n'), {400}
    yield 'nul-path', get(b'/health\x00z'), {400}
    yield 'control', get(b'/healthz', b'X: a\x1b[2J\r\n'), {400}
    yield 'latin', get(b'/healthz', b'X: \xe9\r\n'), {400}
    yield 'fold', get(b'/healthz', b'X: a\r\n b\r\n'), {400}
    yield 'no-colon', get(b'/healthz', b'hello\r\n'), {400}
    yield 'empty-name', get(b'/healthz', b': a\r\n'), {400}
    yield 'bare-lf', b'GET /healthz HTTP/1.1\nHost: a\n\n', {400}
    yield 'bare-cr', b'GET /healthz HTTP/1.1\rHost: a\r\r', {400}
    yield 'http-2', b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', {505}
    yield 'http-3', b'GET /healthz HTTP/3.0\r\n' + HOST + b'\r\n', {505}
    yield 'http-09', b'GET /healthz\r\n\r\n', {400}
    yield 'tls', b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' + bytes(200), {400}
    yield 'expect', POST + b'Expect: 100-continue\r\nContent-Length: 2\r\n\r\n', {417}
    yield 'range', get(b'/healthz', b'Range: bytes=0-0,5-1,-99999999999999999999\r\n'), {200}
    yield 'upgrade', get(b'/healthz', b'Upgrade: websocket\r\nConnection: Upgrade\r\n'
                         b'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
                         b'Sec-WebSocket-Version: 13\r\n'), {200}
    yield 'many-headers', get(b'/healthz', b'X: y\r\n' * 65), {431}
    yield 'header-flood', get(b'/healthz', b'X: y\r\n' * 100000), {431}
    yield 'long-header', get(b'/healthz', b'X: ' + b'y' * 1000000 + b'\r\n'), {431}
    yield 'long-target', get(b'/' + b'a' * 3000), {414}
    yield 'endless-target', b'GET /' + b'a' * 1000000, {431}
    yield 'endless-method', b'A' * 1000000, {431}
    yield 'two-tokens', get(b'/healthz', b'Authorization: Bearer a\r\nAuthorization: Bearer b\r\n'), {400}


def paths():
    for number, target in enumerate([
            b'/../etc/passwd', b'/%2e%2e/etc/passwd', b'/api/%2e%2e%2fetc', b'/api/..%5cetc', b'/..',
            b'/./healthz', b'//healthz', b'/healthz%00', b'/%c0%ae%c0%ae/', b'/%ff', b'/%', b'/%1',
            b'/%zz', b'/\\..\\etc', b'/healthz#x', b'/%ed%a0%80', b'/healthz?a=1&a=2', b'/healthz?%00=1',
            b'/healthz?a=%ff', b'/"', b'/<script>']):
        yield f'path-{number}', get(target), {400}
    for number, target in enumerate([
            b'/none', b'/%252e%252e/etc/passwd', b'/healthz/', b'/HEALTHZ', b'/api/v1/devices/1',
            b'/api/v1/devices/018f3c2a-1b2c-7d3e-8f40-5a6b7c8d9e0g', b'/healthz;a=b']):
        yield f'unknown-{number}', get(target), {404}


def bodies():
    def post(body, extra=b''):
        return POST + extra + b'Content-Length: %d\r\n\r\n' % len(body) + body

    yield 'deep', post(b'[' * 60000), {400, 413}
    yield 'deep-objects', post(b'{"a":' * 10000), {400, 413}
    yield 'twice', post(b'{"a":1,"a":2}'), {400}
    yield 'nul', post(b'{"a":"\x00"}'), {400}
    yield 'nul-escaped', post(b'{"a":"\\u0000"}'), {400}
    yield 'broken-utf8', post(b'{"a":"\xff\xfe"}'), {400}
    yield 'surrogate', post(b'{"a":"\\ud800"}'), {400}
    yield 'huge-number', post(b'{"a":1e999999}'), {400}
    yield 'endless-number', post(b'{"a":' + b'9' * 60000 + b'}'), {400}
    yield 'comment', post(b'{/* */"a":1}'), {400}
    yield 'two-documents', post(b'{}{}'), {400}
    yield 'empty', post(b''), {400}
    yield 'gzip', post(b'\x1f\x8b' + bytes(1000), b'Content-Encoding: gzip\r\n'), {415}
    yield 'identity', post(b'{}', b'Content-Encoding: identity\r\n'), {415}
    yield 'claimed', POST + b'Content-Length: 104857600\r\n\r\n' + b'x' * 100000, {413}
    yield 'over-by-one', POST + b'Content-Length: 65537\r\n\r\n', {413}
    yield 'get-body', get(b'/healthz', b'Content-Length: 5\r\n') + b'hello', {413}
    for number, kind in enumerate([b'text/plain', b'application/x-www-form-urlencoded',
                                   b'multipart/form-data; boundary=x', b'application/json; charset=gbk']):
        yield f'type-{number}', b'POST /api/v1/batches HTTP/1.1\r\n' + HOST + b'Content-Type: ' + kind \
            + b'\r\nContent-Length: 2\r\n\r\n{}', {415}


def methods():
    for method in [b'POST', b'PUT', b'DELETE', b'PATCH', b'TRACE', b'PROPFIND', b'get', b'X' * 30]:
        yield f'method-{method.decode()}', method + b' /healthz HTTP/1.1\r\n' + HOST + b'\r\n', {405}
    for number, line in enumerate([b'G@T', b'G\xc3T', b'', b'X' * 60]):
        yield f'no-method-{number}', line + b' /healthz HTTP/1.1\r\n' + HOST + b'\r\n', {400}


def shapes():
    for family in (framing, chunks, heads, paths, bodies, methods):
        yield from family()
