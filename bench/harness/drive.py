# SPDX-License-Identifier: Apache-2.0
"""Requests, and the client that sends them (bench/tools/http_drive.cpp)."""

import contextlib
import http.client
import json
import pathlib
import socket
import subprocess
import tempfile

from . import places


def get(port, path, token=None, **fields):
    """The bytes of a GET; fields as if_none_match='"7"'."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    lines += [f"{name.replace('_', '-').title()}: {value}" for name, value in fields.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def post(port, path, token, body):
    content = json.dumps(body).encode()
    return (f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
            f"If-Match: *\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n").encode() + content


@contextlib.contextmanager
def request_file(connections):
    """A file for http_drive: what each connection sends in turn."""
    parts = [f"{len(connections)}\n".encode()]
    for requests in connections:
        parts.append(f"{len(requests)}\n".encode())
        for request in requests:
            parts.append(f"{len(request)}\n".encode() + request)
    places.SCRATCH.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=places.SCRATCH, suffix=".requests") as file:
        file.write(b"".join(parts))
        file.flush()
        yield pathlib.Path(file.name)


def begin(port, file, connections, milliseconds, rate=None):
    command = [places.tool("http_drive"), str(port), str(file), str(connections), str(milliseconds)]
    return subprocess.Popen(command + ([str(rate)] if rate else []), stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def end(process):
    out, err = process.communicate()
    if process.returncode != 0:
        raise RuntimeError(err.decode().strip())
    return json.loads(out)


def drive(port, requests, connections, milliseconds, rate=None):
    """What came of so many connections sending the same requests, or each its own."""
    own = requests if isinstance(requests[0], list) else [requests]
    with request_file(own) as file:
        return end(begin(port, file, connections, milliseconds, rate))


def with_cpu(server, work):
    """The figures of `work`, and what the server's processor time was for each answer, in microseconds."""
    before = server.cpu_seconds()
    figures = work()
    figures["cpu_us"] = (server.cpu_seconds() - before) * 1e6 / max(1, figures["answers"])
    return figures


def disk_syncs(milliseconds=500):
    """How often a second the disk takes 4 KiB for good, one after the other: the raw limit."""
    places.SCRATCH.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=places.SCRATCH, suffix=".sync") as file:
        done = subprocess.run([places.tool("disk_sync"), file.name, str(milliseconds)], check=True, capture_output=True)
    return float(done.stdout)


def task_acts(port, keys, connections):
    """Each connection starts a task of its own plan and takes that back, in turn."""
    token = keys["tokens"]["planner"]
    return [[post(port, f"/api/v1/tasks/{task}/actions/{action}", token, {"reason": "bench"})
             for action in ("start", "undo")] for task in keys["tasks"][:connections]]


def once(port, request):
    """One request, whose answer is 200."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status} {body[:200]}")
