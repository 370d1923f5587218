# SPDX-License-Identifier: Apache-2.0
"""A receiver of webhooks that logs what comes, and is not always well."""
import base64
import hashlib
import hmac
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reception:
    id: str
    body: str  # SHA-256
    life: int  # which process sent it
    accepted: bool
    signed: bool


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, *_):
        """A sender that was killed between two requests."""


class Receiver:
    """Answers 204. Of what it sees for the first time it refuses some, hangs up on some and is slow with some."""

    def __init__(self, random, secret):
        self.random = random
        self.key = base64.b64decode(secret.removeprefix("whsec_"))
        self.lock = threading.Lock()
        self.log = []
        self.seen = set()
        self.life = 0
        self.busy = 0
        self.well = False  # True: accepts everything at once
        self.server = Server(("127.0.0.1", 0), self._handler())
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def wait_idle(self):
        """What a dead sender left in the socket is read as well."""
        time.sleep(0.05)
        while self.busy:
            time.sleep(0.005)

    def next_life(self):
        self.life += 1

    def take(self, headers, body):
        """(status or None, seconds to wait before)."""
        identity = headers.get("webhook-id", "")
        with self.lock:
            chance = 1.0 if self.well or identity in self.seen else self.random.random()
            self.seen.add(identity)
            accepted = chance >= 0.10
            self.log.append(Reception(identity, hashlib.sha256(body).hexdigest(), self.life, accepted,
                                      self._is_signed(headers, identity, body)))
            wait = self.random.random() * 0.2 if 0.10 <= chance < 0.30 else 0
        if chance < 0.04:
            return None, 0
        return (204 if accepted else 503), wait

    def _is_signed(self, headers, identity, body):
        signed = f"{identity}.{headers.get('webhook-timestamp', '')}.".encode() + body
        right = base64.b64encode(hmac.new(self.key, signed, hashlib.sha256).digest()).decode()
        return "v1," + right in headers.get("webhook-signature", "").split(" ")

    def _handler(self):
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                with receiver.lock:
                    receiver.busy += 1
                try:
                    self._answer()
                except OSError:
                    self.close_connection = True  # the sender was killed
                finally:
                    with receiver.lock:
                        receiver.busy -= 1

            def _answer(self):
                length = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(length)
                if len(body) < length:
                    self.close_connection = True  # never arrived whole
                    return
                status, wait = receiver.take(self.headers, body)
                time.sleep(wait)
                if status is None:
                    self.close_connection = True
                    return
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        return Handler
