# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests that no honest client sends: name, bytes, and the statuses that may answer them. A 2xx to
what hides in them is never allowed."""

import gzip

TOKEN = b'@' * 43  # stands for a token that is let in
HOST = b'Host: a\r\n'
JSON = HOST + b'Content-Type: application/json\r\nAuthorization: Bearer ' + TOKEN + b'\r\n'
HIDDEN = b'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
POST = b'POST /api/v1/batches HTTP/1.1\r\n' + JSON


def get(target, extra=b''):
    return b'GET ' + target + b' HTTP/1.1\r\n' + HOST + extra + b'\r\n'


def framing():
    lengths = [b'Content-Length: 6\r\nContent-Length: 5\r\n', b'Content-Length: 5, 5\r\n',
               b'Content-Length: +5\r\n', b'Content-Length: 5 \x0b\r\n', b'Content-Length: 0x5\r\n',
               b'Content-Length: -1\r\n', b'Content-Length: 5;\r\n', b'Content-Length:\r\n',
               b'Content-Length: 18446744073709551616\r\n', b'Content-Length: 5_0\r\n',
               b'Content-Length : 5\r\n', b'Content_Length: 5\r\nContent-Length: 99999999\r\n',
               b'Content-Length: 5\r\ncontent-length: 5\r\n', b'Content-Length: 5,6\r\n',
               b'Content-Length: ' + b'0' * 30 + b'5\r\n', b'Content-Length: 5.0\r\n',
               b'Content-Length: 5e0\r\n', b'Content-Length: "5"\r\n', b'Content-Length: 5 5\r\n',
               b'Content-Length: \xd9\xa5\r\n', b'Content-Length: 9223372036854775808\r\n',
               b'Content-Length: 5\r\n 5\r\n', b'Content-Length: 5\nX: y\r\n',
               b'Content-Length: 5\x00\r\n', b'Content-Length\x00: 5\r\nContent-Length: 99999999\r\n',
               b'X: y\rContent-Length: 5\r\n', b'Content-Length: 5\r\r\n']
    codings = [b'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n',
               b'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n',
               b'Transfer-Encoding: chunked, identity\r\n', b'Transfer-Encoding: identity\r\n',
               b'Transfer-Encoding : chunked\r\n', b'Transfer-Encoding: xchunked\r\n',
               b'Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n',
               b'Transfer-Encoding:\x0bchunked\r\n', b'Transfer-Encoding: "chunked"\r\n',
               b'Transfer-Encoding: gzip, chunked\r\n', b'Transfer-Encoding\r\n : chunked\r\n',
               b'X: y\rTransfer-Encoding: chunked\r\n', b'X: y\nTransfer-Encoding: chunked\r\n',
               b' Transfer-Encoding: chunked\r\n', b'Transfer-Encoding: chunked\x00\r\n',
               b'Transfer-Encoding: chunked, chunked\r\n', b'Transfer-Encoding: chunked;q=1\r\n',
               b'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n',
               b'Transfer-Encoding: cow, chunked\r\n', b'Transfer-Encoding: chunked,\r\n',
               b'Transfer-Encoding: , chunked\r\n', b'Transfer-Encoding:\r\n chunked\r\n',
               b'Transfer-Encoding: chunked\r\ntransfer-encoding: identity\r\n',
               b'Transfer-Encoding\xad: chunked\r\n', b'Transfer-Encoding\x00: chunked\r\n',
               b'Transfer-Encoding: ch\xc5\xabnked\r\n', b'Transfer-Encoding: deflate\r\n',
               b'Foo: bar\r\n Transfer-Encoding: chunked\r\n', b'\tTransfer-Encoding: chunked\r\n',
               b'Transfer-Encoding: chunked\nContent-Length: 5\r\n',
               b'Content-Length: 5\r\nX: y\nTransfer-Encoding: chunked\r\n']
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
              b'5\r{', b'g\r\n', b'ffffffffffffffff\r\n', b'10000000000000000\r\n',
              b'7fffffffffffffff\r\n', b'+5\r\n', b' 5\r\n', b'5\t\r\n', b'5;\r\n', b'5;a="\r\n', b'5;a=\n0\r\n',
              b'0;a\r\n\r\n', b'0\r\nContent-Length: 5\r\n\r\n', b'0\r\nTransfer-Encoding: x\r\n\r\n',
              b'0\r\nHost: b\r\n\r\n', b'5\r\n{"a"}\n0\r\n\r\n', b'5\r\n{"a"}\r0\r\n\r\n', b'\xff\xff\r\n', b'5\x00\r\n',
              b'\n5\r\n', b'5,5\r\n', b'0x0\r\n\r\n', b'00000000f\r\n', b'0\r\n' + HIDDEN, b'2\r\n{}0\r\n\r\n', b';\r\n']
    for number, body in enumerate(bodies):
        yield f'chunk-{number}', head + body + HIDDEN, {400, 413}
    yield 'chunk-too-large', head + b'10001\r\n', {413}
    yield 'chunk-endless', head + b'1\r\na\r\n' * 70000, {413}


def heads():
    yield 'two-cookies', b'GET /healthz HTTP/1.1\r\nHost: a\r\nCookie: a=b\r\nCookie: c=d\r\n\r\n', {400}
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
    yield 'http-2', b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' + bytes(9), {400}
    yield 'http-2-frames', bytes([0, 0, 0, 4, 0, 0, 0, 0, 0]) * 9, {400}
    for version in (b'HTTP/3.0', b'HTTP/2', b'HTTP/1.2', b'HTTP/0.9', b'HTTP/1.10', b'HTTP/01.1', b'http/1.1',
                    b'HTTP/1,1', b'HTTP/11', b'HTTP', b'HTTPS/1.1', b'RTSP/1.0', b'HTTP/1.1x', b'1.1', b'HTTP/-1.1'):
        yield f'version-{version.decode()}', b'GET /healthz ' + version + b'\r\n' + HOST + b'\r\n', {400}
    for number, line in enumerate([
            b'GET  /healthz HTTP/1.1', b'GET /healthz  HTTP/1.1', b' GET /healthz HTTP/1.1', b'GET\t/healthz\tHTTP/1.1',
            b'GET /healthz HTTP/1.1 ', b'GET /health z HTTP/1.1', b'/healthz HTTP/1.1', b'GET HTTP/1.1', b'GET',
            b'\r\n\r\nGET /healthz HTTP/1.1', b'\nGET /healthz HTTP/1.1', b'\xef\xbb\xbfGET /healthz HTTP/1.1',
            b'GET /healthz\x0bHTTP/1.1', b'GET /healthz\xa0HTTP/1.1', b'HTTP/1.1 200 OK']):
        yield f'line-{number}', line + b'\r\n' + HOST + b'\r\n', {400}
    for number, host in enumerate([b'a b', b'a, b', b'a@b', b'', b'\xe9', b'a%00', b'http://a', b'a/', b'a?b', b'a#b',
                                   b'a\\b', b'a"b', b'<a>', b'a;b', b'a\tb', b'$(id)', b'a\x00']):
        yield f'host-{number}', b'GET /healthz HTTP/1.1\r\nHost: ' + host + b'\r\n\r\n', {400}
    for number, line in enumerate([b'X Y: z', b'X\t: z', b'(X): y', b'X\x7f: y', b'\xff: y', b'X@: y', b'"X": y', b'X/Y: z',
                                   b'X: \x7f', b'X: \x80', b'X: a\x0bb', b'X: a\x0cb', b'X: a\rb', b'X: a\nb', b'\x00',
                                   b'X', b'{}: y', b'X:y\r\n\tz', b' ', b'\t: x', b'X\r: y']):
        yield f'header-{number}', get(b'/healthz', line + b'\r\n'), {400}
    for number, line in enumerate([b'Content-Type: text/plain', b'Host: b', b'If-None-Match: "a"', b'Last-Event-ID: 1',
                                   b'Origin: x']):
        yield f'twice-{number}', get(b'/healthz', (line + b'\r\n') * 2), {400}
    yield 'expect-other', POST + b'Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}', {417}
    yield 'expect-get', get(b'/healthz', b'Expect: 100-continue\r\n'), {417}
    yield 'http-09', b'GET /healthz\r\n\r\n', {400}
    yield 'tls', b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' + bytes(200), {400}
    yield 'expect', POST + b'Expect: 100-continue\r\nContent-Length: 2\r\n\r\n', {417}
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
            b'/none', b'/%252e%252e/etc/passwd', b'/healthz/', b'/HEALTHZ', b'/%252f', b'/%2500',
            b'/etc/passwd', b'/.git/config', b'/admin', b'/api/v1/', b'/api/v1', b'/api/v2/batches', b'/api/v1/batches/',
            b'/api/v1/Batches', b'/metrics/', b'/...', b'/~root', b'/%C2%AF', b'/api/v1/device/configuration;x=1',
            b'/api/v1/device/configuration/00000000-0000-0000-0000-000000000000', b'/cgi-bin/', b'/api%20/v1',
            b'/collector.db', b'/keys/', b'/api/v1/devices/1',
            b'/api/v1/devices/018f3c2a-1b2c-7d3e-8f40-5a6b7c8d9e0g', b'/healthz;a=b']):
        yield f'unknown-{number}', get(target), {404}


def bodies():
    def post(body, extra=b''):
        return POST + extra + b'Content-Length: %d\r\n\r\n' % len(body) + body

    bomb = gzip.compress(bytes(10 * 1024 * 1024))
    yield 'deep', post(b'[' * 60000), {400, 413}
    yield 'deep-objects', post(b'{"a":' * 10000), {400, 413}
    yield 'many-keys', post(b'{' + b','.join(b'"%d":1' % n for n in range(6000)) + b'}'), {200, 400, 422}
    yield 'many-keys-endless', POST + b'Transfer-Encoding: chunked\r\n\r\n' \
        + b''.join(b'9\r\n"%06d":\r\n' % n for n in range(20000)), {413}
    yield 'empty', post(b''), {400, 422}
    for coding in (b'gzip', b'deflate', b'br', b'zstd', b'x-gzip', b'gzip, gzip', b'identity', b'compress', b'*', b''):
        yield f'coding-of-content-{coding.decode()}', post(bomb, b'Content-Encoding: ' + coding + b'\r\n'), {415}
    yield 'bomb-unsaid', post(bomb[:60000]), {400, 422}
    yield 'claimed', POST + b'Content-Length: 104857600\r\n\r\n' + b'x' * 100000, {413}
    yield 'over-by-one', POST + b'Content-Length: 65537\r\n\r\n', {413}
    yield 'largest', post(b' ' * 65536), {400, 422}
    yield 'get-body', get(b'/healthz', b'Content-Length: 5\r\n') + b'hello', {413}
    yield 'get-hidden', get(b'/healthz', b'Content-Length: %d\r\n' % len(HIDDEN)) + HIDDEN, {413}
    yield 'get-chunked', get(b'/healthz', b'Transfer-Encoding: chunked\r\n') + b'0\r\n\r\n' + HIDDEN, {413}
    for number, kind in enumerate([
            b'text/plain', b'application/x-www-form-urlencoded', b'multipart/form-data; boundary=x', b'', b'json',
            b'application/json; charset=gbk', b'application/json; charset=utf-16', b'application/json,text/plain',
            b'application/jsonx', b'text/json', b'application/problem+json', b'*/*', b'application/xml', b'application/json;',
            b'application/json; charset=utf-8; charset=gbk', b'application/json; boundary=x', b'application/ json']):
        yield f'type-{number}', b'POST /api/v1/batches HTTP/1.1\r\n' + HOST + b'Content-Type: ' + kind \
            + b'\r\nContent-Length: 2\r\n\r\n{}', {415}
    yield 'type-none', b'POST /api/v1/batches HTTP/1.1\r\n' + HOST + b'Content-Length: 2\r\n\r\n{}', {415}


def methods():
    for method in [b'POST', b'PUT', b'DELETE', b'PATCH', b'TRACE', b'PROPFIND', b'get', b'X' * 30,
                   b'TRACK', b'DEBUG', b'CONNECT', b'PRI', b'Get', b'HEADX', b'GE', b"'", b'M-SEARCH', b'!']:
        yield f'method-{method.decode()}', method + b' /healthz HTTP/1.1\r\n' + HOST + b'\r\n', {405}
    for number, line in enumerate([b'G@T', b'G\xc3T', b'', b'X' * 60, b'GET\x00', b'G(T', b'G"T', b'G:T', b'G\x7fT', b'{}']):
        yield f'no-method-{number}', line + b' /healthz HTTP/1.1\r\n' + HOST + b'\r\n', {400}


def neighbours():
    """What looks strange and is allowed: the first request is answered with one of these."""
    yield 'one-empty-line', b'\r\n' + get(b'/healthz'), {200}
    yield 'old', b'GET /healthz HTTP/1.0\r\n\r\n', {200}
    yield 'query', get(b'/healthz?a=1&b=%E4%BD%A0'), {200}
    yield 'encoded', get(b'/%68ealthz'), {200}
    yield 'no-blank', b'GET /healthz HTTP/1.1\r\nHost:a\r\n\r\n', {200}
    yield 'tabs', b'GET /healthz HTTP/1.1\r\nHost: \t a \t\r\n\r\n', {200}
    yield 'ipv6-host', b'GET /healthz HTTP/1.1\r\nHost: [::1]:8460\r\n\r\n', {200}
    yield 'most-headers', get(b'/healthz', b'X: y\r\n' * 63), {200}
    yield 'empty-value', get(b'/healthz', b'X:\r\n'), {200}
    yield 'range', get(b'/healthz', b'Range: bytes=0-0,5-1,-99999999999999999999\r\n'), {200}
    yield 'upgrade', get(b'/healthz', b'Upgrade: websocket\r\nConnection: Upgrade\r\n'
                         b'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
                         b'Sec-WebSocket-Version: 13\r\n'), {200}
    yield 'h2c', get(b'/healthz', b'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n'
                     b'HTTP2-Settings: AAMAAABkAAQAAP__\r\n'), {200}
    yield 'head', b'HEAD /healthz HTTP/1.1\r\n' + HOST + b'\r\n', {200}
    yield 'options', b'OPTIONS /healthz HTTP/1.1\r\n' + HOST + b'\r\n', {204}
    yield 'no-body', get(b'/healthz', b'Content-Length: 0\r\n'), {200}
    yield 'cookies', get(b'/healthz', b'Cookie: a=b; c="d"; e=f\r\n'), {200}
    yield 'upper-coding', POST + b'Transfer-Encoding: CHUNKED\r\n\r\n2\r\n{}\r\n0\r\n\r\n', {200, 422}
    yield 'upper-type', b'POST /api/v1/batches HTTP/1.1\r\n' + HOST + b'Authorization: bearer ' + TOKEN \
        + b'\r\nContent-Type: APPLICATION/JSON ; Charset="UTF-8"\r\nContent-Length: 2\r\n\r\n{}', {200, 422}


def shapes(token=b'A' * 43):
    for family in (framing, chunks, heads, paths, bodies, methods):
        for name, data, allowed in family():
            yield name, data.replace(TOKEN, token), allowed
