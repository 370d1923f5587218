# SPDX-License-Identifier: Apache-2.0
"""Durable acts in process and over HTTP, beside the disk and PostgreSQL; reads while the disk is busy or hangs."""

import json
import os
import subprocess
import threading

from .. import places
from ..drive import begin, disk_syncs, drive, end, get, request_file, task_acts
from ..peers import postgres_acts
from ..processes import postgres, service
from ..results import Row

MILLISECONDS = 1500


def in_process(rounds):
    row = Row("acts-in-process", "Durable acts through the writer, the disk measured before and after each figure")
    targets = {("bare", 64): ">= 4.5", ("bare", 256): ">= 6.5", ("full", 1): ">= 0.35"}
    places.SCRATCH.mkdir(parents=True, exist_ok=True)
    row.notes.update(started=places.now(), rounds=rounds, load_before=places.load())
    done = subprocess.run([places.tool("durable_acts"), str(places.SCRATCH), str(rounds), "1000"], check=True,
                          stdout=subprocess.PIPE)
    row.notes["load_after"] = places.load()
    for figure in json.loads(done.stdout):
        name = f"{figure['act']}, {figure['in_flight']} in flight"
        case = row.case(name, "acts/s", "raw fdatasync", targets.get((figure["act"], figure["in_flight"])))
        raw = zip(figure["raw_before_per_s"], figure["raw_after_per_s"])
        for ours, (before, after) in zip(figure["acts_per_s"], raw):
            case.add(ours, (before + after) / 2)
    row.keep()


def over_http(rounds):
    house = places.seed(1000)
    keys = places.keys(house)
    row = Row("acts-http", "Durable acts over HTTP, the client on the same cores: a task started and taken back in turn")
    raw_targets = {1: ">= 0.25", 64: ">= 2", 256: None}
    against_raw = {n: row.case(f"{n} in flight", "acts/s", "raw fdatasync", target) for n, target in raw_targets.items()}
    p99 = {n: row.case(f"{n} in flight, p99", "ms", None, "<= 20" if n == 64 else None, of="ours") for n in raw_targets}
    against_sql = row.case("64 in flight", "acts/s", "PostgreSQL 15, 32 clients, the same statements", ">= 3")
    against_one = row.case("64 in flight", "acts/s", "PostgreSQL 15, 32 clients, all in one statement", ">= 2")
    with service(house) as ours, postgres() as theirs:
        postgres_acts.prepare(theirs)

        def one_round(_):
            before = disk_syncs()
            for flying in raw_targets:
                figures = drive(ours.port, task_acts(ours.port, keys, flying), flying, MILLISECONDS)
                after = disk_syncs()
                against_raw[flying].add(figures["per_s"], (before + after) / 2, {"before": before, "after": after})
                p99[flying].add(figures["p99_ms"], None, {"p50": figures["p50_ms"], "max": figures["max_ms"]})
                before = after
                if flying == 64:
                    against_sql.add(figures["per_s"], postgres_acts.measure(theirs, "transaction"))
                    against_one.add(figures["per_s"], postgres_acts.measure(theirs, "statement"))
                    before = disk_syncs()

        row.run(rounds, one_round)
    row.keep()


READERS, READS_A_SECOND = 4, 400


def reads(rounds):
    """Four connections read plans by the clock (400 a second) while nothing writes, while 64 connections write,
    and while a sync of those hangs for two seconds."""
    house = places.seed(1000)
    keys = places.keys(house)
    row = Row("reads", " ".join(reads.__doc__.split()).rstrip("."))
    busy = row.case("p99 while 64 connections write", "ms", "nothing writes", "<= 5", better="less", of="ours")
    hung = row.case("longest while a sync hangs for 2 s", "ms", "nothing writes", "<= 10", better="less", of="ours")
    stall = places.SCRATCH / f"stall.{os.getpid()}"
    environment = {"LD_PRELOAD": str(places.BUILD / "bench" / "libstalled_sync.so"), "STALL_FILE": str(stall),
                   "STALL_MILLISECONDS": "2000"}
    with service(house, environment) as ours:
        token = keys["tokens"]["planner"]
        plans = [[get(ours.port, f"/api/v1/plans/{plan}", token) for plan in keys["plans"][first::READERS][:100]]
                 for first in range(READERS)]
        acts = task_acts(ours.port, keys, 64)

        def read_beside(milliseconds, writing, hang_after=None):
            with request_file(acts) as write_file, request_file([[one] for many in plans for one in many]) as read_file:
                writer = begin(ours.port, write_file, 64, milliseconds + 500) if writing else None
                if hang_after is not None:
                    threading.Timer(hang_after, stall.touch).start()
                figures = end(begin(ours.port, read_file, READERS, milliseconds, READS_A_SECOND))
                return figures, end(writer) if writer else None

        def one_round(_):
            quiet, _ = read_beside(2000, writing=False)
            while_writing, written = read_beside(2000, writing=True)
            busy.add(while_writing["p99_ms"], quiet["p99_ms"], {"reads": while_writing, "writes": written})
            while_hung, written = read_beside(4000, writing=True, hang_after=1)
            if written["max_ms"] < 1900:
                raise RuntimeError("no sync hung")
            hung.add(while_hung["max_ms"], quiet["max_ms"], {"reads": while_hung, "writes": written})

        row.run(rounds, one_round)
    row.keep()


ROWS = {"acts-in-process": in_process, "acts-http": over_http, "reads": reads}
