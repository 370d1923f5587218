# SPDX-License-Identifier: Apache-2.0
"""The service and its peers: each in a directory of its own, on loopback, and gone at the end of its `with`."""

import contextlib
import http.client
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from . import places

PATIENCE = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(is_so, what, process=None):
    end = time.monotonic() + PATIENCE
    while not is_so():
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"{what}: ended with {process.returncode}")
        if time.monotonic() > end:
            raise RuntimeError(f"{what}: not within {PATIENCE} s")
        time.sleep(0.02)


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(port, path, status=200):
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", path)
        return connection.getresponse().status == status
    except OSError:
        return False


def cpu_seconds(pid):
    """What all threads of a process have used so far."""
    tasks = pathlib.Path(f"/proc/{pid}/task")
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9


def unprivileged():
    """Peers that refuse to be root are run as nobody."""
    return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}


@contextlib.contextmanager
def scratch(name, for_nobody=False):
    places.SCRATCH.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix=name + ".", dir=places.SCRATCH))
    try:
        if for_nobody and os.geteuid() == 0:
            shutil.chown(folder, "nobody", "nogroup")
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running(command, log, stop=signal.SIGTERM, **options):
    with open(log, "ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(stop)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Server:
    def __init__(self, process, port, pid=None):
        self.process, self.port, self.pid = process, port, pid or process.pid

    def cpu_seconds(self):
        return cpu_seconds(self.pid)


@contextlib.contextmanager
def service(house, environment=None, config=None):
    """The service over a seeded house, once it says that it is ready."""
    port = free_port()
    env = {**os.environ, "INSPECTORD_HTTP__PORT": str(port), "INSPECTORD_LOG__LEVEL": "warning", **(environment or {})}
    command = [str(places.SERVICE), "serve", "--data", str(house)] + (["--config", str(config)] if config else [])
    log = house / "serve.log"
    with running(command, log, env=env) as process:
        wait_until(lambda: answers(port, "/readyz"), "inspectord", process)
        yield Server(process, port)


NGINX = """
worker_processes 1; daemon off; pid nginx.pid; error_log error.log warn;
events {{ worker_connections 4096; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600s; tcp_nodelay on; sendfile on;
  open_file_cache max=100 inactive=600s; open_file_cache_valid 600s;
  types {{ application/json json; text/calendar ics; }}
  client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
  server {{
    listen 127.0.0.1:{port}; root files;
    location = /small {{ default_type application/json; return 200 '{{"status":"ok"}}'; }}
  }}
}}
"""


@contextlib.contextmanager
def nginx(files):
    """One worker over static files (name: bytes), and /small."""
    with scratch("nginx") as folder:
        port = free_port()
        (folder / "files").mkdir()
        (folder / "tmp").mkdir()
        for name, content in files.items():
            (folder / "files" / name).write_bytes(content)
        (folder / "nginx.conf").write_text(NGINX.format(port=port), encoding="ascii")
        for path in [folder, *folder.rglob("*")]:
            if os.geteuid() == 0:
                shutil.chown(path, "nobody", "nogroup")
        command = ["/usr/sbin/nginx", "-p", str(folder), "-c", "nginx.conf", "-e", "error.log"]
        with running(command, folder / "log", stop=signal.SIGQUIT, **unprivileged()) as process:
            wait_until(lambda: listens(port), "nginx", process)
            children = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            yield Server(process, port, int(children[0]))


POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")


@contextlib.contextmanager
def postgres():
    """PostgreSQL with fsync as it comes, memory as ours, a socket in its own directory."""
    with scratch("postgres", for_nobody=True) as folder:
        log = folder / "log"
        with open(log, "ab") as out:
            subprocess.run([POSTGRES / "initdb", "-D", folder / "data", "-U", "bench", "-A", "trust", "--no-sync"],
                           check=True, stdout=out, stderr=out, cwd=folder, **unprivileged())
        port = free_port()
        settings = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": str(folder),
                    "shared_buffers": "512MB", "max_wal_size": "4GB", "max_connections": 300, "fsync": "on",
                    "synchronous_commit": "on"}
        command = [str(POSTGRES / "postgres"), "-D", str(folder / "data")]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with running(command, log, stop=signal.SIGINT, cwd=folder, **unprivileged()) as process:
            ready = [str(POSTGRES / "pg_isready"), "-q", "-h", str(folder), "-p", str(port)]
            wait_until(lambda: subprocess.run(ready, check=False).returncode == 0, "postgres", process)
            server = Server(process, port)
            server.folder = folder
            yield server


@contextlib.contextmanager
def redis():
    """Redis as BullMQ's manual wants it: append-only, synced every second."""
    with scratch("redis", for_nobody=True) as folder:
        port = free_port()
        command = ["/usr/bin/redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder),
                   "--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--maxmemory-policy", "noeviction"]
        with running(command, folder / "log", cwd=folder, **unprivileged()) as process:
            wait_until(lambda: listens(port), "redis", process)
            yield Server(process, port)


RADICALE = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[rights]
type = authenticated
[storage]
filesystem_folder = {folder}/collections
[logging]
level = warning
"""


@contextlib.contextmanager
def radicale():
    with scratch("radicale", for_nobody=True) as folder:
        port = free_port()
        config = folder / "config"
        config.write_text(RADICALE.format(port=port, folder=folder), encoding="ascii")
        command = ["/usr/bin/python3", "-m", "radicale", "--config", str(config)]
        with running(command, folder / "log", cwd=folder, **unprivileged()) as process:
            wait_until(lambda: listens(port), "radicale", process)
            yield Server(process, port)
