#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The OpenAPI document is well formed, and the running server does what it says: every operation is
asked well and badly, and each reply has a status, a type and a body that the document names."""

import re
import sys
import unittest
import uuid

sys.dont_write_bytecode = True
from house import House, Kiosk  # noqa: E402

TYPES = {'object': dict, 'array': list, 'string': str, 'null': type(None), 'boolean': bool}


def is_type(value, name):
    if name == 'integer':
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


class Document:
    def __init__(self, text):
        self.text = text

    def look_up(self, found):
        while '$ref' in found:
            at = self.text
            for step in found['$ref'].removeprefix('#/').split('/'):
                at = at[step]
            found = at
        return found

    def wrong(self, value, schema, place='$'):
        """What of JSON Schema the document uses, and nothing else; None when VALUE fits."""
        schema = self.look_up(schema)
        known = {'type', 'enum', 'const', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength',
                 'minItems', 'maxItems', 'items', 'properties', 'required', 'additionalProperties'}
        assert not set(schema) - known, (place, schema)
        types = schema.get('type', [])
        types = [types] if isinstance(types, str) else types
        if types and not any(is_type(value, t) for t in types):
            return f'{place}: no {types}'
        if 'enum' in schema and value not in schema['enum'] or schema.get('const', value) != value:
            return f'{place}: {value!r}'
        return self.wrong_inside(value, schema, place)

    def wrong_inside(self, value, schema, place):
        if isinstance(value, str):
            fits = re.search(schema.get('pattern', ''), value) \
                and schema.get('minLength', 0) <= len(value) <= schema.get('maxLength', len(value))
            return None if fits else f'{place}: {value!r}'
        if isinstance(value, int) and not isinstance(value, bool):
            fits = schema.get('minimum', value) <= value <= schema.get('maximum', value)
            return None if fits else f'{place}: {value}'
        parts = []
        if isinstance(value, list):
            parts = [(v, schema.get('items', {}), f'{place}[{i}]') for i, v in enumerate(value)]
        if isinstance(value, dict):
            names, more = schema.get('properties', {}), schema.get('additionalProperties', {})
            if set(schema.get('required', ())) - set(value) or more is False and set(value) - set(names):
                return f'{place}: has {sorted(value)}'
            parts = [(v, names.get(k, more), f'{place}.{k}') for k, v in value.items()]
        return next((w for w in (self.wrong(*p) for p in parts) if w), None)


class OpenApi(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.house = House().set_up().start()
        cls.addClassCleanup(cls.house.__exit__)
        cls.document = Document(cls.house.ask('GET', '/api/v1/openapi.json')[2])
        cls.asked = set()

    def ask(self, method, path, **how):
        """Asks and holds the reply against the document."""
        operation = self.document.text['paths'][path][method.lower()]
        status, headers, body = self.house.ask(method, path, **how)
        self.asked.add((method, path, status))
        self.assertIn(str(status), operation['responses'], (method, path, body))
        told = self.document.look_up(operation['responses'][str(status)])
        for name, header in told.get('headers', {}).items():
            self.assertTrue(name.lower() in headers or not header.get('required'), name)
        kind = headers.get('content-type', '').split(';')[0]
        self.assertEqual([kind] if kind else [], list(told.get('content', {})), (method, path, status))
        if 'json' in kind:
            self.assertIsNone(self.document.wrong(body, told['content'][kind]['schema']))
        return status, body

    def test_the_document_is_well_formed(self):
        text = self.document.text
        self.assertRegex(text['openapi'], r'^3\.1\.\d+$')
        names, pointers = [], re.findall(r"'\$ref': '([^']+)'", str(text))
        for pointer in pointers:
            self.document.look_up({'$ref': pointer})
        for path, operations in text['paths'].items():
            for method, operation in operations.items():
                self.assertIn(method, ('get', 'post'))
                self.assertTrue(operation['summary'].endswith(('.', '?')), path)
                self.assertEqual(method == 'post', 'requestBody' in operation)
                names.append(operation['operationId'])
        self.assertEqual(len(names), len(set(names)))
        used = {p.rsplit('/', 1)[1] for p in pointers}
        self.assertEqual(used - {'Problem'}, set(text['components']['schemas']) - {'Problem'})

    def test_other_methods_are_refused_everywhere(self):
        for path, operations in self.document.text['paths'].items():
            for method in ('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'TRACE'):
                if method.lower() not in operations:
                    status, headers, _ = self.house.ask(method, path)
                    self.assertIn(status, (405, 501), (method, path))
                    if status == 405:
                        self.assertIn(next(iter(operations)).upper(), headers['allow'])

    def test_every_operation_well_and_badly(self):
        kiosk = Kiosk(self.house)
        device = {'device_id': str(uuid.uuid4()), 'link_key': 'ab' * 32, 'name': 'B'}
        good = {
            '/api/v1/batches': kiosk.envelope(kiosk.item()),
            '/api/v1/device/heartbeat': {
                'schema': 1, 'version': '0.1', 'queue': 0, 'disk_free_bytes': 1, 'clock_ms': 1,
                'boot_id': kiosk.boot, 'monotonic_ms': 1, 'printer': None},
            '/api/v1/device/authorization': device,
        }
        for path, body in good.items():
            schema = self.document.text['paths'][path]['post']['requestBody']['content'][
                'application/json']['schema']
            self.assertIsNone(self.document.wrong(body, schema))
            reply = self.ask('POST', path, body=body, token=kiosk.token)
            self.assertEqual(reply[0], 200, reply)
            self.judge_bad(path, body, schema, kiosk.token)
        codes = self.ask('POST', '/api/v1/device/authorization', body=device)[1]
        poll = {'device_code': codes['device_code']}
        self.assertEqual(self.ask('POST', '/api/v1/device/token', body=poll)[0], 400)
        self.judge_bad('/api/v1/device/token', poll, {'$ref': '#/components/schemas/DeviceCode'}, None)
        for path, operations in self.document.text['paths'].items():
            if 'get' in operations and path != '/api/v1/events':
                self.assertEqual(self.ask('GET', path, token=kiosk.token)[0], 200)
            method, operation = next(iter(operations.items()))
            if operation.get('security') != []:
                self.assertEqual(self.ask(method.upper(), path, body=good.get(path))[0], 401)

    def judge_bad(self, path, body, schema, token):
        """Each member once missing and once of another type, and one too many: never a 200."""
        bad = [{**body, 'surplus': 1}, [], 'text']
        for name in body:
            bad.append({k: v for k, v in body.items() if k != name})
            bad.append({**body, name: {'of': 'another type'}})
        if path == '/api/v1/device/authorization':
            bad = bad[:5]  # an address may not ask often
        for wrong in bad:
            self.assertIsNotNone(self.document.wrong(wrong, schema), wrong)
            self.assertIn(self.ask('POST', path, body=wrong, token=token)[0], (413, 422), wrong)
        self.assertEqual(self.ask('POST', path, body=b'x' * 70000, token=token)[0], 413)
        self.assertEqual(self.ask('POST', path, body=body, token=token,
                                  headers={'Content-Type': 'text/plain'})[0], 415)


if __name__ == '__main__':
    unittest.main()
