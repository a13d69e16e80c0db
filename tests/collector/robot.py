# SPDX-License-Identifier: GPL-3.0-or-later
"""A group robot's maker, on loopback: takes what is said, and keeps it."""

import http.server
import json
import queue
import threading


class Receiver:
    """Stands for a robot's maker."""

    def __init__(self):
        self.told = queue.Queue()
        told = self.told

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):  # noqa: N802 (named by http.server)
                body = self.rfile.read(int(self.headers['Content-Length']))
                told.put((self.path, json.loads(body)))
                answer = b'{"errcode":0,"errmsg":"ok","code":0}'
                self.send_response(200)
                self.send_header('Content-Length', str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.address = f'http://127.0.0.1:{self.server.server_port}'
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
