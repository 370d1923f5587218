# SPDX-License-Identifier: Apache-2.0
"""What grows with what is stored: start, and single acts."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import time

from .. import places
from ..drive import drive, get
from ..processes import free_port, service
from ..results import Row

OFTEN, FIRST = 200, 900  # plans: so many are kept; no house has fewer

SIZES = [int(text) for text in os.environ.get("BENCH_PLANS", "1000,100000").split(",")]


def until_ready(house):
    """Milliseconds from the start of the process to a 200 from /readyz."""
    port = free_port()
    env = {**os.environ, "INSPECTORD_HTTP__PORT": str(port), "INSPECTORD_LOG__LEVEL": "warning"}
    started = time.monotonic()
    with open(house / "serve.log", "ab") as log:
        process = subprocess.Popen([places.SERVICE, "serve", "--data", house], env=env, stdout=log, stderr=log)
    try:
        while time.monotonic() - started < 120:
            with contextlib.suppress(OSError):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:
                    return (time.monotonic() - started) * 1000
            if process.poll() is not None:
                raise RuntimeError("the service ended")
            time.sleep(0.0005)
        raise RuntimeError("never ready")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def run_once():
    """Milliseconds that a process takes to say its version."""
    started = time.monotonic()
    subprocess.run([places.SERVICE, "--version"], check=True, stdout=subprocess.DEVNULL)
    return (time.monotonic() - started) * 1000


def start(rounds):
    houses = [places.seed(10_000), places.seed(100_000, 10_000_000)]
    row = Row("start", "From the start of the process to /readyz, files in the page cache; beside it: --version")
    cases = []
    for house in houses:
        rows = places.keys(house)["rows"]
        cases.append(row.case(f"{rows['plans']:,} plans, {rows['reminders']:,} reminders", "ms", "inspectord --version",
                              "<= 100", better="less", of="ours"))

    def one_round(_):
        for house, case in zip(houses, cases):
            case.add(until_ready(house), run_once())

    for house in houses:
        until_ready(house)  # a house that was never served has no log yet
    row.run(rounds, one_round)
    row.keep()


def growth(rounds):
    """Each round measures the smallest house and a larger one in turn; the ratio is larger over smallest."""
    houses = {plans: places.seed(plans) for plans in SIZES}
    small = SIZES[0]
    row = Row("growth", " ".join(growth.__doc__.split()).rstrip("."))
    what = {"get_ms": f"GET of a plan, p50, {OFTEN} plans in turn",
            "first_ms": f"GET of a plan for the first time, p50 of {FIRST}", "find_us": "a plan read, in process",
            "approve_us": "approve, in process, without sync", "claim_us": "claim of 500 due messages",
            "due_us": "due reminders of the next instant, for each row", "ready_ms": "start"}
    cases = {(plans, key): row.case(f"{text}, {plans:,} plans", key.split("_")[1], f"{small:,} plans", "<= 2")
             for plans in SIZES[1:] for key, text in what.items()}

    def measure(plans):
        house = houses[plans]
        keys = places.keys(house)
        figures = json.loads(subprocess.run([places.tool("house_acts"), house], check=True, capture_output=True).stdout)
        figures["due_us"] /= max(1, figures["due_rows"])
        figures["ready_ms"] = until_ready(house)
        with service(house) as server:
            token = keys["tokens"]["planner"]
            requests = [get(server.port, f"/api/v1/plans/{plan}", token) for plan in keys["plans"][:FIRST]]
            figures["first_ms"] = drive(server.port, [requests], 1, 1500, FIRST * 1000 // 1500)["p50_ms"]
            figures["get_ms"] = drive(server.port, [requests[:OFTEN]], 1, 1500)["p50_ms"]
        return figures

    def one_round(_):
        of = {plans: measure(plans) for plans in SIZES}
        for (plans, key), case in cases.items():
            case.add(of[plans][key], of[small][key])

    row.run(rounds, one_round)
    row.keep()


ROWS = {"start": start, "growth": growth}
