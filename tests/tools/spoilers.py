# SPDX-License-Identifier: GPL-3.0-or-later
"""What can become of a request on its way: modes for relay.Relay.

Those that answer themselves come in two kinds, with the request passed on before (the collector
has stored it, and nobody hears of it) and without. `CHANGES` are the ways in which a true reply is
made untrue while it stays JSON; each leaves something that a kiosk can and must see.
"""
import copy
import json

import relay

PAGE = b'<html><head><title>Free WiFi</title></head><body><form>Accept our terms</form></body></html>'


def reached(exchange, is_forwarded):
    return exchange.forward() if is_forwarded else None


def delay(seconds):
    def mode(exchange):
        reply = exchange.forward().bytes()
        exchange.wait(seconds)
        exchange.deliver(reply)
    return mode


def drip(exchange):
    """A few bytes a second; the rest when it has healed."""
    reply = exchange.forward().bytes()
    at = 0
    while at < len(reply) and not exchange.is_healed.is_set():
        exchange.deliver(reply[at:at + 2])
        at += 2
        if not exchange.wait(.3):
            raise relay.Gone
    exchange.deliver(reply[at:])


def half_open(is_forwarded, is_forgotten=False):
    """Taken, and never answered; healed, the connection is reset or, forgotten, stays as it is."""
    def mode(exchange):
        reached(exchange, is_forwarded)
        if not exchange.wait() or not is_forgotten:
            exchange.reset()
        while exchange.connection.client.recv(65536):
            pass
        exchange.close()
    return mode


def late(exchange):
    """Held back; it reaches the collector when it has healed, long after who sent it has gone."""
    exchange.is_healed.wait()
    exchange.deliver(exchange.forward().bytes())


def reset(is_forwarded):
    def mode(exchange):
        reached(exchange, is_forwarded)
        exchange.reset()
    return mode


def empty(is_forwarded):
    def mode(exchange):
        reached(exchange, is_forwarded)
        exchange.close()
    return mode


def cut_reply(share):
    """So much of the reply arrives."""
    def mode(exchange):
        reply = exchange.forward().bytes()
        exchange.deliver(reply[:int(len(reply) * share)])
        exchange.close()
    return mode


def cut_request(share):
    """So much of the request arrives, and the collector waits for the rest."""
    def mode(exchange):
        data = exchange.request.bytes()
        server = relay.socket.create_connection(('127.0.0.1', exchange.relay.upstream), 10)
        server.sendall(data[:int(len(data) * share)])
        exchange.wait()
        server.close()
        exchange.reset()
    return mode


def answer(is_forwarded, status, media_type, body, *headers):
    def mode(exchange):
        reached(exchange, is_forwarded)
        exchange.deliver(relay.make_reply(status, media_type, body, *headers))
    return mode


def replay(exchange):
    """The last batch's reply once more, to whatever is asked."""
    last = exchange.relay.last
    if last is None or not exchange.is_batch:
        exchange.reset()
    if json.loads(last.body)['items'] == []:
        exchange.reset()
    exchange.deliver(last.bytes())


def captive(is_forwarded, chance):
    kinds = [(200, 'text/html', PAGE), (200, 'application/json', b'{}'), (200, 'application/json', b''),
             (200, 'application/json', b'{"status":"ok"}'), (403, 'text/html', PAGE),
             (401, 'text/html', PAGE), (413, 'text/html', PAGE), (404, 'text/html', PAGE),
             (302, 'text/html', b'', 'Location: http://127.0.0.1:1/login'),
             (204, 'text/html', b''), (200, 'application/json', PAGE),
             (307, 'text/html', b'', 'Location: http://127.0.0.1:1/api/v1/batches')]
    return answer(is_forwarded, *chance.choice(kinds))


def failure(is_forwarded, chance):
    kinds = [(500, 'text/plain', b'oops'), (502, 'text/html', PAGE), (504, 'text/html', PAGE),
             (503, 'application/problem+json', b'{"type":"about:blank","status":503}', 'Retry-After: 1'),
             (429, 'application/problem+json', b'{"type":"about:blank","status":429}', 'Retry-After: 1'),
             (503, 'text/html', PAGE, 'Retry-After: 99999999999999999999')]
    return answer(is_forwarded, *chance.choice(kinds))


# -- changed replies ------------------------------------------------------------------------------

def other_digit(text, chance):
    at = chance.randrange(len(text))
    while text[at] == '-':
        at = chance.randrange(len(text))
    return text[:at] + ('1' if text[at] == '0' else '0') + text[at + 1:]


def item(change):
    """CHANGE of one item, drawn."""
    def apply(reply, chance):
        change(chance.choice(reply['items']), chance)
    return apply


def put(name, make):
    return lambda holder, chance: holder.__setitem__(name, make(holder[name], chance))


def drop_item(reply, chance):
    reply['items'].pop(chance.randrange(len(reply['items'])))


def double_item(reply, chance):
    reply['items'].append(copy.deepcopy(chance.choice(reply['items'])))


def lose_member(reply, chance):
    holder = chance.choice([reply, chance.choice(reply['items'])])
    holder.pop(chance.choice(sorted(holder)))


CHANGES = {
    'digest': item(put('digest', other_digit)),
    'id': item(put('id', other_digit)),
    'sequence': item(put('sequence', lambda old, chance: old + chance.choice([-1, 1, 1000]))),
    'status': item(put('status', lambda old, chance: chance.choice(['ok', 'STORED', '', 'Stored']))),
    'reason': item(put('reason', lambda old, chance: 'conflict')),
    'received': item(put('received_at', lambda old, chance: chance.choice([str(old), None, True]))),
    'schema': put('schema', lambda old, chance: chance.choice([0, 2, '1'])),
    'chain': put('last_chain', lambda old, chance: old[:-1]),
    'items': put('items', lambda old, chance: []),
    'fewer': drop_item,
    'doubled': double_item,
    'member': lose_member,
}


def changed(change, chance):
    """CHANGE is one of CHANGES."""
    def mode(exchange):
        reply = exchange.forward()
        if not exchange.is_batch or reply.status != 200:
            exchange.reset()
        document = json.loads(reply.body)
        change(document, chance)
        exchange.deliver(reply.with_body(json.dumps(document).encode()).bytes())
    return mode


def flipped(chance):
    """One bit of a digest is another one (and not the one that makes capitals of letters)."""
    def mode(exchange):
        reply = exchange.forward()
        at = reply.body.find(b'"digest"') if exchange.is_batch and reply.status == 200 else -1
        if at < 0:
            exchange.reset()
        body = bytearray(reply.body)
        body[at + 10 + chance.randrange(64)] ^= chance.choice([1, 2, 4, 8, 16, 64])
        exchange.deliver(reply.with_body(bytes(body)).bytes())
    return mode
