# SPDX-License-Identifier: Apache-2.0
"""The service as a process that is started, asked and killed."""
import http.client
import json
import os
import re
import signal
import subprocess
import threading
import time

READY_LINE = re.compile(r"http://[\d.]+:(\d+)")
SANITIZER_LINE = re.compile(r"ERROR: \w+Sanitizer|runtime error:")


class ServiceDied(Exception):
    """The process ended before it was ready."""


def environment(more=None):
    """This process's own, without what would be a setting of the service."""
    return {**{name: value for name, value in os.environ.items() if not name.startswith("INSPECTORD_")}, **(more or {})}


class Service:
    def __init__(self, binary, data, settings):
        self.binary = binary
        self.data = data
        self.settings = settings
        self.process = None
        self.port = None
        self.reports = []  # what a sanitizer said
        self.environment = {}  # of the service alone, beside this process's own
        self.log = open(data / "service.log", "ab")

    def command(self, *arguments, stdin=None):
        """Runs a command over the same data and returns what it printed."""
        done = subprocess.run([self.binary, *arguments, "--data", self.data], input=stdin, env=environment(),
                              capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(map(str, arguments))}: exit {done.returncode}: {done.stderr}")
        return done.stdout.strip()

    def start(self, failpoint=None):
        more = dict(self.environment)
        if failpoint:
            more["INSPECTORD_FAILPOINT"] = failpoint
        flags = ["--data", self.data, "--set", "http.port=0"]
        for setting in self.settings:
            flags += ["--set", setting]
        self.port = None
        self.started = time.monotonic()
        self.process = subprocess.Popen([self.binary, "serve", *flags], env=environment(more),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()

    def _listen(self, process):
        for line in process.stderr:
            self.log.write(line)
            self.log.flush()
            text = line.decode(errors="replace")
            found = READY_LINE.search(text)
            if found and process is self.process and self.port is None:
                self.port = int(found[1])
            if SANITIZER_LINE.search(text):
                self.reports.append(text.strip())

    def wait_ready(self, limit=60.0):
        """Seconds from the start until /readyz says yes."""
        while time.monotonic() - self.started < limit:
            if self.process.poll() is not None:
                raise ServiceDied(f"exit {self.process.returncode}")
            if self.port and self.is_ready():
                return time.monotonic() - self.started
            time.sleep(0.003)
        raise ServiceDied(f"not ready within {limit} s")

    def is_ready(self):
        try:
            return Connection(self.port, timeout=2).exchange("GET", "/readyz")[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def wait_for_end(self, limit):
        """The exit code, or None if it still lives."""
        try:
            return self.process.wait(limit)
        except subprocess.TimeoutExpired:
            return None

    def stop(self):
        self.process.terminate()
        code = self.wait_for_end(30)
        if code is None:
            self.kill()
        return code


class Connection:
    """One connection of a client; JSON in and out."""

    def __init__(self, port, timeout=20):
        self.port = port
        self.http = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.sent_at = None  # when the last request had left this process

    def exchange(self, method, path, token=None, body=None, headers=None):
        """(status, JSON or None). Raises OSError or HTTPException when there is no answer."""
        sent = dict(headers or {})
        if token:
            sent["Authorization"] = "Bearer " + token
        payload = None
        if body is not None:
            payload = json.dumps(body, ensure_ascii=False).encode()
            sent["Content-Type"] = "application/json"
        self.sent_at = None
        self.http.request(method, path, payload, sent)
        self.sent_at = time.monotonic()
        answer = self.http.getresponse()
        bytes_ = answer.read()
        try:
            return answer.status, json.loads(bytes_) if bytes_ else None
        except ValueError:
            return answer.status, None

    def close(self):
        self.http.close()
