# SPDX-License-Identifier: Apache-2.0
"""20,000 webhooks into a sink on loopback, all due at once and spread over ten seconds, beside job queues; and what
was due while a house was asleep."""

import contextlib
import json
import shutil
import sqlite3
import subprocess
import time

from .. import places
from ..drive import begin, end, get, request_file
from ..processes import postgres, redis, scratch, service
from ..results import Row

COUNT, ADDRESSES = 20_000, 128
LEAD_MILLISECONDS = 4_000
PEERS = places.ROOT / "bench" / "peers"


@contextlib.contextmanager
def sink():
    """Its port, and a function that waits for all to come and says how they came."""
    process = subprocess.Popen([places.tool("sink"), str(COUNT)], stdout=subprocess.PIPE, text=True)
    try:
        port = int(process.stdout.readline())

        def result():
            out, _ = process.communicate(timeout=180)
            if process.returncode != 0:
                raise RuntimeError("not all webhooks came")
            figures = json.loads(out)
            figures["per_s"] = COUNT * 1000 / (figures["last_at_ms"] - figures["first_due_ms"])
            return figures

        yield port, result
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def due_at(lead):
    return int(time.time() * 1000) + lead


def by_us(spread, watch=lambda server: None):
    with scratch("due") as folder, sink() as (port, result):
        shutil.copy(places.seed(1000) / "inspectord.db", folder)
        config = folder / "inspectord.toml"
        config.write_text('[webhook]\nallow = ["127.0.0.0/8"]\nallow_http = true\n', encoding="ascii")
        subprocess.run([places.tool("queue_webhooks"), str(folder / "inspectord.db"), str(COUNT),
                        str(due_at(LEAD_MILLISECONDS)), str(spread), str(port), str(ADDRESSES)], check=True)
        with service(folder, config=config) as server:
            watch(server)
            return result()


def by_peer(script, server, spread, *more):
    with sink() as (port, result):
        command = ["node", str(PEERS / script), str(COUNT), str(spread), str(port), str(server.port), *more]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            try:
                figures = result()
                process.wait(timeout=60)
                return figures
            finally:
                if process.poll() is None:
                    process.kill()


def install_peers():
    if not (PEERS / "node_modules").exists():
        raise RuntimeError("no bench/peers/node_modules: run scripts/setup bench")


def at_once(rounds):
    install_peers()
    row = Row("webhooks-at-once", f"{COUNT} webhooks due at once to {ADDRESSES} addresses, each durable")
    bull = row.case("delivered", "/s", "BullMQ on redis, synced every second", ">= 8")
    graphile = row.case("delivered", "/s", "graphile-worker on PostgreSQL")

    def one_round(_):
        mine = by_us(0)
        with redis() as server:
            its = by_peer("bullmq.mjs", server, 0)
        bull.add(mine["per_s"], its["per_s"], {"ours": mine, "theirs": its})
        with postgres() as server:
            its = by_peer("graphile.mjs", server, 0)
        graphile.add(mine["per_s"], its["per_s"], {"ours": mine, "theirs": its})

    row.run(rounds, one_round)
    row.keep()


def spread_out(rounds):
    install_peers()
    row = Row("webhooks-spread", f"{COUNT} webhooks due evenly over 10 s: how late each came")
    middle = row.case("lateness p50", "ms", "BullMQ on redis", ">= 10", better="less")
    most = row.case("lateness p99", "ms", "BullMQ on redis", ">= 3", better="less")
    other = row.case("lateness p50", "ms", "graphile-worker on PostgreSQL", better="less")
    other_most = row.case("lateness p99", "ms", "graphile-worker on PostgreSQL", better="less")

    def one_round(_):
        mine = by_us(10_000)
        with redis() as server:
            its = by_peer("bullmq.mjs", server, 10_000)
        middle.add(mine["late_p50_ms"], its["late_p50_ms"], {"ours": mine, "theirs": its})
        most.add(mine["late_p99_ms"], its["late_p99_ms"])
        with postgres() as server:
            its = by_peer("graphile.mjs", server, 10_000)
        other.add(mine["late_p50_ms"], its["late_p50_ms"], {"ours": mine, "theirs": its})
        other_most.add(mine["late_p99_ms"], its["late_p99_ms"])

    row.run(rounds, one_round)
    row.keep()


DAYS_ASLEEP, PLANS_ASLEEP, REMINDERS_ASLEEP = 30, 50_000, 7_300_000
OVERDUE = "SELECT count(*) FROM reminders WHERE state = 'planned' AND rule <> 'digest' AND at <= ?"
# Of late ones: what was due within the last hour is on time, and not held back.
BURST = """SELECT max(n) FROM (SELECT count(*) AS n FROM attempts JOIN messages ON messages.id = message_id
           WHERE started_at >= ? AND EXISTS
             (SELECT 1 FROM message_reminders of_it JOIN reminders ON reminders.id = reminder_id
              WHERE of_it.message_id = messages.id AND at < created_at - 3600000)
           GROUP BY address, started_at / 1000)"""


def awake(house, seconds=120):
    """Starts the service over a house that was asleep, and waits until nothing that was due then is left in its ledger,
    while four connections read plans by the clock: what came of it."""
    db = sqlite3.connect(f"file:{house / 'inspectord.db'}?mode=ro", uri=True)
    began = time.time() * 1000
    overdue = db.execute(OVERDUE, (began,)).fetchone()[0]
    with service(house) as server:
        keys = places.keys(house)
        requests = [get(server.port, f"/api/v1/plans/{plan}", keys["tokens"]["planner"]) for plan in keys["plans"][:200]]
        with request_file([requests]) as file:
            reading = begin(server.port, file, 4, 3_000, 1_000)
            while db.execute(OVERDUE, (began,)).fetchone()[0]:
                if time.time() * 1000 - began > seconds * 1000:
                    raise RuntimeError(f"not drained within {seconds} s")
                time.sleep(0.05)
            drained = time.time() * 1000 - began
            reads = end(reading)
    return {"overdue": overdue, "s": drained / 1000, "read_p99_ms": reads["p99_ms"],
            "burst": db.execute(BURST, (began,)).fetchone()[0],
            "messages": db.execute("SELECT count(*) FROM messages WHERE created_at >= ?", (began,)).fetchone()[0]}


def overdue(rounds):
    asleep = places.seed(PLANS_ASLEEP, REMINDERS_ASLEEP, DAYS_ASLEEP)
    row = Row("overdue", f"A house that was asleep for {DAYS_ASLEEP} days, from the start of the process until nothing that was "
                         "due is left in its ledger")
    drained = row.case("drained, 100,000 overdue reminders", "s", None, "<= 60", better="less", of="ours")
    burst = row.case("most late messages to one address within a second", "messages", None, "<= 31", better="less", of="ours")
    reads = row.case("GET of a plan in the first 3 s, p99", "ms", None, better="less", of="ours")

    def one_round(_):
        with scratch("overdue") as folder:
            subprocess.run(["cp", asleep / "inspectord.db", asleep / "seed.json", folder], check=True)
            figures = awake(folder)
        drained.add(figures["s"] * 100_000 / figures["overdue"], beside=figures)
        burst.add(figures["burst"])
        reads.add(figures["read_p99_ms"])

    row.run(rounds, one_round)
    row.keep()


ROWS = {"webhooks-at-once": at_once, "webhooks-spread": spread_out, "overdue": overdue}
